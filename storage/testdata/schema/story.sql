CREATE TRIGGER story_label_follows AFTER UPDATE OF state, done_us, rank, thumbs, hidden, author_id, writer_id, epic ON story BEGIN
  UPDATE story_label SET open = NEW.open, place = NEW.place, only_for = NEW.only_for, and_for = NEW.and_for, state = NEW.state, epic = NEW.epic
    WHERE story_id = NEW.id AND (place, only_for, and_for, state, epic) <> (NEW.place, NEW.only_for, NEW.and_for, NEW.state, NEW.epic);
END;
CREATE TRIGGER story_leaves AFTER DELETE ON story WHEN OLD.open = 1 AND OLD.epic = 0 BEGIN
  UPDATE backlog_size SET n = n - 1 WHERE product_id = OLD.product_id AND only_for = OLD.only_for AND and_for = OLD.and_for;
END;
CREATE TRIGGER story_turns AFTER UPDATE OF state, epic, hidden, author_id, writer_id ON story BEGIN
  UPDATE backlog_size SET n = n - 1
    WHERE product_id = OLD.product_id AND only_for = OLD.only_for AND and_for = OLD.and_for AND OLD.open = 1 AND OLD.epic = 0;
  INSERT INTO backlog_size (product_id, only_for, and_for, n) SELECT NEW.product_id, NEW.only_for, NEW.and_for, 1 WHERE NEW.open = 1 AND NEW.epic = 0
    ON CONFLICT (product_id, only_for, and_for) DO UPDATE SET n = n + 1;
END;
CREATE TABLE "story" (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id     INTEGER NOT NULL REFERENCES product (id),
  number         INTEGER NOT NULL,
  text           TEXT NOT NULL, -- as it was written, whole
  kind           TEXT NOT NULL,
  lang           TEXT NOT NULL,
  title          TEXT NOT NULL,
  role           TEXT NOT NULL,
  goal           TEXT NOT NULL,
  benefit        TEXT NOT NULL,
  situation      TEXT NOT NULL,
  criteria       TEXT NOT NULL, -- JSON list of texts, as are the two below
  tags           TEXT NOT NULL,
  warnings       TEXT NOT NULL,
  report         TEXT NOT NULL DEFAULT '{}', -- JSON: what is known of a bug
  state          TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'planned', 'started', 'to_accept', 'changes_requested',
                   'accepted', 'released', 'dropped', 'undone')),
  open           INTEGER NOT NULL GENERATED ALWAYS AS (state NOT IN ('accepted', 'released', 'dropped', 'undone')) STORED,
  author_id      TEXT NOT NULL, -- who asked for it
  writer_id      TEXT NOT NULL DEFAULT '', -- who brought it here, '' if its author
  owner_id       TEXT NOT NULL, -- '' for nobody
  size_halves    INTEGER,       -- half points; NULL: not estimated
  rank           INTEGER NOT NULL DEFAULT 0, -- 1 comes first; 0: none was given
  unranked       INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN rank = 0 THEN 1 ELSE 0 END) STORED,
  thumbs         INTEGER NOT NULL DEFAULT 0, -- people whose thumb stands on the card
  stream         TEXT NOT NULL DEFAULT '', -- work-stream: 'development' … or the team's own; '' for none
  labels         TEXT NOT NULL DEFAULT '[]', -- JSON list of texts, as is the one below
  attachments    TEXT NOT NULL DEFAULT '[]', -- addresses
  epic           INTEGER NOT NULL DEFAULT 0 CHECK (epic IN (0, 1)), -- it holds stories and is not worked on itself
  parent_id      INTEGER NOT NULL DEFAULT 0, -- the epic it belongs to; 0 for none
  sprint_id      INTEGER NOT NULL DEFAULT 0, -- the sprint it is or was last in; 0 for none
  hidden         INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  permalink      TEXT NOT NULL,
  origin_channel TEXT NOT NULL DEFAULT '', -- where the need was said, if in a message,
  origin_thread  TEXT NOT NULL DEFAULT '', -- and the timestamp that answers go under
  revision       INTEGER NOT NULL DEFAULT 1,
  created_us     INTEGER NOT NULL,
  ready_us       INTEGER NOT NULL DEFAULT 0,
  done_us        INTEGER NOT NULL DEFAULT 0,
  released_us    INTEGER NOT NULL DEFAULT 0,
  dropped_cause  TEXT NOT NULL DEFAULT '', place INTEGER NOT NULL GENERATED ALWAYS AS
  (CASE WHEN open = 0 AND done_us > 0 THEN -done_us
        WHEN rank > 0 THEN rank * 1048576 - thumbs
        ELSE 4611686018427387904 - thumbs END) VIRTUAL, only_for TEXT NOT NULL GENERATED ALWAYS AS
  (CASE WHEN hidden = 1 THEN author_id ELSE '' END) VIRTUAL, and_for TEXT NOT NULL GENERATED ALWAYS AS
  (CASE WHEN hidden = 1 THEN writer_id ELSE '' END) VIRTUAL, missing TEXT NOT NULL DEFAULT '', touched_us INTEGER NOT NULL DEFAULT 0, kept_us INTEGER NOT NULL DEFAULT 0, worth TEXT NOT NULL DEFAULT '{}', by_rice INTEGER NOT NULL GENERATED ALWAYS AS (COALESCE(
  -(json_extract(worth, '$.rice.reach') * json_extract(worth, '$.rice.impact_quarters')
    * COALESCE(json_extract(worth, '$.confidence'), 100) * 1000000 / json_extract(worth, '$.rice.effort_tenths')),
  4611686018427387904)) VIRTUAL, by_wsjf INTEGER NOT NULL GENERATED ALWAYS AS (COALESCE(
  -((json_extract(worth, '$.wsjf.business') + json_extract(worth, '$.wsjf.urgency') + json_extract(worth, '$.wsjf.risk'))
    * 1000000 / json_extract(worth, '$.wsjf.job')),
  4611686018427387904)) VIRTUAL, by_value INTEGER NOT NULL GENERATED ALWAYS AS (COALESCE(
  -(json_extract(worth, '$.value') * 20000000 / MAX(1, size_halves)), 4611686018427387904)) VIRTUAL, by_moscow INTEGER NOT NULL GENERATED ALWAYS AS
  (CASE json_extract(worth, '$.moscow') WHEN 'must' THEN 1 WHEN 'should' THEN 2 WHEN 'could' THEN 3 WHEN 'wont' THEN 4
        ELSE 4611686018427387904 END) VIRTUAL, by_votes INTEGER NOT NULL GENERATED ALWAYS AS
  (CASE WHEN thumbs > 0 THEN -thumbs ELSE 4611686018427387904 END) VIRTUAL,
  UNIQUE (product_id, number)
) STRICT;
CREATE INDEX story_asked ON story (product_id, author_id, open, place, number, only_for, and_for, state, epic);
CREATE INDEX story_author ON story (author_id, created_us, id) WHERE open = 1;
CREATE INDEX story_backlog ON story (product_id, place, number, only_for, and_for, state, size_halves) WHERE open = 1 AND epic = 0;
CREATE INDEX story_done ON story (product_id, place, number, only_for, and_for, epic) WHERE state IN ('accepted', 'released');
CREATE INDEX story_epics ON story (product_id, number) WHERE epic = 1;
CREATE INDEX story_expedite ON story (product_id, place, number)
  WHERE open = 1 AND epic = 0 AND json_extract(worth, '$.class') = 'expedite';
CREATE INDEX story_moscow ON story (product_id, by_moscow, place, number, only_for, and_for, state, size_halves)
  WHERE open = 1 AND epic = 0 AND by_moscow < 4611686018427387904;
CREATE INDEX story_owned ON story (product_id, owner_id, open, place, number, only_for, and_for, state, epic) WHERE owner_id <> '';
CREATE INDEX story_owner ON story (owner_id, created_us, id) WHERE open = 1 AND owner_id <> '';
CREATE INDEX story_parent ON story (parent_id) WHERE parent_id <> 0;
CREATE INDEX story_rice ON story (product_id, by_rice, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_rice < 4611686018427387904;
CREATE INDEX story_sprint ON story (sprint_id) WHERE sprint_id <> 0;
CREATE INDEX story_state ON story (product_id, state, place, number, only_for, and_for, epic);
CREATE INDEX story_stream ON story (product_id, stream, open, place, number, only_for, and_for, state, epic) WHERE stream <> '';
CREATE INDEX story_touched ON story (product_id, touched_us, id) WHERE state IN ('draft', 'ready') AND epic = 0;
CREATE INDEX story_value ON story (product_id, by_value, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_value < 4611686018427387904;
CREATE INDEX story_votes ON story (product_id, by_votes, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_votes < 4611686018427387904;
CREATE INDEX story_wsjf ON story (product_id, by_wsjf, place, number, only_for, and_for, state)
  WHERE open = 1 AND epic = 0 AND by_wsjf < 4611686018427387904;
