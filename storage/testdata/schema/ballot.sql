CREATE TABLE ballot (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL, -- people say "vote 3"
  opener_id  TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('open', 'closing', 'published', 'applied', 'kept')),
  opened_us  INTEGER NOT NULL,
  closes_us  INTEGER NOT NULL,            -- 0: by hand only
  closed_us  INTEGER NOT NULL DEFAULT 0,  -- what was cast later does not count
  closer_id  TEXT NOT NULL DEFAULT '',    -- '' if time closed it
  unverified INTEGER NOT NULL DEFAULT 0 CHECK (unverified IN (0, 1)),
  decider_id TEXT NOT NULL DEFAULT '',
  voted      INTEGER NOT NULL DEFAULT 0,  -- of the team
  outside    INTEGER NOT NULL DEFAULT 0, method TEXT NOT NULL DEFAULT 'approval'
  CHECK (method IN ('approval', 'yesno', 'score', 'dots', 'ranked', 'quadratic')), secrecy TEXT NOT NULL DEFAULT 'open' CHECK (secrecy IN ('open', 'secret', 'anonymous')), budget INTEGER NOT NULL DEFAULT 0, quorum_percent INTEGER NOT NULL DEFAULT 0, quorum_groups TEXT NOT NULL DEFAULT '[]', extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)), reason TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL DEFAULT '{}', quorum_votes INTEGER NOT NULL DEFAULT 0, follows INTEGER NOT NULL DEFAULT 0, emoji TEXT NOT NULL DEFAULT '{}',  -- others who voted
  UNIQUE (product_id, number)
) STRICT;
CREATE UNIQUE INDEX ballot_running ON ballot (product_id) WHERE state IN ('open', 'closing');
