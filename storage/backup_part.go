package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// partPrefix begins the name of a backup until it is whole.
const partPrefix = ".pogo-backup-"

// abandoned is how long nobody writes to a backup that is still being made: it
// is written without a break, and then read once.
const abandoned = time.Hour

// beginPart creates the file that a backup is written to until it is whole,
// readable by its owner alone, and takes away those of backups that were killed.
func beginPart(dir string) (path string, err error) {
	part, err := os.CreateTemp(dir, partPrefix+"*")
	if err != nil {
		return "", err
	}
	made, err := part.Stat()
	if err = errors.Join(err, part.Close()); err == nil {
		err = clearParts(dir, made.ModTime())
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(part.Name()))
	}
	return part.Name(), nil
}

// clearParts removes what backups left in a directory that were killed. What
// time it is the directory's own clock says, which may be a server's.
func clearParts(dir string, now time.Time) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look for what was left: %w", err)
	}
	for _, e := range entries {
		random, ours := strings.CutPrefix(e.Name(), partPrefix)
		if !ours || !digits(random) || !e.Type().IsRegular() {
			continue
		}
		file, err := e.Info()
		if err == nil && now.Sub(file.ModTime()) > abandoned {
			err = os.Remove(filepath.Join(dir, e.Name()))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // another one may clear away too
			return fmt.Errorf("clear away what was left: %w", err)
		}
	}
	return nil
}
