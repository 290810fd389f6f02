CREATE TABLE mood (
  product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  least      INTEGER NOT NULL CHECK (least >= 3),
  held       TEXT NOT NULL DEFAULT '{}' -- JSON: the answers of weeks that wait to be shown with the next, counted by level
) STRICT;
