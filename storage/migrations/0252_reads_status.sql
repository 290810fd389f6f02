-- +goose Up
CREATE INDEX person_reads_status ON person (id) WHERE reads_status = 1;
CREATE INDEX absence_end ON absence (last_on);

-- +goose Down
DROP INDEX absence_end;
DROP INDEX person_reads_status;
