-- +goose Up

-- Planning poker: several stories, voted on by the same people with the same
-- cards.
CREATE TABLE poker (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  opener_id  TEXT NOT NULL,
  deck       TEXT NOT NULL CHECK (deck IN ('fibonacci', 'shirts', 'own')),
  cards      TEXT NOT NULL, -- JSON
  everyone   INTEGER NOT NULL CHECK (everyone IN (0, 1)), -- who joins later votes too
  opened_us  INTEGER NOT NULL,
  closes_us  INTEGER NOT NULL
) STRICT;
CREATE INDEX poker_deck ON poker (product_id, deck, id);

CREATE TABLE poker_voter (
  poker_id  INTEGER NOT NULL REFERENCES poker (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  PRIMARY KEY (poker_id, person_id)
) STRICT, WITHOUT ROWID;

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
CREATE INDEX poker_item_poker ON poker_item (poker_id, id);
CREATE INDEX poker_item_product ON poker_item (product_id);
CREATE INDEX poker_item_open ON poker_item (product_id, poker_id) WHERE state = 'open';
CREATE INDEX poker_item_story ON poker_item (story_id);
-- One vote on a story at a time.
CREATE UNIQUE INDEX poker_item_live ON poker_item (story_id) WHERE state IN ('open', 'revealed', 'discussing');

CREATE TABLE poker_vote (
  item_id   INTEGER NOT NULL REFERENCES poker_item (id) ON DELETE CASCADE,
  round     INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  card      TEXT NOT NULL,
  reason    TEXT NOT NULL DEFAULT '',
  at_us     INTEGER NOT NULL, -- when it was first put down
  PRIMARY KEY (item_id, round, person_id)
) STRICT, WITHOUT ROWID;

-- What became of each round.
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

-- How many stories with points a product has finished since it counts them, to
-- hold the points against the time now and then.
CREATE TABLE poker_finished (
  product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  n          INTEGER NOT NULL
) STRICT;

-- +goose Down
DROP TABLE poker_finished;
DROP TABLE poker_round;
DROP TABLE poker_vote;
DROP TABLE poker_item;
DROP TABLE poker_voter;
DROP TABLE poker;
