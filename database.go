package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"pogo/scrum"
	"pogo/storage"
)

// defaultDatabase is the file that is used when nobody names another place.
const defaultDatabase = "pogo.db"

// databaseAddress is where everything is kept: what was given or, because the
// address of a server may hold a password, what stands in the file that
// POGO_DATABASE_FILE names.
func databaseAddress(given string, env func(string) (string, bool)) (string, error) {
	given = strings.TrimRight(given, "\r\n") // of a secret
	file, _ := env("POGO_DATABASE_FILE")
	if file == "" {
		return given, nil
	}
	if named, _ := env("POGO_DATABASE"); named != "" {
		return "", errors.New("POGO_DATABASE and POGO_DATABASE_FILE are both set; keep one")
	}
	if given != "" && given != defaultDatabase {
		return given, nil // the flag wins
	}
	data, err := os.ReadFile(file) //nolint:gosec // because the administrator names the file
	if err != nil {
		return "", fmt.Errorf("POGO_DATABASE_FILE: %w", err)
	}
	return bare(string(data)), nil
}

// isThere reports whether a database exists; one of a server does once it has
// tables. What else may be wrong with it is said when it is opened.
func isThere(ctx context.Context, address string) bool {
	if !storage.IsServer(address) {
		file, err := os.Stat(address)
		return !errors.Is(err, fs.ErrNotExist) && (err != nil || file.Size() > 0) // an empty file is none yet
	}
	db, err := storage.OpenReadOnly(ctx, address)
	if err != nil {
		return !errors.Is(err, scrum.ErrNotFound)
	}
	return db.Close() == nil
}
