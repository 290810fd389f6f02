-- +goose Up

-- When people are not to be disturbed, as Slack said last.
CREATE TABLE quiet (
  person_id TEXT COLLATE "C" PRIMARY KEY,
  from_us   BIGINT NOT NULL,
  until_us  BIGINT NOT NULL
);

-- +goose Down
DROP TABLE quiet;
