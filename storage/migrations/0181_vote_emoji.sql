-- +goose Up

-- Which reactions to a card say what, where a product has chosen its own.
ALTER TABLE product ADD COLUMN vote_emoji TEXT NOT NULL DEFAULT '{}'; -- JSON

-- What somebody was told about their reactions to a message: once is enough.
CREATE TABLE reaction_told (
  channel_id TEXT NOT NULL,
  message_ts TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  what       TEXT NOT NULL, -- "both": they say yes and no
  PRIMARY KEY (channel_id, message_ts, person_id, what)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE reaction_told;
ALTER TABLE product DROP COLUMN vote_emoji;
