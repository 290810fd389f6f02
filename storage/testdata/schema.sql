CREATE TABLE channel (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  private  INTEGER NOT NULL CHECK (private IN (0, 1)),
  direct   INTEGER NOT NULL CHECK (direct IN (0, 1)),
  shared   INTEGER NOT NULL CHECK (shared IN (0, 1)),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  member   INTEGER NOT NULL CHECK (member IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  command    TEXT NOT NULL,
  text       TEXT NOT NULL,
  at_us      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_person ON draft (person_id, at_us);

CREATE TABLE member (
  channel_id TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  PRIMARY KEY (channel_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_person ON member (person_id);

CREATE TABLE occurrence (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  deed       TEXT NOT NULL,
  subject    TEXT NOT NULL,
  day        TEXT NOT NULL,    -- local date; of a one-off with its wall time
  state      INTEGER NOT NULL CHECK (state IN (0, 1, 2)), -- on time, late, missed
  due_us     INTEGER NOT NULL,
  at_us      INTEGER NOT NULL,
  PRIMARY KEY (product_id, deed, subject, day)
) STRICT, WITHOUT ROWID;

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
) STRICT;

CREATE INDEX outbox_lane ON outbox (lane, id) WHERE state IN (0, 1);

CREATE INDEX outbox_message ON outbox (posted_in, ts) WHERE ts <> '';

CREATE UNIQUE INDEX outbox_name ON outbox (name) WHERE name <> '';

CREATE INDEX outbox_parked ON outbox (id) WHERE state = 3;

CREATE INDEX outbox_settled ON outbox (claimed_us) WHERE state = 2 AND name = '';

CREATE INDEX outbox_thread ON outbox (thread) WHERE thread_ts = '' AND thread <> '';

CREATE INDEX outbox_wake ON outbox (wake_us, id) WHERE state IN (0, 1);

CREATE TABLE person (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  zone     TEXT NOT NULL, -- IANA name, '' if unknown
  locale   TEXT NOT NULL, -- "fr-FR", '' if unknown
  bot      INTEGER NOT NULL CHECK (bot IN (0, 1)),
  deleted  INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  guest    INTEGER NOT NULL CHECK (guest IN (0, 1)),
  external INTEGER NOT NULL CHECK (external IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id  TEXT NOT NULL UNIQUE,
  key         TEXT NOT NULL UNIQUE,
  owner_id    TEXT NOT NULL,
  lang        TEXT NOT NULL,              -- '' until known
  zone        TEXT NOT NULL,              -- IANA name, '' for the owner's
  next_number INTEGER NOT NULL DEFAULT 1, -- of the next story; never goes back
  created_us  INTEGER NOT NULL
) STRICT;

CREATE TABLE schedule (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  deed       TEXT NOT NULL,    -- "standup.ask"
  subject    TEXT NOT NULL,    -- of the deed: a person, a ballot …
  clock      TEXT NOT NULL,    -- wall time in the zone, "09:30"
  days       INTEGER NOT NULL, -- bit 0 is Sunday; 0 for a one-off
  date       TEXT NOT NULL,    -- of a one-off, "2006-01-02"
  zone       TEXT NOT NULL,    -- IANA name
  window_us  INTEGER NOT NULL, -- how late it may still be done; 0 for no limit
  next_us    INTEGER NOT NULL,
  UNIQUE (product_id, deed, subject)
) STRICT;

CREATE INDEX schedule_next ON schedule (next_us, id);

CREATE TABLE seen (
  key   TEXT PRIMARY KEY,
  at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX seen_at ON seen (at_us);

CREATE TABLE undo (
  id         TEXT PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  deed       TEXT NOT NULL,
  data       TEXT NOT NULL, -- JSON
  expires_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX undo_expires ON undo (expires_us);

CREATE INDEX undo_product ON undo (product_id);

