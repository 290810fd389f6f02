CREATE TABLE story_link (
  story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  kind     TEXT NOT NULL CHECK (kind IN ('needs', 'split_from', 'duplicates', 'follows')),
  other_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  PRIMARY KEY (story_id, kind, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_link_other ON story_link (other_id);
