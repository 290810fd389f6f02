-- +goose Up

-- How a product's stand-up is set; no row: there is none.
CREATE TABLE standup (
  product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  clock      TEXT NOT NULL,    -- wall time in each person's zone, "09:30"
  days       INTEGER NOT NULL, -- bit 0 is Sunday
  set_by     TEXT NOT NULL,
  set_us     INTEGER NOT NULL
) STRICT;

-- One day of a stand-up, of which one digest tells.
CREATE TABLE standup_day (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  date       TEXT NOT NULL,    -- of the product's zone
  since_us   INTEGER NOT NULL, -- what changed from here on is told
  digest_us  INTEGER NOT NULL, -- when the digest is due, later when it was posted
  posted     INTEGER NOT NULL DEFAULT 0 CHECK (posted IN (0, 1)),
  late       INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  UNIQUE (product_id, date)
) STRICT;
CREATE INDEX standup_day_posted ON standup_day (product_id, digest_us) WHERE posted = 1;

-- One person's question of one date of their own zone, and the answer.
CREATE TABLE standup_ask (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  day_id      INTEGER NOT NULL REFERENCES standup_day (id) ON DELETE CASCADE,
  person_id   TEXT NOT NULL,
  date        TEXT NOT NULL, -- of the person's zone
  state       TEXT NOT NULL CHECK (state IN ('open', 'answered', 'missed')),
  answers     TEXT NOT NULL DEFAULT '{}', -- JSON: the text by the code of the question
  put_off     INTEGER NOT NULL DEFAULT 0, -- times
  asked_us    INTEGER NOT NULL,           -- 0: answered without being asked
  answered_us INTEGER NOT NULL DEFAULT 0,
  edited_us   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (product_id, person_id, date)
) STRICT;
CREATE INDEX standup_ask_day ON standup_ask (day_id, id);
CREATE INDEX standup_ask_open ON standup_ask (product_id, id) WHERE state = 'open';

-- What is in somebody's way.
CREATE TABLE blocker (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  ask_id      INTEGER NOT NULL REFERENCES standup_ask (id) ON DELETE CASCADE,
  person_id   TEXT NOT NULL, -- who is blocked
  helper_id   TEXT NOT NULL, -- who can unblock, '' if nobody was named
  text        TEXT NOT NULL,
  low         INTEGER NOT NULL CHECK (low IN (0, 1)),
  since       TEXT NOT NULL, -- date
  created_us  INTEGER NOT NULL,
  resolved_us INTEGER NOT NULL DEFAULT 0,
  resolved_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX blocker_open ON blocker (product_id, resolved_us, id);
CREATE INDEX blocker_ask ON blocker (ask_id);

-- Every change of a story's state, so that one can tell what moved since.
CREATE TABLE story_move (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  story_id   INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  state      TEXT NOT NULL,
  person_id  TEXT NOT NULL, -- who moved it
  at_us      INTEGER NOT NULL
) STRICT;
CREATE INDEX story_move_time ON story_move (product_id, at_us);
CREATE INDEX story_move_story ON story_move (story_id, id);

-- +goose Down
DROP TABLE story_move;
DROP TABLE blocker;
DROP TABLE standup_ask;
DROP TABLE standup_day;
DROP TABLE standup;
