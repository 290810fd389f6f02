package testdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Template is a database with all its tables and nothing in them, which is made
// once and copied: the steps to the newest tables take longer than most tests.
type Template struct {
	made func() (original, error) // once
	drop func() error             // takes the original away
}

// original is what is copied: the content of a file, or the name of a database
// on the server.
type original struct {
	file []byte
	name string
}

// NewTemplate has migrate, which opens the database at an address, make the
// tables when they are first needed.
func NewTemplate(migrate func(ctx context.Context, address string) (io.Closer, error)) *Template {
	m := &Template{drop: func() error { return nil }} // none is made yet
	m.made = sync.OnceValues(func() (o original, err error) {
		dir, err := os.MkdirTemp("", "pogo-tables-")
		if err != nil {
			return o, err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		address, drop, err := New(dir)
		if err != nil {
			return o, err
		}
		m.drop = drop
		db, err := migrate(context.Background(), address)
		if err != nil {
			return o, err
		}
		if err := db.Close(); err != nil {
			return o, err
		}
		if OnServer() {
			at, err := url.Parse(address)
			if err == nil {
				o.name = strings.TrimPrefix(at.Path, "/")
			}
			return o, err
		}
		o.file, err = os.ReadFile(address) //nolint:gosec // we named it
		return o, err
	})
	return m
}

// Tests are what testing.M can do.
type Tests interface{ Run() int }

// Around is the tests of a package and, when they have run, the end of the
// template: TestMain(m) runs it in the place of m.
func (m *Template) Around(tests Tests) Tests { return around{tests, m} }

type around struct {
	Tests

	template *Template
}

// Run implements Tests.
func (a around) Run() int {
	code := a.Tests.Run()
	if err := a.template.drop(); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "take the template away:", err)
		return max(code, 1)
	}
	return code
}

// Address is where a copy of the test's own is.
func (m *Template) Address(tb testing.TB) string {
	tb.Helper()
	address, drop, err := m.New(tb.TempDir())
	return ours(tb, address, drop, err)
}

// New is Address for whoever has no test at hand, only its folder; drop takes
// the copy away.
func (m *Template) New(dir string) (address string, drop func() error, err error) {
	o, err := m.made()
	if err != nil {
		return "", nil, err
	}
	if OnServer() {
		return create(o.name)
	}
	address = filepath.Join(dir, "pogo.db")
	return address, func() error { return nil }, os.WriteFile(address, o.file, 0o600)
}
