CREATE TABLE kano (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  started_by TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  ends_us    INTEGER NOT NULL,
  closed_us  INTEGER NOT NULL DEFAULT 0 -- 0 while it runs
) STRICT;
CREATE UNIQUE INDEX kano_running ON kano (story_id) WHERE closed_us = 0;
CREATE INDEX kano_story ON kano (story_id, id);
