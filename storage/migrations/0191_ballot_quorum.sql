-- +goose Up

-- So many votes, whatever the roll; 0: no matter.
ALTER TABLE ballot ADD COLUMN quorum_votes INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE ballot DROP COLUMN quorum_votes;
