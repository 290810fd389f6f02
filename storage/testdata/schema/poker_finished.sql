CREATE TABLE poker_finished (
  product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  n          INTEGER NOT NULL
) STRICT;
