package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"pogo/storage"
)

// advised adds what to do to what the system says of files and disks. Errors of
// ours say so themselves.
func advised(err error) error {
	if what := remedy(err); what != "" {
		return fmt.Errorf("%w; %s", err, what)
	}
	return err
}

func remedy(err error) string {
	switch {
	case errors.Is(err, storage.ErrFull), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "make room on that disk, or choose another"
	case errors.Is(err, syscall.EADDRINUSE):
		return "another process answers there: stop it, or choose another address"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return "this machine has no such address: choose one that it has"
	}
	at, ok := errors.AsType[*fs.PathError](err)
	if !ok {
		return ""
	}
	folder := filepath.Dir(at.Path)
	switch {
	case errors.Is(err, syscall.EROFS):
		return folder + " is on a disk that is only read: choose another place"
	case errors.Is(err, fs.ErrPermission):
		what := at.Path
		if _, err := os.Lstat(what); err != nil {
			what = folder
		}
		return fmt.Sprintf("give the user that runs this program the right to use %s, or choose another place", what)
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(folder); err != nil {
			return fmt.Sprintf("there is no folder %s: make it, or choose another place", folder)
		}
		return "look at its name"
	}
	return ""
}
