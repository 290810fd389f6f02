CREATE TABLE blocker_call (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  blocker_id INTEGER NOT NULL REFERENCES blocker (id) ON DELETE CASCADE,
  step       INTEGER NOT NULL,
  person_id  TEXT NOT NULL,
  told_us    INTEGER NOT NULL DEFAULT 0, -- 0 until their working hours come
  message_id INTEGER NOT NULL DEFAULT 0, -- the first call of the message that told them
  UNIQUE (blocker_id, step, person_id)
) STRICT;
CREATE INDEX blocker_call_message ON blocker_call (message_id);
CREATE INDEX blocker_call_person ON blocker_call (person_id, told_us);
