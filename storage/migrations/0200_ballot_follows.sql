-- +goose Up

-- The number of the vote whose first stories this one ranks; 0: of none.
ALTER TABLE ballot ADD COLUMN follows INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE ballot DROP COLUMN follows;
