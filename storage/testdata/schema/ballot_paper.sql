CREATE TABLE ballot_paper (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  voter     TEXT NOT NULL,
  given     TEXT NOT NULL,    -- story id to rating, as JSON
  abstains  INTEGER NOT NULL CHECK (abstains IN (0, 1)),
  at_us     INTEGER NOT NULL,
  copies    INTEGER NOT NULL, -- how many said just this, once nobody can tell who
  PRIMARY KEY (ballot_id, voter)
) STRICT, WITHOUT ROWID;
