-- +goose Up

-- When people are not to be disturbed, as Slack said last.
CREATE TABLE quiet (
  person_id TEXT PRIMARY KEY,
  from_us   INTEGER NOT NULL,
  until_us  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE quiet;
