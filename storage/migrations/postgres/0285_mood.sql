-- +goose Up

-- The teams that are asked for their mood once a week, and from how many answers
-- on a week is shown.
CREATE TABLE mood (
  product_id BIGINT PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  least      BIGINT NOT NULL CHECK (least >= 3),
  held       TEXT COLLATE "C" NOT NULL DEFAULT '{}' -- JSON: the answers of weeks that wait to be shown with the next, counted by level
);

-- A week that is not over: the random key under which those are marked who
-- answered, and from how many on they were told that it is shown. It is deleted
-- when the week is over, and so are its answers.
CREATE TABLE mood_week (
  product_id BIGINT NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  week       TEXT COLLATE "C" NOT NULL, -- its Monday
  least      BIGINT NOT NULL CHECK (least >= 3),
  key        TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (product_id, week)
);

CREATE TABLE mood_tap (
  product_id BIGINT NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  week       TEXT COLLATE "C" NOT NULL,
  mark       TEXT COLLATE "C" NOT NULL, -- a keyed hash; no id, no time
  level      BIGINT NOT NULL CHECK (level BETWEEN 1 AND 5),
  PRIMARY KEY (product_id, week, mark)
);

-- All that is kept of weeks that are over.
CREATE TABLE mood_shown (
  product_id BIGINT NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  first      TEXT COLLATE "C" NOT NULL, -- week
  last       TEXT COLLATE "C" NOT NULL, -- week, perhaps the same
  median     BIGINT NOT NULL CHECK (median BETWEEN 1 AND 5),
  answers    BIGINT NOT NULL CHECK (answers >= 3),
  PRIMARY KEY (product_id, first)
);

-- +goose Down
DROP TABLE mood_shown;
DROP TABLE mood_tap;
DROP TABLE mood_week;
DROP TABLE mood;
