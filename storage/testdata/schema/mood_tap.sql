CREATE TABLE mood_tap (
  product_id INTEGER NOT NULL,
  week       TEXT NOT NULL,
  mark       TEXT NOT NULL, -- a keyed hash; no id, no time
  level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (product_id, week, mark),
  FOREIGN KEY (product_id, week) REFERENCES mood_week (product_id, week) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
