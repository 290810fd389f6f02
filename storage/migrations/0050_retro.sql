-- +goose Up

-- Retrospectives. Neither who opened one nor when the first note came is kept.
CREATE TABLE retro (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  state      TEXT NOT NULL CHECK (state IN ('collecting', 'open', 'published', 'short', 'empty')),
  format     TEXT NOT NULL,
  sprint     INTEGER NOT NULL, -- its number; 0 for none
  opened_us  INTEGER NOT NULL, -- 0 until the channel was asked
  closes_us  INTEGER NOT NULL,
  closed_us  INTEGER NOT NULL
) STRICT;
CREATE INDEX retro_product ON retro (product_id, id);

-- A product has at most one that takes notes.
CREATE UNIQUE INDEX retro_collects ON retro (product_id) WHERE state IN ('collecting', 'open');

-- What people wrote: no person, no time, and, by the random id and no rowid,
-- no order in which it came.
CREATE TABLE retro_note (
  id       TEXT PRIMARY KEY, -- random
  retro_id INTEGER NOT NULL REFERENCES retro (id) ON DELETE CASCADE,
  bucket   TEXT NOT NULL,    -- the column it was written under
  text     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX retro_note_retro ON retro_note (retro_id, id);

-- The marks by which authors are counted and may sign: HMAC-SHA256 of a
-- person's id. Destroyed, with the key, when the notes are published.
CREATE TABLE retro_author (
  note_id  TEXT PRIMARY KEY REFERENCES retro_note (id) ON DELETE CASCADE,
  mark     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The random keys of the marks, in a table of their own.
CREATE TABLE retro_key (
  retro_id INTEGER PRIMARY KEY REFERENCES retro (id) ON DELETE CASCADE,
  key      TEXT NOT NULL
) STRICT;

-- What a team decided to try. These have names: an action is taken on, never
-- handed out.
CREATE TABLE retro_action (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  retro_id   INTEGER NOT NULL REFERENCES retro (id) ON DELETE CASCADE,
  text       TEXT NOT NULL,    -- as it was written
  owner_id   TEXT NOT NULL,
  due        TEXT NOT NULL,    -- a date of the product's zone
  state      TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  ended_us   INTEGER NOT NULL
) STRICT;
CREATE INDEX retro_action_product ON retro_action (product_id, id);
CREATE INDEX retro_action_retro ON retro_action (retro_id, id);

-- +goose Down
DROP TABLE retro_action;
DROP TABLE retro_key;
DROP TABLE retro_author;
DROP TABLE retro_note;
DROP TABLE retro;
