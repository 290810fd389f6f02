package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// sample is what Pogo takes at one time.
type sample struct {
	at                   time.Duration // since the first
	resident, heap       float64       // bytes
	goroutines, files    float64
	database, log, waits float64 // bytes, bytes, rows of the outbox
}

func (s sample) String() string {
	return fmt.Sprintf("%8s  %5.1f MB resident  %5.1f MB heap  %3.0f goroutines  %3.0f files  %6.1f MB database  %5.1f MB log  %3.0f wait",
		s.at.Round(time.Second), s.resident/1e6, s.heap/1e6, s.goroutines, s.files, s.database/1e6, s.log/1e6, s.waits)
}

// gauges reads what Pogo says of itself at /metrics.
type gauges struct {
	address string
	now     clock
	first   time.Time
	samples []sample
}

func (g *gauges) last() sample { return g.samples[len(g.samples)-1] }

func (g *gauges) sample(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.address, http.NoBody)
	if err != nil {
		return fmt.Errorf("ask Pogo how it is: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("ask Pogo how it is: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if g.first.IsZero() {
		g.first = g.now()
	}
	s, err := readSample(response.Body)
	if err != nil {
		return err
	}
	s.at = g.now().Sub(g.first)
	g.samples = append(g.samples, s)
	return nil
}

func readSample(from io.Reader) (sample, error) {
	var s sample
	found := map[string]*float64{
		"process_resident_memory_bytes": &s.resident, "go_memstats_heap_alloc_bytes": &s.heap,
		"go_goroutines": &s.goroutines, "process_open_fds": &s.files,
		`pogo_database_bytes{part="file"}`: &s.database, `pogo_database_bytes{part="log"}`: &s.log,
		`pogo_waiting{queue="outbox"}`: &s.waits,
	}
	lines := bufio.NewScanner(from)
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), " ")
		at := found[name]
		if at == nil {
			continue
		}
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return sample{}, fmt.Errorf("read %s: %w", name, err)
		}
		*at = n
		delete(found, name)
	}
	if err := lines.Err(); err != nil {
		return sample{}, fmt.Errorf("read what Pogo says of itself: %w", err)
	}
	if len(found) > 0 {
		return sample{}, fmt.Errorf("read what Pogo says of itself: there is no %s", slices.Sorted(maps.Keys(found)))
	}
	return s, nil
}

// measure is something that may not grow.
type measure struct {
	name   string
	of     func(sample) float64
	unit   float64
	little float64 // by which it may, beyond the allowed share: it breathes
}

func measures() []measure {
	return []measure{
		{"resident memory, MB", func(s sample) float64 { return s.resident }, 1e6, 4e6},
		{"Go heap, MB", func(s sample) float64 { return s.heap }, 1e6, 4e6},
		{"goroutines", func(s sample) float64 { return s.goroutines }, 1, 4},
		{"open files", func(s sample) float64 { return s.files }, 1, 2},
		{"log of the database, MB", func(s sample) float64 { return s.log }, 1e6, 4e6},
	}
}

const allowedGrowth = 0.10

// judge compares the first quarter after the warm-up with the last.
func judge(out io.Writer, samples []sample, warm time.Duration) error {
	after := slices.IndexFunc(samples, func(s sample) bool { return s.at >= warm })
	if after < 0 || len(samples)-after < 4 {
		return fmt.Errorf("%d samples are too few to judge by", len(samples))
	}
	judged := samples[after:]
	quarter := len(judged) / 4
	var grown []string
	fmt.Fprintln(out)
	for _, m := range measures() {
		first, last := median(judged[:quarter], m.of), median(judged[len(judged)-quarter:], m.of)
		verdict := "does not grow"
		if last > first*(1+allowedGrowth)+m.little {
			verdict = "GROWS"
			grown = append(grown, m.name)
		}
		fmt.Fprintf(out, "%-24s %7.1f → %7.1f  %s\n", m.name, first/m.unit, last/m.unit, verdict)
	}
	if len(grown) > 0 {
		return fmt.Errorf("grows: %s", strings.Join(grown, ", "))
	}
	return nil
}

func median(samples []sample, of func(sample) float64) float64 {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// table has the medians of each span of time in a row.
func (g *gauges) table(each time.Duration) string {
	var b strings.Builder
	b.WriteString("| after | resident, MB | Go heap, MB | goroutines | files | database, MB | log, MB | waiting |\n|---|---|---|---|---|---|---|---|\n")
	for rest := g.samples; len(rest) > 0; {
		until := rest[0].at.Truncate(each) + each
		end := slices.IndexFunc(rest, func(s sample) bool { return s.at >= until })
		if end < 0 {
			end = len(rest)
		}
		of := func(value func(sample) float64) float64 { return median(rest[:end], value) }
		fmt.Fprintf(&b, "| %s | %.1f | %.1f | %.0f | %.0f | %.1f | %.1f | %.0f |\n", until.Round(time.Second),
			of(func(s sample) float64 { return s.resident })/1e6, of(func(s sample) float64 { return s.heap })/1e6,
			of(func(s sample) float64 { return s.goroutines }), of(func(s sample) float64 { return s.files }),
			of(func(s sample) float64 { return s.database })/1e6, of(func(s sample) float64 { return s.log })/1e6,
			of(func(s sample) float64 { return s.waits }))
		rest = rest[end:]
	}
	return b.String()
}
