-- +goose Up

-- Surveys of how people feel about a story, at most one at a time.
CREATE TABLE kano (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  started_by TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  ends_us    INTEGER NOT NULL,
  closed_us  INTEGER NOT NULL DEFAULT 0 -- 0 while it runs
) STRICT;
CREATE INDEX kano_story ON kano (story_id, id);
CREATE UNIQUE INDEX kano_running ON kano (story_id) WHERE closed_us = 0;

-- Who is asked, and what they answered: not anonymous, and they are told.
CREATE TABLE kano_answer (
  kano_id   INTEGER NOT NULL REFERENCES kano (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  present   TEXT NOT NULL DEFAULT '', -- how they feel if it is there; '' before they answered
  absent    TEXT NOT NULL DEFAULT '',
  at_us     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kano_id, person_id)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE kano_answer;
DROP TABLE kano;
