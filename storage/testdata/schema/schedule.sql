CREATE TABLE schedule (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  deed       TEXT NOT NULL,    -- "standup.ask"
  subject    TEXT NOT NULL,    -- of the deed: a person, a ballot …
  clock      TEXT NOT NULL,    -- wall time in the zone, "09:30"
  days       INTEGER NOT NULL, -- bit 0 is Sunday; 0 for a one-off
  date       TEXT NOT NULL,    -- of a one-off, "2006-01-02"
  zone       TEXT NOT NULL,    -- IANA name
  window_us  INTEGER NOT NULL, -- how late it may still be done; 0 for no limit
  next_us    INTEGER NOT NULL,
  UNIQUE (product_id, deed, subject)
) STRICT;
CREATE INDEX schedule_next ON schedule (next_us, id);
