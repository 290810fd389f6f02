-- +goose Up

-- Whatever is written goes into each index of its table, and these two were
-- read once a day, when what is old is forgotten.
DROP INDEX seen_at;
DROP INDEX undo_expires;

-- Who takes a deed back is who did it.
CREATE TABLE undo_of (
  id         TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  deed       TEXT NOT NULL,
  data       TEXT NOT NULL, -- JSON
  expires_us INTEGER NOT NULL,
  PRIMARY KEY (person_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_of (id, product_id, person_id, deed, data, expires_us) SELECT id, product_id, person_id, deed, data, expires_us FROM undo;
DROP TABLE undo;
ALTER TABLE undo_of RENAME TO undo;

-- +goose Down
CREATE TABLE undo_by_id (
  id         TEXT PRIMARY KEY,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  deed       TEXT NOT NULL,
  data       TEXT NOT NULL, -- JSON
  expires_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO undo_by_id (id, product_id, person_id, deed, data, expires_us) SELECT id, product_id, person_id, deed, data, expires_us FROM undo;
DROP TABLE undo;
ALTER TABLE undo_by_id RENAME TO undo;
CREATE INDEX undo_person ON undo (person_id);
CREATE INDEX undo_expires ON undo (expires_us);
CREATE INDEX seen_at ON seen (at_us);
