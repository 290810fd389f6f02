CREATE TABLE retro_action (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  retro_id   INTEGER NOT NULL REFERENCES retro (id) ON DELETE CASCADE,
  text       TEXT NOT NULL,    -- as it was written
  owner_id   TEXT NOT NULL,
  due        TEXT NOT NULL,    -- a date of the product's zone
  state      TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  ended_us   INTEGER NOT NULL
) STRICT;
CREATE INDEX retro_action_product ON retro_action (product_id, id);
CREATE INDEX retro_action_retro ON retro_action (retro_id, id);
