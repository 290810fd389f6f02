-- +goose Up

-- What somebody can still take back.
CREATE INDEX undo_person ON undo (person_id);

-- +goose Down
DROP INDEX undo_person;
