-- +goose Up

-- What was accepted, released since or not, the last one first.
CREATE INDEX story_done ON story (product_id, place, number, only_for, and_for, epic) WHERE state IN ('accepted', 'released');

-- +goose Down
DROP INDEX story_done;
