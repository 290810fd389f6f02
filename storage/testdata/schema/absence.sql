CREATE TABLE absence (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id  TEXT NOT NULL,
  first_on   TEXT NOT NULL, -- dates where the person is, both within the absence
  last_on    TEXT NOT NULL,
  from_noon  INTEGER NOT NULL CHECK (from_noon IN (0, 1)),
  until_noon INTEGER NOT NULL CHECK (until_noon IN (0, 1)),
  note       TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  source     TEXT NOT NULL CHECK (source IN ('', 'status')),
  entered_us INTEGER NOT NULL
) STRICT;
CREATE INDEX absence_end ON absence (last_on);
CREATE INDEX absence_person ON absence (person_id, last_on);
