-- +goose NO TRANSACTION
-- +goose Up

-- A product had one stand-up and has several now. SQLite cannot change what is
-- unique: the tables are made anew, as in 0080, and may be so again after a
-- crash past the COMMIT.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

CREATE TABLE standup_next (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  name       TEXT NOT NULL DEFAULT '',   -- '' for the first
  folded     TEXT NOT NULL DEFAULT '',   -- the name as it is looked for
  clock      TEXT NOT NULL,              -- wall time in each person's zone, "09:30"; '' while nobody is asked by the clock
  days       INTEGER NOT NULL,           -- bit 0 is Sunday
  questions  TEXT NOT NULL DEFAULT '[]', -- JSON list: codes and own texts; empty: the default ones
  digest     TEXT NOT NULL DEFAULT '',   -- wall time of the digest in the product's zone; '': a while after the clock
  set_by     TEXT NOT NULL,
  set_us     INTEGER NOT NULL,
  UNIQUE (product_id, folded)
) STRICT;

-- The same id whenever it is done; also for days that were asked for by hand.
INSERT INTO standup_next (id, product_id, clock, days, set_by, set_us)
  SELECT product_id, product_id, clock, days, set_by, set_us FROM standup
  UNION ALL
  SELECT DISTINCT product_id, product_id, '', 0, '', 0 FROM standup_day WHERE product_id NOT IN (SELECT product_id FROM standup);

CREATE TABLE standup_day_next (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  standup_id INTEGER NOT NULL REFERENCES standup (id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  date       TEXT NOT NULL,    -- of the product's zone
  since_us   INTEGER NOT NULL, -- what changed from here on is told
  digest_us  INTEGER NOT NULL, -- when the digest is due, later when it was posted
  posted     INTEGER NOT NULL DEFAULT 0 CHECK (posted IN (0, 1)),
  late       INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  UNIQUE (standup_id, date)
) STRICT;

INSERT INTO standup_day_next (id, standup_id, product_id, date, since_us, digest_us, posted, late)
  SELECT d.id, u.id, d.product_id, d.date, d.since_us, d.digest_us, d.posted, d.late
  FROM standup_day d JOIN standup_next u ON u.product_id = d.product_id AND u.folded = '';

CREATE TABLE standup_ask_next (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  standup_id  INTEGER NOT NULL REFERENCES standup (id) ON DELETE CASCADE,
  product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  day_id      INTEGER NOT NULL REFERENCES standup_day (id) ON DELETE CASCADE,
  person_id   TEXT NOT NULL,
  date        TEXT NOT NULL, -- of the person's zone
  state       TEXT NOT NULL CHECK (state IN ('open', 'answered', 'skipped', 'missed')),
  questions   TEXT NOT NULL DEFAULT '[]', -- JSON list, as they stood when it was asked; empty: the default ones
  answers     TEXT NOT NULL DEFAULT '{}', -- JSON: the text by the question
  lead_id     INTEGER, -- the ask of the same person in whose message it stands; NULL: it has its own
  put_off     INTEGER NOT NULL DEFAULT 0, -- times
  asked_us    INTEGER NOT NULL,           -- 0: answered without being asked
  answered_us INTEGER NOT NULL DEFAULT 0,
  edited_us   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (standup_id, person_id, date)
) STRICT;

INSERT INTO standup_ask_next (id, standup_id, product_id, day_id, person_id, date, state, answers, put_off, asked_us, answered_us, edited_us)
  SELECT a.id, u.id, a.product_id, a.day_id, a.person_id, a.date, a.state, a.answers, a.put_off, a.asked_us, a.answered_us, a.edited_us
  FROM standup_ask a JOIN standup_next u ON u.product_id = a.product_id AND u.folded = '';

-- Who is asked by which clock, and was asked on which date.
UPDATE schedule SET subject = (SELECT u.id FROM standup_next u WHERE u.product_id = schedule.product_id AND u.folded = '') || ':' || subject
  WHERE deed = 'standup.ask' AND instr(subject, ':') = 0
    AND product_id IN (SELECT product_id FROM standup_next);
UPDATE occurrence SET subject = (SELECT u.id FROM standup_next u WHERE u.product_id = occurrence.product_id AND u.folded = '') || ':' || subject
  WHERE deed = 'standup.ask' AND instr(subject, ':') = 0
    AND product_id IN (SELECT product_id FROM standup_next);

DROP TABLE standup_ask;
DROP TABLE standup_day;
DROP TABLE standup;
ALTER TABLE standup_next RENAME TO standup;
ALTER TABLE standup_day_next RENAME TO standup_day;
ALTER TABLE standup_ask_next RENAME TO standup_ask;

CREATE INDEX standup_day_posted ON standup_day (standup_id, digest_us) WHERE posted = 1;
CREATE INDEX standup_day_product ON standup_day (product_id, digest_us) WHERE posted = 1;
CREATE INDEX standup_ask_day ON standup_ask (day_id, id);
CREATE INDEX standup_ask_product ON standup_ask (product_id);
CREATE INDEX standup_ask_open ON standup_ask (product_id, id) WHERE state = 'open';
CREATE INDEX standup_ask_lead ON standup_ask (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX standup_ask_person ON standup_ask (person_id, id) WHERE state = 'open';

-- What an answer was before it was written anew.
CREATE TABLE IF NOT EXISTS standup_said (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  ask_id  INTEGER NOT NULL REFERENCES standup_ask (id) ON DELETE CASCADE,
  answers TEXT NOT NULL, -- JSON: the text by the question
  at_us   INTEGER NOT NULL -- when it was written anew
) STRICT;
CREATE INDEX IF NOT EXISTS standup_said_ask ON standup_said (ask_id, id);

COMMIT;
PRAGMA foreign_keys = ON;

-- +goose Down
SELECT 'several stand-ups cannot be put back into one';
