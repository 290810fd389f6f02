-- +goose Up

-- The stories of a label in the order of the lists, so that a page of them is
-- a walk too: what the index of a list says of a story is copied to each of
-- its labels, and a trigger keeps it right whatever statement changes a story.
ALTER TABLE story_label ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_label ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_label ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story_label ADD COLUMN only_for TEXT NOT NULL DEFAULT '';
ALTER TABLE story_label ADD COLUMN and_for TEXT NOT NULL DEFAULT '';
ALTER TABLE story_label ADD COLUMN state TEXT NOT NULL DEFAULT '';
ALTER TABLE story_label ADD COLUMN epic INTEGER NOT NULL DEFAULT 0;
UPDATE story_label SET (open, place, number, only_for, and_for, state, epic) =
  (SELECT s.open, s.place, s.number, s.only_for, s.and_for, s.state, s.epic FROM story s WHERE s.id = story_label.story_id);
CREATE INDEX story_label_place ON story_label (product_id, label, open, place, number, only_for, and_for, state, epic);

-- +goose StatementBegin
CREATE TRIGGER story_label_follows AFTER UPDATE OF state, done_us, rank, thumbs, hidden, author_id, writer_id, epic ON story BEGIN
  UPDATE story_label SET open = NEW.open, place = NEW.place, only_for = NEW.only_for, and_for = NEW.and_for, state = NEW.state, epic = NEW.epic
    WHERE story_id = NEW.id AND (place, only_for, and_for, state, epic) <> (NEW.place, NEW.only_for, NEW.and_for, NEW.state, NEW.epic);
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER story_label_follows;
DROP INDEX story_label_place;
ALTER TABLE story_label DROP COLUMN epic;
ALTER TABLE story_label DROP COLUMN state;
ALTER TABLE story_label DROP COLUMN and_for;
ALTER TABLE story_label DROP COLUMN only_for;
ALTER TABLE story_label DROP COLUMN number;
ALTER TABLE story_label DROP COLUMN place;
ALTER TABLE story_label DROP COLUMN open;
