CREATE TABLE story_change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id  INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL, -- '' for a scheduled deed
  at_us     INTEGER NOT NULL,
  field     TEXT NOT NULL,
  before    TEXT NOT NULL,
  after     TEXT NOT NULL
) STRICT;
CREATE INDEX story_change_story ON story_change (story_id, id);
