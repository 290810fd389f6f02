//go:build unix

package storage

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// exclusive: whoever has the lock has the database alone.
const exclusive = true

// lockFile keeps a second process, or a second DB in this one, from opening
// the same database. The lock goes away with the process, however it ends;
// the file stays.
type lockFile struct{ f *os.File }

func lockBeside(path string) (*lockFile, error) {
	name := path + lockEnding
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the path is the operator's choice
	if err != nil {
		return nil, fmt.Errorf("create lock file: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = fmt.Errorf("%w: stop the one that uses %s, or choose another file", ErrInUse, path)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", name, err), f.Close())
	}
	return &lockFile{f}, nil
}

// release unlocks before it closes: a child that is just being started may have
// the file open for a moment longer.
func (l *lockFile) release() error {
	return errors.Join(syscall.Flock(int(l.f.Fd()), syscall.LOCK_UN), l.f.Close())
}
