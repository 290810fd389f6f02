CREATE TABLE "standup_day" (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  standup_id INTEGER NOT NULL REFERENCES standup (id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  date       TEXT NOT NULL,    -- of the product's zone
  since_us   INTEGER NOT NULL, -- what changed from here on is told
  digest_us  INTEGER NOT NULL, -- when the digest is due, later when it was posted
  posted     INTEGER NOT NULL DEFAULT 0 CHECK (posted IN (0, 1)),
  late       INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  UNIQUE (standup_id, date)
) STRICT;
CREATE INDEX standup_day_posted ON standup_day (standup_id, digest_us) WHERE posted = 1;
CREATE INDEX standup_day_product ON standup_day (product_id, digest_us) WHERE posted = 1;
