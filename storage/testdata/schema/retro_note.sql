CREATE TABLE retro_note (
  id       TEXT PRIMARY KEY, -- random
  retro_id INTEGER NOT NULL REFERENCES retro (id) ON DELETE CASCADE,
  bucket   TEXT NOT NULL,    -- the column it was written under
  text     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX retro_note_retro ON retro_note (retro_id, id);
