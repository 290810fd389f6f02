CREATE TABLE product (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id  TEXT NOT NULL UNIQUE,
  key         TEXT NOT NULL UNIQUE,
  owner_id    TEXT NOT NULL,
  lang        TEXT NOT NULL,              -- '' until known
  zone        TEXT NOT NULL,              -- IANA name, '' for the owner's
  next_number INTEGER NOT NULL DEFAULT 1, -- of the next story; never goes back
  created_us  INTEGER NOT NULL
, must_be_ready INTEGER NOT NULL DEFAULT 0 CHECK (must_be_ready IN (0, 1)), privacy_id TEXT, vote_emoji TEXT NOT NULL DEFAULT '{}', guests_out INTEGER NOT NULL DEFAULT 0 CHECK (guests_out IN (0, 1)), holidays TEXT NOT NULL DEFAULT '', escalate_id TEXT) STRICT;
CREATE INDEX product_owner ON product (owner_id);
