CREATE TABLE backlog_size (
  product_id INTEGER NOT NULL,
  only_for   TEXT NOT NULL,
  and_for    TEXT NOT NULL,
  n          INTEGER NOT NULL,
  PRIMARY KEY (product_id, only_for, and_for)
) STRICT, WITHOUT ROWID;
