-- +goose Up

-- When somebody last looked at Pogo's Home.
CREATE TABLE home (
  person_id TEXT PRIMARY KEY,
  opened_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE home;
