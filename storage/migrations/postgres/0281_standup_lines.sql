-- +goose Up

-- Whether the digest has a short line for each person.
ALTER TABLE standup ADD COLUMN lines BIGINT NOT NULL DEFAULT 0 CHECK (lines IN (0, 1));

-- +goose Down
ALTER TABLE standup DROP COLUMN lines;
