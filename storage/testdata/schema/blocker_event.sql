CREATE TABLE blocker_event (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  blocker_id INTEGER NOT NULL REFERENCES blocker (id) ON DELETE CASCADE,
  deed       TEXT NOT NULL CHECK (deed IN ('told', 'changed', 'acked', 'escalated', 'resolved', 'dropped', 'reopened')),
  person_id  TEXT NOT NULL, -- '': the clock
  other_id   TEXT NOT NULL, -- whom it concerned, '' for nobody
  at_us      INTEGER NOT NULL
) STRICT;
CREATE INDEX blocker_event_blocker ON blocker_event (blocker_id, id);
