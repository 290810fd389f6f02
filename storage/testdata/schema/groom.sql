CREATE TABLE groom (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  weeks      INTEGER NOT NULL, -- how often it comes by itself; 0: it was asked for
  started_us INTEGER NOT NULL,
  ended_us   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX groom_open ON groom (person_id, product_id) WHERE ended_us = 0;
CREATE INDEX groom_product ON groom (product_id);
