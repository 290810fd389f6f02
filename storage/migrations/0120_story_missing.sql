-- +goose Up

-- What was found missing when a story was tried, while changes are requested.
ALTER TABLE story ADD COLUMN missing TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE story DROP COLUMN missing;
