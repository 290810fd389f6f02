-- +goose Up

-- Whatever is written goes into each index of its table, and most of what is
-- sent answers a person: it has turn 0, and the order of turns is kept for the
-- rest alone. What is due tells by itself whose turn it is and what is leased.
DROP INDEX outbox_turn;
DROP INDEX outbox_wake;
CREATE INDEX outbox_turn ON outbox (turn, id, wake_us) WHERE state IN (0, 1) AND turn > 0;
CREATE INDEX outbox_wake ON outbox (wake_us, id, turn, state) WHERE state IN (0, 1);

-- What a person asked for last is found among what they asked for at all.
DROP INDEX story_asks;

-- What can be taken back is kept for a day: few rows even where a product goes.
DROP INDEX undo_product;

-- +goose Down
CREATE INDEX undo_product ON undo (product_id);
CREATE INDEX story_asks ON story (product_id, author_id);
DROP INDEX outbox_wake;
DROP INDEX outbox_turn;
CREATE INDEX outbox_wake ON outbox (wake_us, id) WHERE state IN (0, 1);
CREATE INDEX outbox_turn ON outbox (turn, wake_us, id) WHERE state IN (0, 1);
