CREATE TABLE ballot_roll (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  outside   INTEGER NOT NULL CHECK (outside IN (0, 1)), role TEXT NOT NULL DEFAULT '', weight INTEGER NOT NULL DEFAULT 1000,
  PRIMARY KEY (ballot_id, person_id)
) STRICT, WITHOUT ROWID;
