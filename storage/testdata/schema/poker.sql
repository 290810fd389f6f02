CREATE TABLE poker (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  opener_id  TEXT NOT NULL,
  deck       TEXT NOT NULL CHECK (deck IN ('fibonacci', 'shirts', 'own')),
  cards      TEXT NOT NULL, -- JSON
  everyone   INTEGER NOT NULL CHECK (everyone IN (0, 1)), -- who joins later votes too
  opened_us  INTEGER NOT NULL,
  closes_us  INTEGER NOT NULL
, anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1))) STRICT;
CREATE INDEX poker_deck ON poker (product_id, deck, id);
