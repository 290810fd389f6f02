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
	conn, err := m.begin(ctx)
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer m.end(context.WithoutCancel(ctx), conn)
	tx := &Tx{conn: conn, engine: m.engine}
	defer tx.end()
	return fn(tx)
}

// begin waits for a server that comes back soon. It does without the
// transactions of database/sql, which start a goroutine each and one for every
// query, to listen for the end of a context.
func (m *moments) begin(ctx context.Context) (conn *sql.Conn, err error) {
	err = patiently(ctx, func() error {
		if conn, err = m.pool.Conn(ctx); err != nil {
			return err
		}
		if err = m.run(ctx, conn, m.engine.moment()); err != nil {
			abandon(conn)
		}
		return err
	})
	return conn, err
}

// end keeps nothing: there is nothing to keep.
func (m *moments) end(ctx context.Context, conn *sql.Conn) {
	if m.run(ctx, conn, "ROLLBACK") != nil {
		abandon(conn)
	}
	_ = conn.Close() // it goes back to the pool
}

func (m *moments) run(ctx context.Context, conn *sql.Conn, statement string) error {
	ctx, free := m.engine.bound(ctx)
	defer free()
	return run(ctx, conn, statement)
}

func (m *moments) close() error {
	if m.pool == nil {
		return nil
	}
	return m.pool.Close()
}
