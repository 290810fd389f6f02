CREATE TABLE mood_week (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  week       TEXT NOT NULL, -- its Monday
  least      INTEGER NOT NULL CHECK (least >= 3),
  key        TEXT NOT NULL,
  PRIMARY KEY (product_id, week)
) STRICT, WITHOUT ROWID;
