-- +goose Up

-- What people put on our messages and took off again: the ballot box. Events
-- are kept as they come, also for messages whose timestamp we do not know yet;
-- what stands is found by event time.
CREATE TABLE reaction (
  channel_id TEXT NOT NULL,
  message_ts TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  emoji      TEXT NOT NULL,    -- its own name, aliases resolved
  tone       INTEGER NOT NULL, -- of the skin, 0 for none
  at_us      INTEGER NOT NULL, -- the event's own time
  added      INTEGER NOT NULL CHECK (added IN (0, 1)),
  PRIMARY KEY (channel_id, message_ts, person_id, emoji, tone, at_us, added)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL, -- people say "vote 3"
  opener_id  TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('open', 'closing', 'published', 'applied', 'kept')),
  opened_us  INTEGER NOT NULL,
  closes_us  INTEGER NOT NULL,            -- 0: by hand only
  closed_us  INTEGER NOT NULL DEFAULT 0,  -- what was cast later does not count
  closer_id  TEXT NOT NULL DEFAULT '',    -- '' if time closed it
  unverified INTEGER NOT NULL DEFAULT 0 CHECK (unverified IN (0, 1)),
  decider_id TEXT NOT NULL DEFAULT '',
  voted      INTEGER NOT NULL DEFAULT 0,  -- of the team
  outside    INTEGER NOT NULL DEFAULT 0,  -- others who voted
  UNIQUE (product_id, number)
) STRICT;

-- One vote at a time.
CREATE UNIQUE INDEX ballot_running ON ballot (product_id) WHERE state IN ('open', 'closing');

CREATE TABLE ballot_option (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  story_id  INTEGER NOT NULL REFERENCES story (id),
  was       INTEGER NOT NULL DEFAULT 0, -- its place when the result was counted
  approvals INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (ballot_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_option_story ON ballot_option (story_id);

-- Who may vote, as it was at the opening.
CREATE TABLE ballot_roll (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  outside   INTEGER NOT NULL CHECK (outside IN (0, 1)),
  PRIMARY KEY (ballot_id, person_id)
) STRICT, WITHOUT ROWID;

-- Who was told that their vote does not count: once is enough.
CREATE TABLE ballot_told (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  PRIMARY KEY (ballot_id, person_id)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE ballot_told;
DROP TABLE ballot_roll;
DROP TABLE ballot_option;
DROP TABLE ballot;
DROP TABLE reaction;
