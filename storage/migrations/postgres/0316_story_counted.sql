-- +goose Up

-- A new story is counted by the statement that keeps it (Tx.raiseBacklogSize).
-- For a trigger the whole row is worked out, with all orders that it has no
-- place in, which took longer than keeping it.
DROP TRIGGER story_enters ON story;
DROP FUNCTION story_enters();

-- +goose Down
-- +goose StatementBegin
CREATE FUNCTION story_enters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO backlog_size (product_id, only_for, and_for, n) VALUES (NEW.product_id, NEW.only_for, NEW.and_for, 1)
    ON CONFLICT (product_id, only_for, and_for) DO UPDATE SET n = backlog_size.n + 1;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER story_enters AFTER INSERT ON story FOR EACH ROW WHEN (NEW.open = 1 AND NEW.epic = 0) EXECUTE FUNCTION story_enters();
