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
