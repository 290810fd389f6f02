CREATE TABLE saved_view (
  person_id  TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  folded     TEXT NOT NULL,
  name       TEXT NOT NULL,
  filter     TEXT NOT NULL, -- as it can be typed
  PRIMARY KEY (person_id, product_id, folded)
) STRICT, WITHOUT ROWID;
