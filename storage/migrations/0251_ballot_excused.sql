-- +goose Up

-- Away for most of the vote's time, so that nobody waits for them.
ALTER TABLE ballot_roll ADD COLUMN excused INTEGER NOT NULL DEFAULT 0 CHECK (excused IN (0, 1));

-- +goose Down
ALTER TABLE ballot_roll DROP COLUMN excused;
