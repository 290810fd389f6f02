package main

import (
	"io"
	"strings"
	"testing"
	"time"
)

// An hour of samples, of which one measure is as the case says.
func soaked(change func(minute int, s *sample)) []sample {
	var all []sample
	for minute := range 60 {
		s := sample{at: time.Duration(minute) * time.Minute, resident: 50e6, heap: 10e6, goroutines: 60, files: 23, log: 4e6}
		change(minute, &s)
		all = append(all, s)
	}
	return all
}

func TestWhatGrowsIsTold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(minute int, s *sample)
		grows  string
	}{
		{"what stays does not", func(int, *sample) {}, ""},
		{"nor what grew in the warm-up", func(minute int, s *sample) { s.resident += 1e6 * float64(min(minute, 10)) }, ""},
		{"nor what breathes", func(minute int, s *sample) { s.heap += 1e6 * float64(minute%8) }, ""},
		{"nor what jumped once", func(minute int, s *sample) { s.goroutines += float64(500 * (minute / 59)) }, ""},
		{"what grows does", func(minute int, s *sample) { s.resident += 1e6 * float64(minute) }, "resident memory"},
		{"so does a goroutine that is left behind with each refresh", func(minute int, s *sample) { s.goroutines += float64(minute / 3) }, "goroutines"},
		{"and a file", func(minute int, s *sample) { s.files += float64(minute / 6) }, "open files"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := judge(io.Discard, soaked(test.change), 10*time.Minute)
			if (err != nil) != (test.grows != "") || err != nil && !strings.Contains(err.Error(), test.grows) {
				t.Errorf("judged: %v, want %q", err, test.grows)
			}
		})
	}
}

func TestASampleIsReadOrSaidToBeIncomplete(t *testing.T) {
	t.Parallel()
	const all = `# HELP go_goroutines Number of goroutines that currently exist.
go_goroutines 61
go_memstats_heap_alloc_bytes 1.25e+07
pogo_database_bytes{part="file"} 1.6e+06
pogo_database_bytes{part="log"} 4.2e+06
pogo_waiting{queue="outbox"} 52
process_open_fds 23
process_resident_memory_bytes 6.45e+07
`
	s, err := readSample(strings.NewReader(all))
	if want := (sample{resident: 6.45e7, heap: 1.25e7, goroutines: 61, files: 23, database: 1.6e6, log: 4.2e6, waits: 52}); err != nil || s != want {
		t.Errorf("read %v, %v; want %v", s, err, want)
	}
	if _, err := readSample(strings.NewReader(strings.Replace(all, "process_open_fds", "process_max_fds", 1))); err == nil {
		t.Error("without the open files it is taken for whole")
	}
}
