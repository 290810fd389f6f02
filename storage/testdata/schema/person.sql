CREATE TABLE person (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  zone     TEXT NOT NULL, -- IANA name, '' if unknown
  locale   TEXT NOT NULL, -- "fr-FR", '' if unknown
  bot      INTEGER NOT NULL CHECK (bot IN (0, 1)),
  deleted  INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  guest    INTEGER NOT NULL CHECK (guest IN (0, 1)),
  external INTEGER NOT NULL CHECK (external IN (0, 1))
, holidays TEXT NOT NULL DEFAULT '', reads_status INTEGER NOT NULL DEFAULT 0 CHECK (reads_status IN (0, 1))) STRICT, WITHOUT ROWID;
CREATE INDEX person_reads_status ON person (id) WHERE reads_status = 1;
