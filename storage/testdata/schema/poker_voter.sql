CREATE TABLE poker_voter (
  poker_id  INTEGER NOT NULL REFERENCES poker (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  PRIMARY KEY (poker_id, person_id)
) STRICT, WITHOUT ROWID;
