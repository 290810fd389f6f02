CREATE TABLE persona (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  folded     TEXT NOT NULL,
  name       TEXT NOT NULL,    -- as it was written first
  stories    INTEGER NOT NULL, -- that are about this role
  PRIMARY KEY (product_id, folded)
) STRICT, WITHOUT ROWID;
