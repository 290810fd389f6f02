package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"pogo/scrum"
)

// backupMark ends the name of a file beside a database that was last changed
// when the last backup was made. It is no table: a backup only reads, also
// while a bot writes.
const backupMark = ".backed-up"

// NoteBackup keeps that a backup of a database file was made at an instant.
func NoteBackup(path string, at time.Time) error {
	mark := fileOf(path) + backupMark
	err := os.WriteFile(mark, nil, 0o600)
	if err == nil {
		err = os.Chtimes(mark, at, at)
	}
	if err != nil {
		return fmt.Errorf("note that there is a backup: %w", err)
	}
	return nil
}

// LastBackup returns when the last backup of a database file was made, or
// [scrum.ErrNotFound].
func LastBackup(path string) (time.Time, error) {
	mark, err := os.Stat(fileOf(path) + backupMark)
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, fmt.Errorf("a backup of %s: %w", path, scrum.ErrNotFound)
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("look for the last backup: %w", err)
	}
	return mark.ModTime(), nil
}
