-- +goose Up

-- Who let a voter in after the opening; '' for those of the opening.
ALTER TABLE ballot_roll ADD COLUMN adder_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ballot_roll ADD COLUMN added_us INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE ballot_roll DROP COLUMN added_us;
ALTER TABLE ballot_roll DROP COLUMN adder_id;
