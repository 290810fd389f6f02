-- +goose Up

-- What somebody is to a product, besides being in its channel.
CREATE TABLE member_role (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('client', 'observer')),
  PRIMARY KEY (product_id, person_id)
) STRICT, WITHOUT ROWID;

-- How much the people of a role count in the votes of a product, in
-- thousandths. Who is not listed counts 1000.
CREATE TABLE role_weight (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  role       TEXT NOT NULL CHECK (role IN ('', 'owner', 'client', 'observer')),
  weight     INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 5000),
  PRIMARY KEY (product_id, role)
) STRICT, WITHOUT ROWID;

ALTER TABLE ballot ADD COLUMN method TEXT NOT NULL DEFAULT 'approval'
  CHECK (method IN ('approval', 'yesno', 'score', 'dots', 'ranked', 'quadratic'));
ALTER TABLE ballot ADD COLUMN secrecy TEXT NOT NULL DEFAULT 'open' CHECK (secrecy IN ('open', 'secret', 'anonymous'));
ALTER TABLE ballot ADD COLUMN budget INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ballot ADD COLUMN quorum_percent INTEGER NOT NULL DEFAULT 0; -- 0: any turnout will do
ALTER TABLE ballot ADD COLUMN quorum_groups TEXT NOT NULL DEFAULT '[]';
ALTER TABLE ballot ADD COLUMN extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1));
ALTER TABLE ballot ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE ballot ADD COLUMN outcome TEXT NOT NULL DEFAULT '{}'; -- as it was told

ALTER TABLE ballot_roll ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE ballot_roll ADD COLUMN weight INTEGER NOT NULL DEFAULT 1000;

-- What people said by a form. On an anonymous ballot the voter is a keyed hash
-- while it runs and a number afterwards, and there are no times.
CREATE TABLE ballot_paper (
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  voter     TEXT NOT NULL,
  given     TEXT NOT NULL,    -- story id to rating, as JSON
  abstains  INTEGER NOT NULL CHECK (abstains IN (0, 1)),
  at_us     INTEGER NOT NULL,
  copies    INTEGER NOT NULL, -- how many said just this, once nobody can tell who
  PRIMARY KEY (ballot_id, voter)
) STRICT, WITHOUT ROWID;

-- The random key of a running anonymous ballot.
CREATE TABLE ballot_key (
  ballot_id INTEGER PRIMARY KEY REFERENCES ballot (id) ON DELETE CASCADE,
  key       TEXT NOT NULL
) STRICT;

-- The results of before, as they were told.
UPDATE ballot SET outcome = (
  SELECT json_object(
    'papers', ballot.voted + ballot.outside,
    'rows', json_group_array(json(r.row) ORDER BY r.approvals DESC, r.unsized, r.size, r.number) FILTER (WHERE r.is_open),
    'gone', json_group_array(r.story_id) FILTER (WHERE NOT r.is_open))
  FROM (
    SELECT o.story_id, o.approvals, s.number, s.size_halves IS NULL AS unsized, COALESCE(s.size_halves, 0) AS size,
      o.was > 0 AS is_open,
      json_object('story', o.story_id, 'approvals', o.approvals, 'sum', o.approvals * 10000, 'was', o.was,
        'rank', 1 + (SELECT COUNT(*) FROM ballot_option p WHERE p.ballot_id = o.ballot_id AND p.was > 0 AND p.approvals > o.approvals),
        'place', 1 + (SELECT COUNT(*) FROM ballot_option p WHERE p.ballot_id = o.ballot_id AND p.was > 0 AND p.approvals > o.approvals),
        'tied', json(iif((SELECT COUNT(*) FROM ballot_option p
          WHERE p.ballot_id = o.ballot_id AND p.was > 0 AND p.approvals = o.approvals) > 1, 'true', 'false')),
        'effort', json_object('Halves', COALESCE(s.size_halves, 0), 'Known', json(iif(s.size_halves IS NULL, 'false', 'true')))) AS row
    FROM ballot_option o JOIN story s ON s.id = o.story_id WHERE o.ballot_id = ballot.id) r)
WHERE state NOT IN ('open', 'closing');

ALTER TABLE ballot_option DROP COLUMN was;
ALTER TABLE ballot_option DROP COLUMN approvals;

-- +goose Down
ALTER TABLE ballot_option ADD COLUMN was INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ballot_option ADD COLUMN approvals INTEGER NOT NULL DEFAULT 0;
DROP TABLE ballot_key;
DROP TABLE ballot_paper;
ALTER TABLE ballot_roll DROP COLUMN weight;
ALTER TABLE ballot_roll DROP COLUMN role;
ALTER TABLE ballot DROP COLUMN outcome;
ALTER TABLE ballot DROP COLUMN reason;
ALTER TABLE ballot DROP COLUMN extended;
ALTER TABLE ballot DROP COLUMN quorum_groups;
ALTER TABLE ballot DROP COLUMN quorum_percent;
ALTER TABLE ballot DROP COLUMN budget;
ALTER TABLE ballot DROP COLUMN secrecy;
ALTER TABLE ballot DROP COLUMN method;
DROP TABLE role_weight;
DROP TABLE member_role;
