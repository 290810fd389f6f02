-- +goose Up

-- What was accepted, released since or not, the last one first.
CREATE INDEX story_done ON story (product_id, done_us DESC, unranked, rank, thumbs DESC, number) WHERE state IN ('accepted', 'released');

-- +goose Down
DROP INDEX story_done;
