CREATE TABLE sprint (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id),
  number     INTEGER NOT NULL, -- within the product, from 1
  goal       TEXT NOT NULL,    -- as it was written; '' if none was set
  started_by TEXT NOT NULL,    -- '' while it is prepared
  starts_us  INTEGER NOT NULL,
  ends_us    INTEGER NOT NULL,
  closed_us  INTEGER NOT NULL,
  verdict    TEXT NOT NULL CHECK (verdict IN ('', 'yes', 'partly', 'no')), -- of the owner, on the goal
  UNIQUE (product_id, number)
) STRICT;
CREATE UNIQUE INDEX sprint_open ON sprint (product_id) WHERE closed_us = 0;
