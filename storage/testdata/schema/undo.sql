CREATE TABLE "undo" (
  id         TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  deed       TEXT NOT NULL,
  data       TEXT NOT NULL, -- JSON
  expires_us INTEGER NOT NULL,
  PRIMARY KEY (person_id, id)
) STRICT, WITHOUT ROWID;
