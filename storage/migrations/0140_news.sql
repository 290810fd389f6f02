-- +goose Up

-- Lines by which somebody heard of what they had asked for. Each is a message
-- that can be corrected while the deed it tells of can be taken back.
CREATE TABLE news (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL, -- who asked
  thread     TEXT NOT NULL, -- of the product's channel; '' for a direct message
  at_us      INTEGER NOT NULL
) STRICT;
CREATE INDEX news_product ON news (product_id);

-- What a line says of each story.
CREATE TABLE news_item (
  news_id   INTEGER NOT NULL REFERENCES news (id) ON DELETE CASCADE,
  story_id  INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  taken     INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1)), -- the deed was taken back
  was       TEXT NOT NULL,    -- the story's state before the deed
  sprint_id INTEGER NOT NULL, -- that it was planned in; 0 for none
  PRIMARY KEY (news_id, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX news_item_story ON news_item (story_id, news_id);

-- +goose Down
DROP TABLE news_item;
DROP TABLE news;
