-- +goose Up

-- The request or the deed that asked for the newest body, as the log names it,
-- and since when what was not sent yet waits.
ALTER TABLE outbox ADD COLUMN request TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN since_us BIGINT NOT NULL DEFAULT 0;
UPDATE outbox SET since_us = created_us WHERE state IN (0, 1, 3);

-- +goose Down
ALTER TABLE outbox DROP COLUMN since_us;
ALTER TABLE outbox DROP COLUMN request;
