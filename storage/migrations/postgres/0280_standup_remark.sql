-- +goose Up

-- What is said of an ask beside its state: that it came late, that the person is
-- asked whether the answer tells of a blocker, and why no answer is expected.
ALTER TABLE standup_ask ADD COLUMN late BIGINT NOT NULL DEFAULT 0 CHECK (late IN (0, 1));
ALTER TABLE standup_ask ADD COLUMN perhaps BIGINT NOT NULL DEFAULT 0 CHECK (perhaps IN (0, 1));
ALTER TABLE standup_ask ADD COLUMN ended TEXT COLLATE "C" NOT NULL DEFAULT '' CHECK (ended IN ('', 'away', 'stopped'));

-- +goose Down
ALTER TABLE standup_ask DROP COLUMN late;
ALTER TABLE standup_ask DROP COLUMN perhaps;
ALTER TABLE standup_ask DROP COLUMN ended;
