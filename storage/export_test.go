package storage

import (
	"context"
	"database/sql"
)

// Hurry lets a test go on before the disk has what it wrote: only a power cut
// would tell the difference.
func (db *DB) Hurry() error {
	file, ok := db.engine.(*sqlite)
	if !ok {
		return nil
	}
	db.engine = hurried{file}
	return db.writer.exec("PRAGMA synchronous = OFF")
}

// hurried is a file whose commits are never synced.
type hurried struct{ *sqlite }

func (hurried) begin(ctx context.Context, conn *sql.Conn, _ bool) error {
	return run(ctx, conn, "BEGIN IMMEDIATE")
}

// AsSQLite is a statement as SQLite gets it.
func AsSQLite(statement string) string { return new(texts).sqlite(statement) }

// Sync has SQLite sync as carefully as a mode says.
func (db *DB) Sync(mode string) error { return db.writer.exec("PRAGMA synchronous = " + mode) }
