CREATE TABLE ballot_option (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  story_id  INTEGER NOT NULL REFERENCES story (id), reworded_us INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (ballot_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_option_story ON ballot_option (story_id);
