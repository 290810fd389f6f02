-- +goose Up

-- Of what is parked: 0 nobody was told, 1 the product's owner was, 2 they let it go.
ALTER TABLE outbox ADD COLUMN told BIGINT NOT NULL DEFAULT 0 CHECK (told IN (0, 1, 2));
CREATE INDEX outbox_let_go ON outbox (id) WHERE told = 2;

-- +goose Down
DROP INDEX outbox_let_go;
ALTER TABLE outbox DROP COLUMN told;
