-- +goose Up

-- What is kept is counted a moment later, once for all that came meanwhile:
-- a flood of reactions must not wait for the drawing of what it is about.
ALTER TABLE reaction ADD COLUMN counted INTEGER NOT NULL DEFAULT 1 CHECK (counted IN (0, 1));
CREATE INDEX reaction_uncounted ON reaction (channel_id, message_ts) WHERE counted = 0;

-- +goose Down
DROP INDEX reaction_uncounted;
ALTER TABLE reaction DROP COLUMN counted;
