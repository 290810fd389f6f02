-- +goose Up

-- Whatever is written goes into each index of its table, and these two were
-- read once a day, when what is old is forgotten.
DROP INDEX seen_at;
DROP INDEX undo_expires;

-- Who takes a deed back is who did it.
DROP INDEX undo_person;
ALTER TABLE undo DROP CONSTRAINT undo_pkey, ADD PRIMARY KEY (person_id, id);

-- +goose Down
ALTER TABLE undo DROP CONSTRAINT undo_pkey, ADD PRIMARY KEY (id);
CREATE INDEX undo_person ON undo (person_id);
CREATE INDEX undo_expires ON undo (expires_us);
CREATE INDEX seen_at ON seen (at_us);
