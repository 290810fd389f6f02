CREATE TABLE poker_round (
  item_id     INTEGER NOT NULL REFERENCES poker_item (id) ON DELETE CASCADE,
  round       INTEGER NOT NULL,
  verdict     TEXT NOT NULL,
  spread      INTEGER NOT NULL, -- places in the deck between the lowest and the highest
  median      INTEGER NOT NULL, -- place in the deck
  revealed_us INTEGER NOT NULL,
  revealed_by TEXT NOT NULL,    -- '' if the last card or the clock did
  PRIMARY KEY (item_id, round)
) STRICT, WITHOUT ROWID;
