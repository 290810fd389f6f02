CREATE TABLE user_group_member (
  group_id  TEXT NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL, -- may not be known yet
  PRIMARY KEY (group_id, person_id)
) STRICT, WITHOUT ROWID;
