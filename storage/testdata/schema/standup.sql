CREATE TABLE standup (
  product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  clock      TEXT NOT NULL,    -- wall time in each person's zone, "09:30"
  days       INTEGER NOT NULL, -- bit 0 is Sunday
  set_by     TEXT NOT NULL,
  set_us     INTEGER NOT NULL
) STRICT;
