-- +goose Up

-- Since when somebody is known to be in a conversation; 0: since before that
-- was kept.
ALTER TABLE member ADD COLUMN since_us INTEGER NOT NULL DEFAULT 0;

-- Who hears of stories about security or personal data; NULL: the owner.
ALTER TABLE product ADD COLUMN privacy_id TEXT;
CREATE INDEX product_owner ON product (owner_id);

-- Who was asked to own a product whose owner is gone.
CREATE TABLE heir (
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  person_id  TEXT NOT NULL,
  asked_us   INTEGER NOT NULL,
  passed     INTEGER NOT NULL DEFAULT 0 CHECK (passed IN (0, 1)), -- they would rather not, or cannot
  PRIMARY KEY (product_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX heir_person ON heir (person_id);

-- +goose Down
DROP TABLE heir;
DROP INDEX product_owner;
ALTER TABLE product DROP COLUMN privacy_id;
ALTER TABLE member DROP COLUMN since_us;
