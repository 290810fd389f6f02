CREATE TABLE heir (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  asked_us   INTEGER NOT NULL,
  passed     INTEGER NOT NULL DEFAULT 0 CHECK (passed IN (0, 1)), -- they would rather not, or cannot
  PRIMARY KEY (product_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX heir_person ON heir (person_id);
