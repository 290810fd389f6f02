-- +goose Up

-- Whatever is written goes into each index of its table. A new story has no
-- worth and no thumbs yet: it enters no order by them, and stands behind those
-- that have some as it stands in the backlog.
DROP INDEX story_rice;
DROP INDEX story_wsjf;
DROP INDEX story_value;
DROP INDEX story_moscow;
DROP INDEX story_votes;
CREATE INDEX story_rice ON story (product_id, by_rice, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_rice < 4611686018427387904;
CREATE INDEX story_wsjf ON story (product_id, by_wsjf, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_wsjf < 4611686018427387904;
CREATE INDEX story_value ON story (product_id, by_value, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_value < 4611686018427387904;
CREATE INDEX story_moscow ON story (product_id, by_moscow, place, number, only_for, and_for, state, size_halves)
  WHERE open = 1 AND epic = 0 AND by_moscow < 4611686018427387904;
CREATE INDEX story_votes ON story (product_id, by_votes, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_votes < 4611686018427387904;

-- The backlog tells by itself what has no size.
DROP INDEX story_unsized;
DROP INDEX story_backlog;
CREATE INDEX story_backlog ON story (product_id, place, number, only_for, and_for, state, size_halves) WHERE open = 1 AND epic = 0;

-- +goose Down
DROP INDEX story_backlog;
CREATE INDEX story_backlog ON story (product_id, place, number, only_for, and_for) WHERE open = 1 AND epic = 0;
CREATE INDEX story_unsized ON story (product_id, place, number, only_for, and_for) WHERE open = 1 AND epic = 0 AND size_halves IS NULL;
DROP INDEX story_votes;
DROP INDEX story_moscow;
DROP INDEX story_value;
DROP INDEX story_wsjf;
DROP INDEX story_rice;
CREATE INDEX story_rice ON story (product_id, by_rice, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
CREATE INDEX story_wsjf ON story (product_id, by_wsjf, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
CREATE INDEX story_value ON story (product_id, by_value, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
CREATE INDEX story_moscow ON story (product_id, by_moscow, place, number, only_for, and_for, state, size_halves) WHERE open = 1 AND epic = 0;
CREATE INDEX story_votes ON story (product_id, by_votes, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
