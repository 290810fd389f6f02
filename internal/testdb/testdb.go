// Package testdb gives each test a database of its own: a file of SQLite or,
// where [Server] names a PostgreSQL server, a database there. The same tests
// run on both.
package testdb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

// Server is the environment variable with the address of a server on which a
// test may create databases: postgres://pogo@127.0.0.1:5432/postgres. They are
// named pogo_test_… and gone with the tests.
const Server = "POGO_TEST_POSTGRES"

// OnServer reports whether the tests run on PostgreSQL.
func OnServer() bool { return os.Getenv(Server) != "" }

// NeedServer skips a test that is about PostgreSQL alone.
func NeedServer(tb testing.TB) {
	tb.Helper()
	if !OnServer() {
		tb.Skip("this is about PostgreSQL: set " + Server + " to the address of a server to run it")
	}
}

// NeedFile skips a test that is about SQLite alone.
func NeedFile(tb testing.TB) {
	tb.Helper()
	if OnServer() {
		tb.Skip("this is about the file of SQLite")
	}
}

// Address is where an empty database of the test's own is, or will be.
func Address(tb testing.TB) string {
	tb.Helper()
	address, drop, err := New(tb.TempDir())
	return ours(tb, address, drop, err)
}

// ours takes a database away with its test.
func ours(tb testing.TB, address string, drop func() error, err error) string {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := drop(); err != nil {
			tb.Error(err)
		}
	})
	return address
}

// New is [Address] for whoever has no test at hand, only its folder; drop takes
// the database away.
func New(dir string) (address string, drop func() error, err error) {
	if !OnServer() {
		return filepath.Join(dir, "pogo.db"), func() error { return nil }, nil
	}
	return create("template0")
}

// create makes a database as another one is, and returns a function that
// takes it away.
func create(template string) (address string, drop func() error, err error) {
	at, err := url.Parse(os.Getenv(Server))
	if err != nil {
		return "", nil, err
	}
	name := "pogo_test_" + strings.ToLower(rand.Text())
	if err := run("CREATE DATABASE " + name + " TEMPLATE " + template + " ENCODING 'UTF8'"); err != nil {
		return "", nil, err
	}
	at.Path = "/" + name
	return at.String(), func() error { return run("DROP DATABASE " + name + " WITH (FORCE)") }, nil
}

func run(statement string) error {
	server, err := sql.Open("pgx", os.Getenv(Server))
	if err != nil {
		return err
	}
	defer func() { _ = server.Close() }()
	_, err = server.ExecContext(context.Background(), statement)
	return err
}
