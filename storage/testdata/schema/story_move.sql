CREATE TABLE story_move (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  state      TEXT NOT NULL,
  person_id  TEXT NOT NULL, -- who moved it
  at_us      INTEGER NOT NULL
) STRICT;
CREATE INDEX story_move_story ON story_move (story_id, id);
CREATE INDEX story_move_time ON story_move (product_id, at_us);
