CREATE TABLE groom_story (
  groom_id INTEGER NOT NULL REFERENCES groom (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  since_us INTEGER NOT NULL, -- its last change
  verdict  TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'kept', 'rewritten', 'dropped', 'skipped', 'gone')),
  PRIMARY KEY (groom_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX groom_story_story ON groom_story (story_id);
