-- +goose Up

-- Sprints. One that has not started is being prepared; one that is not closed
-- is the only one of its product.
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

-- The stays of stories in sprints, from which a burndown can be drawn at any
-- time. A new estimate ends a stay and begins another.
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
CREATE INDEX sprint_story_story ON sprint_story (story_id);
CREATE UNIQUE INDEX sprint_story_stay ON sprint_story (sprint_id, story_id) WHERE removed_us = 0;
