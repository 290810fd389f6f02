CREATE TABLE story_vote (
  story_id  INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  at_us     INTEGER NOT NULL,
  PRIMARY KEY (story_id, person_id)
) STRICT, WITHOUT ROWID;
