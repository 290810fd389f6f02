CREATE TABLE story (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id    INTEGER NOT NULL REFERENCES product (id),
  number        INTEGER NOT NULL,
  text          TEXT NOT NULL, -- as it was written, whole
  kind          TEXT NOT NULL,
  lang          TEXT NOT NULL,
  title         TEXT NOT NULL,
  role          TEXT NOT NULL,
  goal          TEXT NOT NULL,
  benefit       TEXT NOT NULL,
  situation     TEXT NOT NULL,
  criteria      TEXT NOT NULL, -- JSON list of texts, as are the two below
  tags          TEXT NOT NULL,
  warnings      TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('draft', 'planned', 'started', 'accepted', 'dropped', 'undone')),
  author_id     TEXT NOT NULL,
  owner_id      TEXT NOT NULL, -- '' for nobody
  size_halves   INTEGER,       -- half points; NULL: not estimated
  rank          INTEGER NOT NULL DEFAULT 0, -- 1 comes first; 0: none was given
  unranked      INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN rank = 0 THEN 1 ELSE 0 END) STORED,
  thumbs        INTEGER NOT NULL DEFAULT 0, -- people whose thumb stands on the card
  sprint_id     INTEGER NOT NULL DEFAULT 0, -- the sprint it is or was last in; 0 for none
  hidden        INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  permalink     TEXT NOT NULL,
  revision      INTEGER NOT NULL DEFAULT 1,
  created_us    INTEGER NOT NULL,
  done_us       INTEGER NOT NULL DEFAULT 0,
  dropped_cause TEXT NOT NULL DEFAULT '',
  UNIQUE (product_id, number)
) STRICT;
CREATE INDEX story_asked ON story (product_id, author_id);
CREATE INDEX story_author ON story (author_id) WHERE state IN ('draft', 'planned', 'started');
CREATE INDEX story_backlog ON story (product_id, unranked, rank, thumbs DESC, number)
  WHERE state IN ('draft', 'planned', 'started');
CREATE INDEX story_owned ON story (product_id, owner_id);
CREATE INDEX story_owner ON story (owner_id) WHERE state IN ('draft', 'planned', 'started');
CREATE INDEX story_sprint ON story (sprint_id) WHERE sprint_id <> 0;
CREATE INDEX story_state ON story (product_id, state, done_us DESC, unranked, rank, thumbs DESC, number);
