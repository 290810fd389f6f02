CREATE TABLE role_weight (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  role       TEXT NOT NULL CHECK (role IN ('', 'owner', 'client', 'observer')),
  weight     INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 5000),
  PRIMARY KEY (product_id, role)
) STRICT, WITHOUT ROWID;
