-- +goose Up

-- What a need that waits for an answer brings along.
ALTER TABLE draft ADD COLUMN criteria TEXT NOT NULL DEFAULT '[]'; -- JSON list of texts
ALTER TABLE draft ADD COLUMN author_id TEXT NOT NULL DEFAULT ''; -- who asked for it, '' for the person
ALTER TABLE draft ADD COLUMN origin_channel TEXT NOT NULL DEFAULT ''; -- where it was said, if in a message,
ALTER TABLE draft ADD COLUMN origin_thread TEXT NOT NULL DEFAULT ''; -- and the timestamp that answers go under
ALTER TABLE draft ADD COLUMN permalink TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE draft DROP COLUMN permalink;
ALTER TABLE draft DROP COLUMN origin_thread;
ALTER TABLE draft DROP COLUMN origin_channel;
ALTER TABLE draft DROP COLUMN author_id;
ALTER TABLE draft DROP COLUMN criteria;
