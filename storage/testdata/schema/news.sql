CREATE TABLE news (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL, -- who asked
  thread     TEXT NOT NULL, -- of the product's channel; '' for a direct message
  at_us      INTEGER NOT NULL
) STRICT;
CREATE INDEX news_product ON news (product_id);
