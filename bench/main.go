package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"pogo/storage"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out, progress io.Writer) error {
	if len(args) > 0 {
		if measure, ok := subcommands()[args[0]]; ok {
			return measure(ctx, args[1:], time.Now, out, progress)
		}
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(progress)
	sizes := flags.String("sizes", "1000,100000,1000000", "how many stories, for each file")
	dir := flags.String("dir", os.TempDir(), "where the files are made, and removed after")
	keep := flags.String("keep", "", "a directory, made if need be, whose files are used if they are there, and kept")
	if err := flags.Parse(args); err != nil {
		return err
	}
	at := *keep
	if at == "" {
		var err error
		if at, err = os.MkdirTemp(*dir, "pogo-bench-"); err != nil {
			return fmt.Errorf("make room: %w", err)
		}
		defer func() { _ = os.RemoveAll(at) }() // whatever is left is seen there
	} else if err := os.MkdirAll(at, 0o750); err != nil {
		return fmt.Errorf("make room: %w", err)
	}
	var t table
	for size := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1000 {
			return fmt.Errorf("-sizes: %q is no number from 1000 up", size)
		}
		if err := one(ctx, filepath.Join(at, size+".db"), n, &t, progress); err != nil {
			return err
		}
	}
	_, err := io.WriteString(out, t.markdown())
	return err
}

// subcommands are the measures that are no table of sizes, by the word that asks for them.
func subcommands() map[string]func(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	return map[string]func(ctx context.Context, args []string, now clock, out, progress io.Writer) error{
		"clock": runClock, "flood": runFlood, "memory": runMemory, "peers": runPeers, "pragma": runPragma, "result": runResult, "soak": runSoak, "standup": runStandup,
	}
}

// one measures a file, and makes it first if it is not there.
func one(ctx context.Context, path string, n int, t *table, progress io.Writer) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		start := time.Now()
		if err := fill(ctx, path, n); err != nil {
			return err
		}
		file, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("measure the file: %w", err)
		}
		fmt.Fprintf(progress, "%d stories: made in %s, %d MB\n", n, time.Since(start).Round(time.Second), file.Size()>>20)
	}
	db, err := storage.Open(ctx, storage.Config{Path: path})
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	b := &bench{db: db, author: newAuthor(uint64(n)), now: time.Now} //nolint:gosec // n is positive
	err = db.Read(ctx, func(tx *storage.Tx) (err error) {
		b.stories, err = tx.PeekNumber(ctx, bigProduct)
		b.stories--
		return err
	})
	if err == nil {
		err = b.measure(ctx, func(name string, f figures) {
			fmt.Fprintf(progress, "%9d  %-40s %12s %12s %12s %12s\n", n, name, f.median, f.p99, f.work, f.max)
			t.add(n, name, f)
		})
	}
	return errors.Join(err, db.Close())
}
