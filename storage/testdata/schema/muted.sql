CREATE TABLE muted (
  person_id  TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  story_id   INTEGER NOT NULL, -- 0 for all of the product's
  PRIMARY KEY (person_id, product_id, story_id)
) STRICT, WITHOUT ROWID;
