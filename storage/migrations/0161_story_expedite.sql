-- +goose Up

-- What goes before all others, while it is in progress.
CREATE INDEX story_expedite ON story (product_id, place, number)
  WHERE open = 1 AND epic = 0 AND json_extract(worth, '$.class') = 'expedite';

-- The sizes of the stories of each class are added up along their index.
DROP INDEX story_moscow;
CREATE INDEX story_moscow ON story (product_id, by_moscow, place, number, only_for, and_for, state, size_halves) WHERE open = 1 AND epic = 0;

-- +goose Down
DROP INDEX story_moscow;
CREATE INDEX story_moscow ON story (product_id, by_moscow, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
DROP INDEX story_expedite;
