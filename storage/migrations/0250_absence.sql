-- +goose Up

-- When nothing is asked of somebody.
CREATE TABLE absence (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id  TEXT NOT NULL,
  first_on   TEXT NOT NULL, -- dates where the person is, both within the absence
  last_on    TEXT NOT NULL,
  from_noon  INTEGER NOT NULL CHECK (from_noon IN (0, 1)),
  until_noon INTEGER NOT NULL CHECK (until_noon IN (0, 1)),
  note       TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  source     TEXT NOT NULL CHECK (source IN ('', 'status')),
  entered_us INTEGER NOT NULL
) STRICT;
CREATE INDEX absence_person ON absence (person_id, last_on);

-- Codes of calendars of public holidays: '' of a product for none set, 'none'
-- for none on purpose; '' of a person for that of the product.
ALTER TABLE product ADD COLUMN holidays TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN holidays TEXT NOT NULL DEFAULT '';
-- Whether absences are read from their status in Slack.
ALTER TABLE person ADD COLUMN reads_status INTEGER NOT NULL DEFAULT 0 CHECK (reads_status IN (0, 1));

-- +goose Down
ALTER TABLE person DROP COLUMN reads_status;
ALTER TABLE person DROP COLUMN holidays;
ALTER TABLE product DROP COLUMN holidays;
DROP TABLE absence;
