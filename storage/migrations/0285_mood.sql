-- +goose Up

-- The teams that are asked for their mood once a week, and from how many answers
-- on a week is shown.
CREATE TABLE mood (
  product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  least      INTEGER NOT NULL CHECK (least >= 3),
  held       TEXT NOT NULL DEFAULT '{}' -- JSON: the answers of weeks that wait to be shown with the next, counted by level
) STRICT;

-- A week that is not over: the random key under which those are marked who
-- answered, and from how many on they were told that it is shown. It is deleted
-- when the week is over, and so are its answers.
CREATE TABLE mood_week (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  week       TEXT NOT NULL, -- its Monday
  least      INTEGER NOT NULL CHECK (least >= 3),
  key        TEXT NOT NULL,
  PRIMARY KEY (product_id, week)
) STRICT, WITHOUT ROWID;

CREATE TABLE mood_tap (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  week       TEXT NOT NULL,
  mark       TEXT NOT NULL, -- a keyed hash; no id, no time
  level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (product_id, week, mark)
) STRICT, WITHOUT ROWID;

-- All that is kept of weeks that are over.
CREATE TABLE mood_shown (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  first      TEXT NOT NULL, -- week
  last       TEXT NOT NULL, -- week, perhaps the same
  median     INTEGER NOT NULL CHECK (median BETWEEN 1 AND 5),
  answers    INTEGER NOT NULL CHECK (answers >= 3),
  PRIMARY KEY (product_id, first)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE mood_shown;
DROP TABLE mood_tap;
DROP TABLE mood_week;
DROP TABLE mood;
