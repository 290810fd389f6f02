-- +goose Up

-- The workspace's user groups, as Slack listed them last.
CREATE TABLE user_group (
  id     TEXT PRIMARY KEY,
  handle TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user_group_member (
  group_id  TEXT NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL, -- may not be known yet
  PRIMARY KEY (group_id, person_id)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE user_group_member;
DROP TABLE user_group;
