package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"pogo/scrum"
)

// sentence says in one line, and with what to do, what an error says in its own
// way; what it is remains to be found by errors.Is and errors.As.
type sentence struct {
	said  string
	cause error
}

func (s *sentence) Error() string { return s.said }

func (s *sentence) Unwrap() error { return s.cause }

func say(cause error, format string, args ...any) error {
	return &sentence{fmt.Sprintf(format, args...), cause}
}

// present refuses to read a database where there is none, or no file.
func present(path string) error {
	if IsServer(path) {
		return nil
	}
	switch file, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return say(scrum.ErrNotFound, "there is no database %s: name the one that the bot uses, by --database or POGO_DATABASE", path)
	case err == nil:
		return regular(path, file)
	default:
		return nil // what else is wrong is said by opening it
	}
}

// explain implements engine.
func (s *sqlite) explain(err error) error {
	if e, ok := errors.AsType[sqlite3.Error](err); ok && (e.Code == sqlite3.ErrReadonly || e.Code == sqlite3.ErrCantOpen) {
		return say(err, "%s cannot be opened, because even to read it SQLite keeps files beside it (%v): let the user that runs this program write in %s, or copy it elsewhere",
			s.path, e, filepath.Dir(s.path))
	}
	return repairable(err, s.path)
}
