CREATE TABLE sprint_story (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  sprint_id   INTEGER NOT NULL REFERENCES sprint (id),
  story_id    INTEGER NOT NULL REFERENCES story (id),
  size_halves INTEGER, -- half points; NULL: not estimated
  added_us    INTEGER NOT NULL,
  removed_us  INTEGER NOT NULL, -- 0 while the story stays
  done_us     INTEGER NOT NULL
) STRICT;
CREATE INDEX sprint_story_sprint ON sprint_story (sprint_id, id);
CREATE UNIQUE INDEX sprint_story_stay ON sprint_story (sprint_id, story_id) WHERE removed_us = 0;
CREATE INDEX sprint_story_story ON sprint_story (story_id);
