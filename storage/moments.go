package storage

import (
	"context"
	"database/sql"
	"fmt"
)

// moments lends unchanging moments of a database to those who read.
type moments struct {
	engine engine
	pool   *sql.DB // nil until it is open
}

func (m *moments) read(ctx context.Context, fn func(*Tx) error) error {
	snapshot, err := m.begin(ctx)
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer snapshot.Rollback() // nothing to keep
	tx := &Tx{conn: snapshot, engine: m.engine}
	defer tx.end()
	return fn(tx)
}

// begin waits for a server that comes back soon.
func (m *moments) begin(ctx context.Context) (snapshot *sql.Tx, err error) {
	err = patiently(ctx, func() error {
		snapshot, err = m.pool.BeginTx(ctx, m.engine.moment())
		return err
	})
	return snapshot, err
}

func (m *moments) close() error {
	if m.pool == nil {
		return nil
	}
	return m.pool.Close()
}
