CREATE TABLE "standup_ask" (
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
  edited_us   INTEGER NOT NULL DEFAULT 0, late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)), perhaps INTEGER NOT NULL DEFAULT 0 CHECK (perhaps IN (0, 1)), ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'away', 'stopped')),
  UNIQUE (standup_id, person_id, date)
) STRICT;
CREATE INDEX standup_ask_day ON standup_ask (day_id, id);
CREATE INDEX standup_ask_lead ON standup_ask (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX standup_ask_open ON standup_ask (product_id, id) WHERE state = 'open';
CREATE INDEX standup_ask_person ON standup_ask (person_id, id) WHERE state = 'open';
CREATE INDEX standup_ask_product ON standup_ask (product_id);
