-- +goose Up

-- A blocker can be told of without a stand-up, which SQLite cannot change in
-- place: the table is made anew. Nothing refers to it yet.
CREATE TABLE blocker_next (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  ask_id      INTEGER REFERENCES standup_ask (id) ON DELETE SET NULL, -- the answer that told of it
  person_id   TEXT NOT NULL, -- who is blocked
  helper_id   TEXT NOT NULL, -- who can unblock, '' if nobody was named
  outside     TEXT NOT NULL DEFAULT '', -- who can, in words
  text        TEXT NOT NULL,
  class       TEXT NOT NULL DEFAULT 'dependency'
    CHECK (class IN ('dependency', 'information', 'access', 'environment', 'decision', 'approval')),
  story_id    INTEGER REFERENCES story (id) ON DELETE SET NULL, -- that waits for it
  goal        INTEGER NOT NULL DEFAULT 0 CHECK (goal IN (0, 1)), -- the sprint's is at risk
  low         INTEGER NOT NULL CHECK (low IN (0, 1)),
  since       TEXT NOT NULL, -- date
  created_us  INTEGER NOT NULL,
  changed_us  INTEGER NOT NULL,
  acked_us    INTEGER NOT NULL DEFAULT 0, -- when the helper took care of it
  resolved_us INTEGER NOT NULL DEFAULT 0,
  resolved_by TEXT NOT NULL DEFAULT '',
  asked_us    INTEGER NOT NULL, -- from when on somebody is waited for
  level       INTEGER NOT NULL DEFAULT 0, -- the last step of escalation
  level_us    INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO blocker_next (id, product_id, ask_id, person_id, helper_id, text, low, since, created_us, changed_us, resolved_us, resolved_by, asked_us)
  SELECT id, product_id, ask_id, person_id, helper_id, text, low, since, created_us, max(created_us, resolved_us), resolved_us, resolved_by, created_us
  FROM blocker;
DROP TABLE blocker;
ALTER TABLE blocker_next RENAME TO blocker;

CREATE INDEX blocker_open ON blocker (product_id, resolved_us, id);
CREATE INDEX blocker_ask ON blocker (ask_id);
CREATE INDEX blocker_story ON blocker (story_id);
CREATE INDEX blocker_helper ON blocker (helper_id) WHERE resolved_us = 0;

-- Who did what about a blocker when.
CREATE TABLE blocker_event (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  blocker_id INTEGER NOT NULL REFERENCES blocker (id) ON DELETE CASCADE,
  deed       TEXT NOT NULL CHECK (deed IN ('told', 'changed', 'acked', 'escalated', 'resolved', 'dropped', 'reopened')),
  person_id  TEXT NOT NULL, -- '': the clock
  other_id   TEXT NOT NULL, -- whom it concerned, '' for nobody
  at_us      INTEGER NOT NULL
) STRICT;
CREATE INDEX blocker_event_blocker ON blocker_event (blocker_id, id);

-- Whom the steps of escalation bring a blocker to, each once a step.
CREATE TABLE blocker_call (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  blocker_id INTEGER NOT NULL REFERENCES blocker (id) ON DELETE CASCADE,
  step       INTEGER NOT NULL,
  person_id  TEXT NOT NULL,
  told_us    INTEGER NOT NULL DEFAULT 0, -- 0 until their working hours come
  message_id INTEGER NOT NULL DEFAULT 0, -- the first call of the message that told them
  UNIQUE (blocker_id, step, person_id)
) STRICT;
CREATE INDEX blocker_call_person ON blocker_call (person_id, told_us);
CREATE INDEX blocker_call_message ON blocker_call (message_id);

-- To whom a product's blockers go at last, NULL for nobody.
ALTER TABLE product ADD COLUMN escalate_id TEXT;

-- +goose Down
ALTER TABLE product DROP COLUMN escalate_id;
DROP TABLE blocker_call;
DROP TABLE blocker_event;
DROP INDEX blocker_helper;
DROP INDEX blocker_story;
