-- +goose Up

-- How many calls for it were seen to go wrong since it last went well. attempts
-- counts those too of which nobody lived to see the end.
ALTER TABLE outbox ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE outbox DROP COLUMN failures;
