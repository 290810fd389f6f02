CREATE TABLE reaction_told (
  channel_id TEXT NOT NULL,
  message_ts TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  what       TEXT NOT NULL, -- "both": they say yes and no
  PRIMARY KEY (channel_id, message_ts, person_id, what)
) STRICT, WITHOUT ROWID;
