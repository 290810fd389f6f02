CREATE TABLE blocker (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  ask_id      INTEGER NOT NULL REFERENCES standup_ask (id) ON DELETE CASCADE,
  person_id   TEXT NOT NULL, -- who is blocked
  helper_id   TEXT NOT NULL, -- who can unblock, '' if nobody was named
  text        TEXT NOT NULL,
  low         INTEGER NOT NULL CHECK (low IN (0, 1)),
  since       TEXT NOT NULL, -- date
  created_us  INTEGER NOT NULL,
  resolved_us INTEGER NOT NULL DEFAULT 0,
  resolved_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX blocker_ask ON blocker (ask_id);
CREATE INDEX blocker_open ON blocker (product_id, resolved_us, id);
