CREATE TABLE poker_vote (
  item_id   INTEGER NOT NULL REFERENCES poker_item (id) ON DELETE CASCADE,
  round     INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  card      TEXT NOT NULL,
  reason    TEXT NOT NULL DEFAULT '',
  at_us     INTEGER NOT NULL, -- when it was first put down
  PRIMARY KEY (item_id, round, person_id)
) STRICT, WITHOUT ROWID;
