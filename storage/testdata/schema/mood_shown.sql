CREATE TABLE mood_shown (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  first      TEXT NOT NULL, -- week
  last       TEXT NOT NULL, -- week, perhaps the same
  median     INTEGER NOT NULL CHECK (median BETWEEN 1 AND 5),
  answers    INTEGER NOT NULL CHECK (answers >= 3),
  PRIMARY KEY (product_id, first)
) STRICT, WITHOUT ROWID;
