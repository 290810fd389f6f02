-- +goose Up

-- How much a story matters, as far as people said: JSON.
ALTER TABLE story ADD COLUMN worth TEXT NOT NULL DEFAULT '{}';

-- Where a story stands in the sorted lists of its product, the least first.
-- Package scrum computes the same: Story.SortKey.
ALTER TABLE story ADD COLUMN by_rice INTEGER NOT NULL GENERATED ALWAYS AS (COALESCE(
  -(json_extract(worth, '$.rice.reach') * json_extract(worth, '$.rice.impact_quarters')
    * COALESCE(json_extract(worth, '$.confidence'), 100) * 1000000 / json_extract(worth, '$.rice.effort_tenths')),
  4611686018427387904)) VIRTUAL;
ALTER TABLE story ADD COLUMN by_wsjf INTEGER NOT NULL GENERATED ALWAYS AS (COALESCE(
  -((json_extract(worth, '$.wsjf.business') + json_extract(worth, '$.wsjf.urgency') + json_extract(worth, '$.wsjf.risk'))
    * 1000000 / json_extract(worth, '$.wsjf.job')),
  4611686018427387904)) VIRTUAL;
ALTER TABLE story ADD COLUMN by_value INTEGER NOT NULL GENERATED ALWAYS AS (COALESCE(
  -(json_extract(worth, '$.value') * 20000000 / MAX(1, size_halves)), 4611686018427387904)) VIRTUAL;
ALTER TABLE story ADD COLUMN by_moscow INTEGER NOT NULL GENERATED ALWAYS AS
  (CASE json_extract(worth, '$.moscow') WHEN 'must' THEN 1 WHEN 'should' THEN 2 WHEN 'could' THEN 3 WHEN 'wont' THEN 4
        ELSE 4611686018427387904 END) VIRTUAL;
ALTER TABLE story ADD COLUMN by_votes INTEGER NOT NULL GENERATED ALWAYS AS
  (CASE WHEN thumbs > 0 THEN -thumbs ELSE 4611686018427387904 END) VIRTUAL;

CREATE INDEX story_rice ON story (product_id, by_rice, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
CREATE INDEX story_wsjf ON story (product_id, by_wsjf, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
CREATE INDEX story_value ON story (product_id, by_value, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
CREATE INDEX story_moscow ON story (product_id, by_moscow, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;
CREATE INDEX story_votes ON story (product_id, by_votes, place, number, only_for, and_for, state) WHERE open = 1 AND epic = 0;

-- +goose Down
DROP INDEX story_votes;
DROP INDEX story_moscow;
DROP INDEX story_value;
DROP INDEX story_wsjf;
DROP INDEX story_rice;
ALTER TABLE story DROP COLUMN by_votes;
ALTER TABLE story DROP COLUMN by_moscow;
ALTER TABLE story DROP COLUMN by_value;
ALTER TABLE story DROP COLUMN by_wsjf;
ALTER TABLE story DROP COLUMN by_rice;
ALTER TABLE story DROP COLUMN worth;
