-- +goose Up

-- Whether guests and people of other workspaces, clients apart, have no vote.
ALTER TABLE product ADD COLUMN guests_out INTEGER NOT NULL DEFAULT 0 CHECK (guests_out IN (0, 1));

-- +goose Down
ALTER TABLE product DROP COLUMN guests_out;
