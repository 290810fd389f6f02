CREATE TABLE story_word (
  product_id INTEGER NOT NULL REFERENCES product (id),
  word       TEXT NOT NULL,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  PRIMARY KEY (product_id, word, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_word_story ON story_word (story_id, word);
