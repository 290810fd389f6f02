package main

import (
	"context"
	"fmt"
	"runtime/debug"

	"pogo/storage"
)

// versionCommand prints what this binary is made of.
type versionCommand struct{}

// Run implements subcommand.
func (versionCommand) Run(_ context.Context, w world) error {
	_, err := fmt.Fprintf(w.out, "pogo %s, SQLite %s\n", version(), storage.SQLiteVersion())
	if err != nil {
		return fmt.Errorf("print the version: %w", err)
	}
	return nil
}

// version is the module's version and the commit it was built from, as far as
// the build recorded them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	text, commit := info.Main.Version, ""
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			commit = s.Value[:12]
		}
	}
	if commit == "" {
		return text
	}
	return text + " (" + commit + ")"
}
