CREATE TABLE ballot_confirm (
  ballot_id    INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  person_id    TEXT NOT NULL,
  confirmed_us INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (ballot_id, person_id)
) STRICT, WITHOUT ROWID;
