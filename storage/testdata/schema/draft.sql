CREATE TABLE draft (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  command    TEXT NOT NULL,
  text       TEXT NOT NULL,
  at_us      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_person ON draft (person_id, at_us);
