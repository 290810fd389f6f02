-- +goose Up

-- When a story was last given other words during the vote; 0: never.
ALTER TABLE ballot_option ADD COLUMN reworded_us INTEGER NOT NULL DEFAULT 0;

-- Who had voted before a story was reworded, and when they said that their
-- vote stands, or voted anew; 0: not yet.
CREATE TABLE ballot_confirm (
  ballot_id    INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  person_id    TEXT NOT NULL,
  confirmed_us INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (ballot_id, person_id)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE ballot_confirm;
ALTER TABLE ballot_option DROP COLUMN reworded_us;
