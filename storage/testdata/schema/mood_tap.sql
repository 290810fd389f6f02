CREATE TABLE mood_tap (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  week       TEXT NOT NULL,
  mark       TEXT NOT NULL, -- a keyed hash; no id, no time
  level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (product_id, week, mark)
) STRICT, WITHOUT ROWID;
