package storage

import (
	"errors"
	"fmt"
	"os"
)

// errParted says that what belongs to the file went away under the process. What
// was kept is in the log, which is open still and is moved into the file at the
// end of the process, whatever its name has become. Until then nobody may begin
// to read or write: they would make the log or the lock anew and know nothing of
// each other.
var errParted = errors.New("a file beside the database was moved, replaced or deleted")

// besides are the files that SQLite and we keep beside the database, as they were
// when it was opened.
type besides []beside

type beside struct {
	path string
	file os.FileInfo
}

func lookBeside(path string) (besides, error) {
	var found besides
	endings := []string{"-wal", "-shm"}
	if exclusive {
		endings = append(endings, lockEnding)
	}
	for _, ending := range endings {
		name := path + ending
		file, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("look at what is beside the database: %w", err)
		}
		found = append(found, beside{name, file})
	}
	return found, nil
}

// inPlace returns [errParted] unless all of them still stand where they did.
func (b besides) inPlace() error {
	for _, f := range b {
		if !stands(f.path, f.file) {
			return fmt.Errorf("%w: %s; what was kept is moved into the database as Pogo ends, start it again then", errParted, f.path)
		}
	}
	return nil
}

// stands reports whether a path still leads to a file.
func stands(path string, file os.FileInfo) bool {
	now, err := os.Stat(path)
	return err == nil && os.SameFile(file, now)
}
