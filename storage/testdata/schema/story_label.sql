CREATE TABLE story_label (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  label      TEXT NOT NULL,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  PRIMARY KEY (product_id, label, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_label_story ON story_label (story_id);
