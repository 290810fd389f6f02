CREATE TABLE draft (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  command    TEXT NOT NULL,
  text       TEXT NOT NULL,
  at_us      INTEGER NOT NULL
, criteria TEXT NOT NULL DEFAULT '[]', author_id TEXT NOT NULL DEFAULT '', origin_channel TEXT NOT NULL DEFAULT '', origin_thread TEXT NOT NULL DEFAULT '', permalink TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX draft_person ON draft (person_id, at_us);
