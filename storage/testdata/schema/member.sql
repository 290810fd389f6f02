CREATE TABLE member (
  channel_id TEXT NOT NULL,
  person_id  TEXT NOT NULL, since_us INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (channel_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_person ON member (person_id);
