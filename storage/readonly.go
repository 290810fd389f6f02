package storage

import (
	"context"
	"errors"
	"fmt"
)

// ReadOnly is a database that is read beside whoever has it open, such as a
// running bot. It is safe for concurrent use.
type ReadOnly struct {
	engine  engine
	moments moments
}

// OpenReadOnly opens a database to read it, whether or not another process
// has it open; that one goes on undisturbed. It changes no table: a file of an
// older or newer version than this program's is refused with what to do, and
// one that is not there, or a server's without tables, is [scrum.ErrNotFound].
//
// While a Read lasts, what is written meanwhile stays in the log beside the
// file, and so does what was erased there: Reads should end.
func OpenReadOnly(ctx context.Context, path string) (*ReadOnly, error) {
	if err := present(path); err != nil {
		return nil, err
	}
	engine, err := engineFor(path)
	if err != nil {
		return nil, err
	}
	readers, err := engine.openReaders(ctx)
	if err != nil {
		return nil, engine.explain(err)
	}
	if err := checkVersion(ctx, engine, readers); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", engine, engine.explain(err)), readers.Close())
	}
	return &ReadOnly{engine: engine, moments: moments{engine: engine, pool: readers}}, nil
}

// Read runs fn on one unchanging moment of the database, as [DB.Read] does.
func (r *ReadOnly) Read(ctx context.Context, fn func(*Tx) error) error {
	return r.moments.read(ctx, fn)
}

// Close ends all reading.
func (r *ReadOnly) Close() error {
	if err := r.moments.close(); err != nil {
		return fmt.Errorf("close %s: %w", r.engine, err)
	}
	return nil
}
