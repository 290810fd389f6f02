package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/stdlib"

	"pogo/scrum"
)

// text implements engine: the statements are written as PostgreSQL has them.
func (*postgres) text(query string) string { return query }

func (*postgres) tellsID() bool { return false }

// longest is how long a statement may take before its connection counts as
// broken. No statement of ours takes long; a network that swallows everything
// takes forever.
const longest = 30 * time.Second

// bound implements engine.
func (*postgres) bound(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, longest)
}

// takeTurn begins a transaction and waits until no other process writes. The
// lock comes before the first look at anything, so that the transaction sees
// what the others committed. Of a process that is frozen, or that a network
// parted from the server, the transaction is ended after a while: the others
// wait for it.
const takeTurn = `BEGIN ISOLATION LEVEL SERIALIZABLE;
	SET LOCAL idle_in_transaction_session_timeout = '2s';
	SET LOCAL lock_timeout = '20s';
	LOCK TABLE writer IN EXCLUSIVE MODE`

// begin implements engine. After a failure nobody knows the connection's
// state, and it may lead to a server that takes no changes any more.
func (*postgres) begin(ctx context.Context, conn *sql.Conn, synced bool) error {
	ctx, free := context.WithTimeout(ctx, longest)
	defer free()
	turn := takeTurn
	if !synced {
		turn += "; SET LOCAL synchronous_commit = off"
	}
	err := run(ctx, conn, turn)
	if err != nil {
		abandon(conn)
	}
	return err
}

// commit implements engine. The batch leaves its number, by which kept can tell
// whether it was committed.
func (p *postgres) commit(ctx context.Context, conn *sql.Conn) error {
	ctx, free := context.WithTimeout(ctx, longest)
	defer free()
	p.batch++
	return run(ctx, conn, fmt.Sprintf(`INSERT INTO writer (id, batch, at) VALUES ('%s', %d, now())
		ON CONFLICT (id) DO UPDATE SET batch = excluded.batch, at = excluded.at; COMMIT`, p.id, p.batch))
}

const lastBatch = `SELECT batch FROM writer WHERE id = $1`

// kept implements engine. Once the turn is ours, the transaction that was lost
// has ended one way or the other: it had the lock.
func (p *postgres) kept(ctx context.Context, conn *sql.Conn) (bool, error) {
	if err := p.begin(ctx, conn, true); err != nil {
		return false, err
	}
	tx := &Tx{conn: conn, engine: p, writes: true}
	last, err := one(ctx, tx, scalar[int64], lastBatch, p.id)
	if errors.Is(err, scrum.ErrNotFound) {
		err = nil
	}
	return last == p.batch, errors.Join(err, run(ctx, conn, "ROLLBACK"))
}

// outside implements engine.
func (*postgres) outside(conn *sql.Conn) bool {
	outside := true
	err := conn.Raw(func(c any) error {
		if c, ok := c.(*stdlib.Conn); ok {
			outside = c.Conn().IsClosed() || c.Conn().PgConn().TxStatus() == 'I'
		}
		return nil
	})
	return outside || err != nil
}

// forgetProcesses takes away those that were killed long ago.
const forgetProcesses = `DELETE FROM writer WHERE at < now() - interval '7 days'`

// ready implements engine.
func (*postgres) ready(ctx context.Context, conn *sql.Conn) error {
	return run(ctx, conn, forgetProcesses)
}

// done implements engine.
func (p *postgres) done(ctx context.Context, conn *sql.Conn) error {
	return run(ctx, conn, fmt.Sprintf("DELETE FROM writer WHERE id = '%s'", p.id))
}

// erasing are the tables from which something is deleted that must leave no
// trace. What was deleted stays in the server's log of changes, and in what
// copies that, until the server reuses it: docs/privacy.md says so.
const erasing = `VACUUM ballot_key, ballot_paper, mood, mood_tap, mood_week, poker_key, poker_vote, retro_author, retro_key`

// scrub implements engine.
func (*postgres) scrub(ctx context.Context, conn *sql.Conn) (bool, error) {
	ctx, free := context.WithTimeout(ctx, longest)
	defer free()
	err := run(ctx, conn, erasing)
	return err == nil, err
}

// tidy implements engine: the server sees to that by itself.
func (*postgres) tidy(context.Context) error { return nil }

// abandon closes the connection.
func abandon(conn *sql.Conn) {
	_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // as database/sql wants it
}

// alive reports whether the connection may still be used.
func alive(conn *sql.Conn) bool {
	return conn.Raw(func(c any) error {
		if c, ok := c.(*stdlib.Conn); ok && c.Conn().IsClosed() {
			return driver.ErrBadConn
		}
		return nil
	}) == nil
}
