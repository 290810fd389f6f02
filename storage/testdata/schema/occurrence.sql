CREATE TABLE occurrence (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  deed       TEXT NOT NULL,
  subject    TEXT NOT NULL,
  day        TEXT NOT NULL,    -- local date; of a one-off with its wall time
  state      INTEGER NOT NULL CHECK (state IN (0, 1, 2)), -- on time, late, missed
  due_us     INTEGER NOT NULL,
  at_us      INTEGER NOT NULL,
  PRIMARY KEY (product_id, deed, subject, day)
) STRICT, WITHOUT ROWID;
