package storage

// Hurry lets a test go on before the disk has what it wrote: only a power cut
// would tell the difference.
func (db *DB) Hurry() error {
	if db.engine.shared() {
		return nil
	}
	return db.writer.exec("PRAGMA synchronous = OFF")
}

// AsSQLite is a statement as SQLite gets it.
func AsSQLite(statement string) string { return new(texts).sqlite(statement) }

// Sync has SQLite sync as carefully as a mode says.
func (db *DB) Sync(mode string) error { return db.writer.exec("PRAGMA synchronous = " + mode) }
