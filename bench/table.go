package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// table is what was measured: a row for each deed, two columns for each size.
type table struct {
	sizes []int
	names []string
	cells map[string]map[int]figures
}

func (t *table) add(size int, name string, f figures) {
	if !slices.Contains(t.sizes, size) {
		t.sizes = append(t.sizes, size)
	}
	if t.cells == nil {
		t.cells = map[string]map[int]figures{}
	}
	if t.cells[name] == nil {
		t.names, t.cells[name] = append(t.names, name), map[int]figures{}
	}
	t.cells[name][size] = f
}

// markdown is the table as README.md shows it: median and 99th percentile in
// milliseconds, and how much slower the largest file is than the smallest.
func (t *table) markdown() string {
	var out strings.Builder
	out.WriteString("| p50 / p99 in ms |")
	for _, size := range t.sizes {
		fmt.Fprintf(&out, " %d |", size)
	}
	out.WriteString(" p99, last : first |\n|---|" + strings.Repeat("---|", len(t.sizes)+1) + "\n")
	for _, name := range t.names {
		row := t.cells[name]
		fmt.Fprintf(&out, "| %s |", name)
		for _, size := range t.sizes {
			fmt.Fprintf(&out, " %s / %s |", millis(row[size].median), millis(row[size].p99))
		}
		first, last := row[t.sizes[0]], row[t.sizes[len(t.sizes)-1]]
		fmt.Fprintf(&out, " %.1f |\n", float64(last.p99)/float64(first.p99))
	}
	return out.String()
}

func millis(d time.Duration) string {
	return fmt.Sprintf("%.2f", float64(d)/float64(time.Millisecond))
}
