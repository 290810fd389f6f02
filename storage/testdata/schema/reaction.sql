CREATE TABLE reaction (
  channel_id TEXT NOT NULL,
  message_ts TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  emoji      TEXT NOT NULL,    -- its own name, aliases resolved
  tone       INTEGER NOT NULL, -- of the skin, 0 for none
  at_us      INTEGER NOT NULL, -- the event's own time
  added      INTEGER NOT NULL CHECK (added IN (0, 1)), counted INTEGER NOT NULL DEFAULT 1 CHECK (counted IN (0, 1)),
  PRIMARY KEY (channel_id, message_ts, person_id, emoji, tone, at_us, added)
) STRICT, WITHOUT ROWID;
CREATE INDEX reaction_uncounted ON reaction (channel_id, message_ts) WHERE counted = 0;
