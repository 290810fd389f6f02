-- +goose Up

-- Labels, folded, so that stories are found by them.
CREATE TABLE story_label (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  label      TEXT NOT NULL,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  PRIMARY KEY (product_id, label, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_label_story ON story_label (story_id);

-- What a story has to do with another.
CREATE TABLE story_link (
  story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  kind     TEXT NOT NULL CHECK (kind IN ('needs', 'split_from', 'duplicates', 'follows')),
  other_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  PRIMARY KEY (story_id, kind, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_link_other ON story_link (other_id);

-- Who changed what, and when.
CREATE TABLE story_change (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  story_id  INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL, -- '' for a scheduled deed
  at_us     INTEGER NOT NULL,
  field     TEXT NOT NULL,
  before    TEXT NOT NULL,
  after     TEXT NOT NULL
) STRICT;
CREATE INDEX story_change_story ON story_change (story_id, id);

-- Votes that were given by the card's button; its reactions are votes too.
CREATE TABLE story_vote (
  story_id  INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  at_us     INTEGER NOT NULL,
  PRIMARY KEY (story_id, person_id)
) STRICT, WITHOUT ROWID;

-- Who the product's stories are about, from what they say.
CREATE TABLE persona (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  folded     TEXT NOT NULL,
  name       TEXT NOT NULL,    -- as it was written first
  stories    INTEGER NOT NULL, -- that are about this role
  PRIMARY KEY (product_id, folded)
) STRICT, WITHOUT ROWID;

-- Who does not want to hear of what they asked for.
CREATE TABLE muted (
  person_id  TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  story_id   INTEGER NOT NULL, -- 0 for all of the product's
  PRIMARY KEY (person_id, product_id, story_id)
) STRICT, WITHOUT ROWID;

-- Filters that somebody gave a name.
CREATE TABLE saved_view (
  person_id  TEXT NOT NULL,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  folded     TEXT NOT NULL,
  name       TEXT NOT NULL,
  filter     TEXT NOT NULL, -- as it can be typed
  PRIMARY KEY (person_id, product_id, folded)
) STRICT, WITHOUT ROWID;

-- Whether stories must be ready before they go into a sprint.
ALTER TABLE product ADD COLUMN must_be_ready INTEGER NOT NULL DEFAULT 0 CHECK (must_be_ready IN (0, 1));

-- +goose Down
ALTER TABLE product DROP COLUMN must_be_ready;
DROP TABLE saved_view;
DROP TABLE muted;
DROP TABLE persona;
DROP TABLE story_vote;
DROP TABLE story_change;
DROP TABLE story_link;
DROP TABLE story_label;
