-- +goose Up

-- Where a story stands in the lists of its product, as one number: what is
-- done, the last first, and then what is not, by rank and by thumbs. Package
-- scrum computes the same: Story.Spot. A page of any list begins behind the
-- last story of the one before, by place and number.
ALTER TABLE story ADD COLUMN place INTEGER NOT NULL GENERATED ALWAYS AS
  (CASE WHEN open = 0 AND done_us > 0 THEN -done_us
        WHEN rank > 0 THEN rank * 1048576 - thumbs
        ELSE 4611686018427387904 - thumbs END) VIRTUAL;

-- Who alone may see a story, beside the product's owner: who asked for it and
-- who brought it; '' and '' for everybody.
ALTER TABLE story ADD COLUMN only_for TEXT NOT NULL GENERATED ALWAYS AS
  (CASE WHEN hidden = 1 THEN author_id ELSE '' END) VIRTUAL;
ALTER TABLE story ADD COLUMN and_for TEXT NOT NULL GENERATED ALWAYS AS
  (CASE WHEN hidden = 1 THEN writer_id ELSE '' END) VIRTUAL;

-- Each list is a walk along an index that is in its order and says by itself
-- who may see a story and in which state it is: only what is shown is fetched.
DROP INDEX story_backlog;
DROP INDEX story_state;
DROP INDEX story_owned;
DROP INDEX story_asked;
DROP INDEX story_stream;
CREATE INDEX story_backlog ON story (product_id, place, number, only_for, and_for) WHERE open = 1 AND epic = 0;
CREATE INDEX story_unsized ON story (product_id, place, number, only_for, and_for) WHERE open = 1 AND epic = 0 AND size_halves IS NULL;
CREATE INDEX story_state ON story (product_id, state, place, number, only_for, and_for, epic);
CREATE INDEX story_owned ON story (product_id, owner_id, open, place, number, only_for, and_for, state, epic) WHERE owner_id <> '';
CREATE INDEX story_asked ON story (product_id, author_id, open, place, number, only_for, and_for, state, epic);
CREATE INDEX story_stream ON story (product_id, stream, open, place, number, only_for, and_for, state, epic) WHERE stream <> '';

-- What a person asked for last.
CREATE INDEX story_asks ON story (product_id, author_id);

-- A person's own stories, the oldest first.
DROP INDEX story_author;
DROP INDEX story_owner;
CREATE INDEX story_author ON story (author_id, created_us, id) WHERE open = 1;
CREATE INDEX story_owner ON story (owner_id, created_us, id) WHERE open = 1 AND owner_id <> '';

-- How many stories the backlog holds, those that few may see apart: counting
-- them would take longer than showing them. The triggers keep it right
-- whatever statement changes a story.
CREATE TABLE backlog_size (
  product_id INTEGER NOT NULL,
  only_for   TEXT NOT NULL,
  and_for    TEXT NOT NULL,
  n          INTEGER NOT NULL,
  PRIMARY KEY (product_id, only_for, and_for)
) STRICT, WITHOUT ROWID;
INSERT INTO backlog_size (product_id, only_for, and_for, n)
  SELECT product_id, only_for, and_for, COUNT(*) FROM story WHERE open = 1 AND epic = 0 GROUP BY product_id, only_for, and_for;

-- +goose StatementBegin
CREATE TRIGGER story_enters AFTER INSERT ON story WHEN NEW.open = 1 AND NEW.epic = 0 BEGIN
  INSERT INTO backlog_size (product_id, only_for, and_for, n) VALUES (NEW.product_id, NEW.only_for, NEW.and_for, 1)
    ON CONFLICT (product_id, only_for, and_for) DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER story_leaves AFTER DELETE ON story WHEN OLD.open = 1 AND OLD.epic = 0 BEGIN
  UPDATE backlog_size SET n = n - 1 WHERE product_id = OLD.product_id AND only_for = OLD.only_for AND and_for = OLD.and_for;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER story_turns AFTER UPDATE OF state, epic, hidden, author_id, writer_id ON story BEGIN
  UPDATE backlog_size SET n = n - 1
    WHERE product_id = OLD.product_id AND only_for = OLD.only_for AND and_for = OLD.and_for AND OLD.open = 1 AND OLD.epic = 0;
  INSERT INTO backlog_size (product_id, only_for, and_for, n) SELECT NEW.product_id, NEW.only_for, NEW.and_for, 1 WHERE NEW.open = 1 AND NEW.epic = 0
    ON CONFLICT (product_id, only_for, and_for) DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER story_turns;
DROP TRIGGER story_leaves;
DROP TRIGGER story_enters;
DROP TABLE backlog_size;
DROP INDEX story_owner;
DROP INDEX story_author;
DROP INDEX story_stream;
DROP INDEX story_asks;
DROP INDEX story_asked;
DROP INDEX story_owned;
DROP INDEX story_state;
DROP INDEX story_unsized;
DROP INDEX story_backlog;
ALTER TABLE story DROP COLUMN and_for;
ALTER TABLE story DROP COLUMN only_for;
ALTER TABLE story DROP COLUMN place;
CREATE INDEX story_backlog ON story (product_id, unranked, rank, thumbs DESC, number) WHERE open = 1 AND epic = 0;
CREATE INDEX story_state ON story (product_id, state, done_us DESC, unranked, rank, thumbs DESC, number);
CREATE INDEX story_owned ON story (product_id, owner_id);
CREATE INDEX story_asked ON story (product_id, author_id);
CREATE INDEX story_stream ON story (product_id, stream) WHERE stream <> '';
CREATE INDEX story_author ON story (author_id) WHERE open = 1;
CREATE INDEX story_owner ON story (owner_id) WHERE open = 1;
