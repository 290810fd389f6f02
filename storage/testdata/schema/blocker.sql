CREATE TABLE "blocker" (
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
CREATE INDEX blocker_ask ON blocker (ask_id);
CREATE INDEX blocker_helper ON blocker (helper_id) WHERE resolved_us = 0;
CREATE INDEX blocker_open ON blocker (product_id, resolved_us, id);
CREATE INDEX blocker_story ON blocker (story_id);
