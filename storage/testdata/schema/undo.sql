CREATE TABLE undo (
  id         TEXT PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  deed       TEXT NOT NULL,
  data       TEXT NOT NULL, -- JSON
  expires_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_expires ON undo (expires_us);
CREATE INDEX undo_person ON undo (person_id);
