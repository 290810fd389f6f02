package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"
)

// How often each setting does what.
const (
	pragmaCommits = 400
	pragmaBatches = 40
	pragmaBatch   = 64
	pragmaReads   = 2_000
)

// What storage says of its connections: storage/sqlite.go.
const (
	pragmaWriter = "_txlock=immediate&_foreign_keys=on&_busy_timeout=5000"
	pragmaReader = "mode=ro&_query_only=on&_busy_timeout=5000"
)

// trial is a file opened in one way.
type trial struct {
	write, read *sql.Conn
	stories     int
	changed     int
	now         clock
	*rand.Rand
}

// measure opens a file and does what bots do with it.
func (s setting) measure(ctx context.Context, path string, now clock) (c cost, err error) {
	if s.pageSize > 0 {
		if err := repage(ctx, path, s.pageSize); err != nil {
			return c, err
		}
	}
	t := &trial{now: now, Rand: rand.New(rand.NewPCG(1, 2))} //nolint:gosec // to be the same each time
	write, err := s.open(ctx, path, pragmaWriter+"&"+instead(s.writer, "_journal_mode=WAL&_synchronous=FULL&_secure_delete=on&_cache_size=-4096&_stmt_cache_size=128"))
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, write.close()) }() // who writes ends last, and takes the log along
	read, err := s.open(ctx, path, pragmaReader+"&"+instead(s.readers, "_cache_size=-1024&_stmt_cache_size=128"))
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, read.close()) }()
	t.write, t.read = write.Conn, read.Conn
	if err := t.read.QueryRowContext(ctx, "SELECT MAX(number) FROM story WHERE product_id = 1").Scan(&t.stories); err != nil {
		return c, fmt.Errorf("count the stories: %w", err)
	}
	return t.costs(ctx)
}

// instead adds to chosen parameters the usual ones that they do not replace.
func instead(params, usual string) string {
	for p := range strings.SplitSeq(usual, "&") {
		if name, _, _ := strings.Cut(p, "="); !strings.Contains(params, name+"=") {
			params += "&" + p
		}
	}
	return params
}

// opened is a connection and the pool that it is of.
type opened struct {
	*sql.Conn
	pool *sql.DB
}

func (o opened) close() error { return errors.Join(o.Close(), o.pool.Close()) }

func (s setting) open(ctx context.Context, path, params string) (opened, error) {
	pool, err := sql.Open("sqlite3", "file:"+path+"?"+params)
	if err != nil {
		return opened{}, fmt.Errorf("open the file: %w", err)
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return opened{}, errors.Join(fmt.Errorf("open the file: %w", err), pool.Close())
	}
	o := opened{conn, pool}
	for _, p := range []string{"PRAGMA temp_store = MEMORY", s.pragma} {
		if _, err := conn.ExecContext(ctx, p); err != nil {
			return opened{}, errors.Join(fmt.Errorf("%s: %w", p, err), o.close())
		}
	}
	return o, nil
}

// repage gives a file another page size.
func repage(ctx context.Context, path string, size int) error {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=DELETE")
	if err != nil {
		return fmt.Errorf("open the file: %w", err)
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf("PRAGMA page_size = %d; VACUUM", size))
	return errors.Join(err, db.Close())
}

func (t *trial) costs(ctx context.Context) (c cost, err error) {
	if c.commit, c.commit99, err = t.often(pragmaCommits, func() error { return t.commit(ctx, 1) }); err != nil {
		return c, err
	}
	began := t.now()
	for range pragmaBatches {
		if err := t.commit(ctx, pragmaBatch); err != nil {
			return c, err
		}
	}
	c.batch = pragmaBatches * pragmaBatch / t.now().Sub(began).Seconds()
	if c.read, c.read99, err = t.often(pragmaReads, func() error { return t.look(ctx) }); err != nil {
		return c, err
	}
	self, err := weightOf(os.Getpid())
	c.memory = self.most
	return c, err
}

// often does something many times, and tells how long it took in the median
// and at the 99th percentile, in microseconds.
func (t *trial) often(n int, do func() error) (p50, p99 float64, err error) {
	took := make([]time.Duration, 0, n)
	for range n {
		began := t.now()
		if err := do(); err != nil {
			return 0, 0, err
		}
		took = append(took, t.now().Sub(began))
	}
	slices.Sort(took)
	micro := func(percent int) float64 { return float64(took[n*percent/100]) / float64(time.Microsecond) }
	return micro(50), micro(99), nil
}

// commit keeps so many 👍 together: the key of the event, the reaction, and the
// count of the story with the indexes that follow it.
func (t *trial) commit(ctx context.Context, changes int) error {
	statements := []string{"BEGIN IMMEDIATE"}
	for range changes {
		t.changed++
		statements = append(statements,
			fmt.Sprintf("INSERT INTO seen (key, at_us) VALUES ('event %d', %d)", t.Uint64(), t.changed),
			fmt.Sprintf("INSERT INTO reaction (channel_id, message_ts, person_id, emoji, tone, at_us, added) VALUES ('C1', '%d', 'U%d', '+1', 0, 1, 1)", t.IntN(t.stories), t.changed),
			fmt.Sprintf("UPDATE story SET thumbs = thumbs + 1 WHERE product_id = 1 AND number = %d", 1+t.IntN(t.stories)))
	}
	for _, s := range append(statements, "COMMIT") {
		if _, err := t.write.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// look reads twenty stories somewhere in the file.
func (t *trial) look(ctx context.Context) error {
	rows, err := t.read.QueryContext(ctx, "SELECT text FROM story WHERE product_id = 1 AND number >= ?1 ORDER BY number LIMIT 20", t.IntN(t.stories))
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = rows.Close() }() // rows.Err says what went wrong
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return fmt.Errorf("read: %w", err)
		}
	}
	return rows.Err()
}
