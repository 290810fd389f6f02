CREATE TABLE poker_item (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  poker_id    INTEGER NOT NULL REFERENCES poker (id) ON DELETE CASCADE,
  product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  story_id    INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  state       TEXT NOT NULL CHECK (state IN ('open', 'revealed', 'discussing', 'agreed', 'parked', 'gone')),
  round       INTEGER NOT NULL,
  closes_us   INTEGER NOT NULL,
  card        TEXT NOT NULL DEFAULT '', -- proposed or taken
  doubtful    INTEGER NOT NULL DEFAULT 0 CHECK (doubtful IN (0, 1)), -- taken although the cards lay apart to the end
  objector_id TEXT NOT NULL DEFAULT '',
  cause       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX poker_item_live ON poker_item (story_id) WHERE state IN ('open', 'revealed', 'discussing');
CREATE INDEX poker_item_open ON poker_item (product_id, poker_id) WHERE state = 'open';
CREATE INDEX poker_item_poker ON poker_item (poker_id, id);
CREATE INDEX poker_item_product ON poker_item (product_id);
CREATE INDEX poker_item_story ON poker_item (story_id);
