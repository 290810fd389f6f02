package testdb

import (
	"database/sql"
	"errors"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// The points at which [DieAt] kills a process, as SQLite tells of them.
const (
	BeforeCommit = "before a commit of SQLite"      // all of a transaction is written, and nothing kept
	AfterCommit  = "after a commit of SQLite"       // at the first statement that follows
	InTheMiddle  = "in the middle of a transaction" // after a change of a row
)

// DieAt has the connections to files that are opened from now on kill this process,
// as kill -9 does, when they reach a point for the nth time:
// "before a commit of SQLite#2". For "" they live.
func DieAt(where string) error {
	point, nth, ok := strings.Cut(where, "#")
	if !ok {
		return nil
	}
	left, err := strconv.Atoi(nth)
	if err != nil {
		return err
	}
	pool, err := sql.Open("sqlite3", "")
	if err != nil {
		return err
	}
	driver, ok := pool.Driver().(*sqlite3.SQLiteDriver)
	if !ok {
		return errors.New("this is another driver")
	}
	driver.ConnectHook = func(conn *sqlite3.SQLiteConn) error {
		watch(conn, point, func() {
			if left--; left == 0 {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {} // the signal is on its way
			}
		})
		return nil
	}
	return pool.Close()
}

// watch has a connection tell when it reaches a point.
func watch(conn *sqlite3.SQLiteConn, point string, reached func()) {
	switch point {
	case BeforeCommit:
		conn.RegisterCommitHook(func() int { reached(); return 0 })
	case AfterCommit:
		commits := 0
		conn.RegisterCommitHook(func() int { commits++; return 0 })
		conn.RegisterAuthorizer(func(int, string, string, string) int {
			for ; commits > 0; commits-- {
				reached()
			}
			return sqlite3.SQLITE_OK
		})
	case InTheMiddle:
		conn.RegisterUpdateHook(func(int, string, string, int64) { reached() })
	}
}
