-- +goose Up

-- Which reactions say what on a yes-or-no ballot, as the product had them at
-- the opening.
ALTER TABLE ballot ADD COLUMN emoji TEXT NOT NULL DEFAULT '{}'; -- JSON

-- +goose Down
ALTER TABLE ballot DROP COLUMN emoji;
