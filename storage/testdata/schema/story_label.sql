CREATE TABLE story_label (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  label      TEXT NOT NULL,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE, open INTEGER NOT NULL DEFAULT 0, place INTEGER NOT NULL DEFAULT 0, number INTEGER NOT NULL DEFAULT 0, only_for TEXT NOT NULL DEFAULT '', and_for TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT '', epic INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (product_id, label, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_label_place ON story_label (product_id, label, open, place, number, only_for, and_for, state, epic);
CREATE INDEX story_label_story ON story_label (story_id);
