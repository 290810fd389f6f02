CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  key        TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL, -- '' if it will never be edited
  lane       TEXT NOT NULL, -- one lane, one order
  kind       TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  thread     TEXT NOT NULL, -- name of the delivery that it belongs to, or a timestamp
  thread_ts  TEXT NOT NULL, -- '' until that one is posted
  url        TEXT NOT NULL,
  body       TEXT NOT NULL, -- JSON
  version    INTEGER NOT NULL,
  tried      INTEGER NOT NULL, -- the version of the last claim
  sent       INTEGER NOT NULL, -- the version that Slack holds
  ts         TEXT NOT NULL,
  posted_in  TEXT NOT NULL,
  state      INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)), -- open, leased, settled, parked
  in_doubt   INTEGER NOT NULL CHECK (in_doubt IN (0, 1)),
  attempts   INTEGER NOT NULL,
  wake_us    INTEGER NOT NULL, -- when it may be claimed: open, when due; leased, when the lease ends
  claimed_us INTEGER NOT NULL, -- the last claim, 0 for none
  created_us INTEGER NOT NULL,
  error      TEXT NOT NULL
, told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1, 2)), request TEXT NOT NULL DEFAULT '', since_us INTEGER NOT NULL DEFAULT 0, turn INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX outbox_deed ON outbox (request, turn) WHERE state IN (0, 1) AND turn > 0;
CREATE INDEX outbox_lane ON outbox (lane, id) WHERE state IN (0, 1);
CREATE INDEX outbox_let_go ON outbox (id) WHERE told = 2;
CREATE INDEX outbox_message ON outbox (posted_in, ts) WHERE ts <> '';
CREATE UNIQUE INDEX outbox_name ON outbox (name) WHERE name <> '';
CREATE INDEX outbox_parked ON outbox (id) WHERE state = 3;
CREATE INDEX outbox_settled ON outbox (claimed_us) WHERE state = 2 AND name = '';
CREATE INDEX outbox_thread ON outbox (thread) WHERE thread_ts = '' AND thread <> '';
CREATE INDEX outbox_turn ON outbox (turn, id, wake_us) WHERE state IN (0, 1) AND turn > 0;
CREATE INDEX outbox_wake ON outbox (wake_us, id, turn, state) WHERE state IN (0, 1);
