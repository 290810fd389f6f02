-- +goose Up

-- The words that stories are found by, whole and as stems. Package scrum says
-- which: Story.Words. Step 0061 fills it for the stories that were there.
CREATE TABLE story_word (
  product_id INTEGER NOT NULL REFERENCES product (id),
  word       TEXT NOT NULL,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  PRIMARY KEY (product_id, word, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_word_story ON story_word (story_id, word);

-- What the filters of the backlog go by.
CREATE INDEX story_state ON story (product_id, state, done_us DESC, unranked, rank, thumbs DESC, number);
CREATE INDEX story_owned ON story (product_id, owner_id);
CREATE INDEX story_asked ON story (product_id, author_id);
