package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"pogo/scrum"
)

// ReadOnly is a database that is read beside whoever has it open, such as a
// running bot. It is safe for concurrent use.
type ReadOnly struct {
	path    string
	readers *sql.DB
	texts   *texts
}

// OpenReadOnly opens a database to read it, whether or not another process
// has it open; that one goes on undisturbed. It changes no table: a file of an
// older or newer version than this program's is refused with what to do.
//
// While a Read lasts, what is written meanwhile stays in the log beside the
// file, and so does what was erased there: Reads should end.
func OpenReadOnly(ctx context.Context, path string) (*ReadOnly, error) {
	if err := checkSQLite(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no database %s: %w", path, scrum.ErrNotFound)
	}
	readers, err := openReaders(ctx, path)
	if err != nil {
		return nil, err
	}
	if err := checkVersion(ctx, readers); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), readers.Close())
	}
	return &ReadOnly{path: path, readers: readers, texts: &texts{}}, nil
}

// Read runs fn on one unchanging moment of the database, as [DB.Read] does.
func (r *ReadOnly) Read(ctx context.Context, fn func(*Tx) error) error {
	snapshot, err := r.readers.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer snapshot.Rollback() // nothing to keep
	tx := &Tx{conn: snapshot, texts: r.texts}
	defer tx.end()
	return fn(tx)
}

// Close ends all reading.
func (r *ReadOnly) Close() error {
	if err := r.readers.Close(); err != nil {
		return fmt.Errorf("close %s: %w", r.path, err)
	}
	return nil
}
