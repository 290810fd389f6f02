CREATE TABLE kano_answer (
  kano_id   INTEGER NOT NULL REFERENCES kano (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  present   TEXT NOT NULL DEFAULT '', -- how they feel if it is there; '' before they answered
  absent    TEXT NOT NULL DEFAULT '',
  at_us     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kano_id, person_id)
) STRICT, WITHOUT ROWID;
