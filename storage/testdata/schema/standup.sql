CREATE TABLE "standup" (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  name       TEXT NOT NULL DEFAULT '',   -- '' for the first
  folded     TEXT NOT NULL DEFAULT '',   -- the name as it is looked for
  clock      TEXT NOT NULL,              -- wall time in each person's zone, "09:30"; '' while nobody is asked by the clock
  days       INTEGER NOT NULL,           -- bit 0 is Sunday
  questions  TEXT NOT NULL DEFAULT '[]', -- JSON list: codes and own texts; empty: the default ones
  digest     TEXT NOT NULL DEFAULT '',   -- wall time of the digest in the product's zone; '': a while after the clock
  set_by     TEXT NOT NULL,
  set_us     INTEGER NOT NULL, lines INTEGER NOT NULL DEFAULT 0 CHECK (lines IN (0, 1)),
  UNIQUE (product_id, folded)
) STRICT;
