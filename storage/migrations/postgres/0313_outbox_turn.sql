-- +goose Up

-- What answers somebody has turn 0 and goes first. What the clock asked for
-- comes after it, one message of each deed after the other, so that a crowd
-- that is asked at nine does not hold up another product's digest.
ALTER TABLE outbox ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_turn ON outbox (turn, wake_us, id) WHERE state IN (0, 1);
CREATE INDEX outbox_deed ON outbox (request, turn) WHERE state IN (0, 1) AND turn > 0;

-- +goose Down
DROP INDEX outbox_deed;
DROP INDEX outbox_turn;
ALTER TABLE outbox DROP COLUMN turn;
