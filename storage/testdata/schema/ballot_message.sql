CREATE TABLE ballot_message (
  ballot_id  INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  channel_id TEXT NOT NULL,
  message_ts TEXT NOT NULL,
  PRIMARY KEY (ballot_id, channel_id, message_ts)
) STRICT, WITHOUT ROWID;
