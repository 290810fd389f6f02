CREATE TABLE standup_said (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  ask_id  INTEGER NOT NULL REFERENCES standup_ask (id) ON DELETE CASCADE,
  answers TEXT NOT NULL, -- JSON: the text by the question
  at_us   INTEGER NOT NULL -- when it was written anew
) STRICT;
CREATE INDEX standup_said_ask ON standup_said (ask_id, id);
