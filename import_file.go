package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// openSource opens the file of an import; "-" is standard input. What cannot
// be read twice, as a pipe cannot, is copied first. The caller calls done.
func openSource(name string, in io.Reader) (file *os.File, done func(), err error) {
	if name == "-" {
		return spooled(in)
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("there is no file %s", name)
	case err == nil && info.IsDir():
		return nil, nil, fmt.Errorf("%s is a directory: name the file in it", name)
	}
	given, err := os.Open(name) //nolint:gosec // because a person says which file
	if err != nil {
		return nil, nil, fmt.Errorf("open the file: %w", err)
	}
	shut := func() { _ = given.Close() } // it was only read
	if info.Mode().IsRegular() {
		return given, shut, nil
	}
	defer shut()
	return spooled(given)
}

// spooled copies a stream into a file that is gone after done.
func spooled(in io.Reader) (file *os.File, done func(), err error) {
	file, err = os.CreateTemp("", "pogo-import-*") // readable by its owner alone
	if err != nil {
		return nil, nil, fmt.Errorf("create a file for what comes in: %w", err)
	}
	done = func() {
		_ = file.Close()
		_ = os.Remove(file.Name())
	}
	if _, err := io.Copy(file, in); err != nil {
		done()
		return nil, nil, fmt.Errorf("read what comes in: %w", err)
	}
	return file, done, nil
}
