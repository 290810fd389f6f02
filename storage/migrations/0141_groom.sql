-- +goose Up

-- When somebody last changed a story, or looked at it and kept it as it was.
ALTER TABLE story ADD COLUMN touched_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN kept_us INTEGER NOT NULL DEFAULT 0;
UPDATE story SET touched_us = MAX(created_us, COALESCE((SELECT MAX(c.at_us) FROM story_change c WHERE c.story_id = story.id), 0));
CREATE INDEX story_touched ON story (product_id, touched_us, id) WHERE state IN ('draft', 'ready') AND epic = 0;

-- The oldest stories, offered to somebody one after the other.
CREATE TABLE groom (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  weeks      INTEGER NOT NULL, -- how often it comes by itself; 0: it was asked for
  started_us INTEGER NOT NULL,
  ended_us   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX groom_product ON groom (product_id);
CREATE INDEX groom_open ON groom (person_id, product_id) WHERE ended_us = 0;

CREATE TABLE groom_story (
  groom_id INTEGER NOT NULL REFERENCES groom (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  since_us INTEGER NOT NULL, -- its last change
  verdict  TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'kept', 'rewritten', 'dropped', 'skipped', 'gone')),
  PRIMARY KEY (groom_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX groom_story_story ON groom_story (story_id);

-- +goose Down
DROP TABLE groom_story;
DROP TABLE groom;
DROP INDEX story_touched;
ALTER TABLE story DROP COLUMN kept_us;
ALTER TABLE story DROP COLUMN touched_us;
