CREATE TABLE retro (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  state      TEXT NOT NULL CHECK (state IN ('collecting', 'open', 'published', 'short', 'empty')),
  format     TEXT NOT NULL,
  sprint     INTEGER NOT NULL, -- its number; 0 for none
  opened_us  INTEGER NOT NULL, -- 0 until the channel was asked
  closes_us  INTEGER NOT NULL,
  closed_us  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX retro_collects ON retro (product_id) WHERE state IN ('collecting', 'open');
CREATE INDEX retro_product ON retro (product_id, id);
