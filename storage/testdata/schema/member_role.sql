CREATE TABLE member_role (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('client', 'observer')),
  PRIMARY KEY (product_id, person_id)
) STRICT, WITHOUT ROWID;
