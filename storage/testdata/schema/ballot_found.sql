CREATE TABLE ballot_found (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  PRIMARY KEY (ballot_id, person_id)
) STRICT, WITHOUT ROWID;
