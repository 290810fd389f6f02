CREATE TABLE channel (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  private  INTEGER NOT NULL CHECK (private IN (0, 1)),
  direct   INTEGER NOT NULL CHECK (direct IN (0, 1)),
  shared   INTEGER NOT NULL CHECK (shared IN (0, 1)),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  member   INTEGER NOT NULL CHECK (member IN (0, 1))
) STRICT, WITHOUT ROWID;
