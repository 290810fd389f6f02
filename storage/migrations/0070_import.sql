-- +goose Up

-- Where imported stories came from: why the same export, imported again, adds
-- nothing.
CREATE TABLE story_source (
  product_id  INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  source      TEXT NOT NULL, -- the tool: "jira"
  external_id TEXT NOT NULL, -- of the tool: "SHOP-12"
  story_id    INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  PRIMARY KEY (product_id, source, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_source_story ON story_source (story_id);

-- +goose Down
DROP TABLE story_source;
