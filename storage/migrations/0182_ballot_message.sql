-- +goose Up

-- Where a ballot's message stood before somebody deleted it: what was put on
-- it then still counts.
CREATE TABLE ballot_message (
  ballot_id  INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  channel_id TEXT NOT NULL,
  message_ts TEXT NOT NULL,
  PRIMARY KEY (ballot_id, channel_id, message_ts)
) STRICT, WITHOUT ROWID;

-- Whose vote was found only after an outage that spans the close, so that
-- nobody can tell when it was cast.
CREATE TABLE ballot_found (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  PRIMARY KEY (ballot_id, person_id)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE ballot_found;
DROP TABLE ballot_message;
