-- +goose Up

ALTER TABLE poker ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1));

-- The random key of a round of an anonymous poker whose cards lie face down.
-- Who put down one of them is a keyed hash as long as the key exists, and
-- afterwards a number that tells nothing.
CREATE TABLE poker_key (
  item_id INTEGER PRIMARY KEY REFERENCES poker_item (id) ON DELETE CASCADE,
  key     TEXT NOT NULL
) STRICT;

-- +goose Down
DROP TABLE poker_key;
ALTER TABLE poker DROP COLUMN anonymous;
