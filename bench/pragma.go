package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// setting is a database file opened in one way: as storage does, but for one
// thing.
type setting struct {
	name     string
	writer   string // parameters of the connection that writes, which win over the usual ones
	readers  string
	pragma   string // of both connections, once they are open
	pageSize int    // of the file; 0: as it is
}

func settings() []setting {
	return []setting{
		{name: "as storage has it"},
		{name: "synchronous NORMAL", writer: "_synchronous=NORMAL"},
		{name: "synchronous EXTRA", writer: "_synchronous=EXTRA"},
		{name: "journal DELETE", writer: "_journal_mode=DELETE"},
		{name: "secure_delete off", writer: "_secure_delete=off"},
		{name: "cache 32 MB each", writer: "_cache_size=-32768", readers: "_cache_size=-32768"},
		{name: "cache 1 MB, 0.25 MB", writer: "_cache_size=-1024", readers: "_cache_size=-256"},
		{name: "mmap 256 MB", pragma: "PRAGMA mmap_size = 268435456"},
		{name: "page 1 KB", pageSize: 1 << 10},
		{name: "page 16 KB", pageSize: 1 << 14},
		{name: "checkpoint after 100", pragma: "PRAGMA wal_autocheckpoint = 100"},
		{name: "checkpoint after 10,000", pragma: "PRAGMA wal_autocheckpoint = 10000"},
		{name: "temp_store FILE", pragma: "PRAGMA temp_store = FILE"},
		{name: "no statements kept", writer: "_stmt_cache_size=0", readers: "_stmt_cache_size=0"},
	}
}

// cost is what a setting came to.
type cost struct {
	commit, commit99 float64 // one change, in microseconds
	batch            float64 // changes a second, 64 to a commit
	read, read99     float64 // of twenty stories somewhere, in microseconds
	memory           float64 // of the process at its most, in MB
}

func (c *cost) all() []*float64 {
	return []*float64{&c.commit, &c.commit99, &c.batch, &c.read, &c.read99, &c.memory}
}

// runPragma measures each setting in a process of its own, in turn, so many
// rounds, and writes what it costs as a ratio of what is chosen.
func runPragma(ctx context.Context, args []string, now clock, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench pragma", flag.ContinueOnError)
	flags.SetOutput(progress)
	stories := flags.Int("stories", 100_000, "how many are in the file")
	keep := flags.String("keep", "", "a directory, made if need be, whose filled file is used if it is there, and kept")
	rounds := flags.Int("rounds", 3, "how often each is measured")
	only := flags.Int("only", -1, "measure this one, in this process, on -file; for the command itself")
	file := flags.String("file", "", "see -only")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *only >= 0 {
		c, err := settings()[*only].measure(ctx, *file, now)
		if err == nil {
			fmt.Fprintln(out, c.commit, c.commit99, c.batch, c.read, c.read99, c.memory)
		}
		return err
	}
	dir, err := os.MkdirTemp("", "pogo-pragma-")
	if err != nil {
		return fmt.Errorf("make room: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // whatever is left is seen there
	found := make([][]cost, len(settings()))
	for range *rounds {
		for i, s := range settings() {
			if err := filled(ctx, *keep, dir, *stories); err != nil {
				return err
			}
			c, err := apart(ctx, i, filepath.Join(dir, "pogo.db"))
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			fmt.Fprintf(progress, "%-24s %+v\n", s.name, c)
			found[i] = append(found[i], c)
		}
	}
	_, err = io.WriteString(out, ratios(found))
	return err
}

// apart measures a setting in a process of its own, so that its memory is.
func apart(ctx context.Context, i int, path string) (c cost, err error) {
	self, err := os.Executable()
	if err != nil {
		return c, fmt.Errorf("find this program: %w", err)
	}
	child := exec.CommandContext(ctx, self, "pragma", "-only", strconv.Itoa(i), "-file", path) //nolint:gosec // its own program
	child.Stderr = os.Stderr
	said, err := child.Output()
	if err != nil {
		return c, fmt.Errorf("measure it: %w", err)
	}
	if _, err := fmt.Sscan(string(said), &c.commit, &c.commit99, &c.batch, &c.read, &c.read99, &c.memory); err != nil {
		return c, fmt.Errorf("read what it took: %w", err)
	}
	return c, nil
}

// ratios is a table of the medians; those of the first are told as they are.
func ratios(found [][]cost) string {
	var b strings.Builder
	b.WriteString("| | commit p50 | p99 | changes/s, 64 a commit | read p50 | p99 | memory |\n|---|---|---|---|---|---|---|\n")
	first := medians(found[0])
	units := []string{"%.0f µs", "%.0f µs", "%.0f", "%.0f µs", "%.0f µs", "%.1f MB"}
	for i, s := range settings() {
		fmt.Fprintf(&b, "| %s |", s.name)
		c := medians(found[i])
		for k, v := range c.all() {
			if i == 0 {
				fmt.Fprintf(&b, " "+units[k]+" |", *v)
				continue
			}
			fmt.Fprintf(&b, " %.2f |", *v / *first.all()[k])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// medians is that of each figure for itself.
func medians(costs []cost) (m cost) {
	for k, v := range m.all() {
		list := make([]float64, 0, len(costs))
		for _, c := range costs {
			list = append(list, *c.all()[k])
		}
		slices.Sort(list)
		*v = list[len(list)/2]
	}
	return m
}
