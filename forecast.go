package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pogo/scrum"
)

// forecastCommand says when so many items will be done, or how many in so many
// periods, from what was done before.
type forecastCommand struct {
	History history          `required:"" help:"How many items were finished in each past period, the oldest first: 16,3,10. Periods without any count as 0; the one that runs still does not."`
	Items   int              `xor:"question" required:"" help:"Ask after how many periods so many items are done."`
	Most    int              `help:"With --items: there may be as many as that, each number as likely."`
	Periods int              `xor:"question" required:"" help:"Ask how many items are done in so many periods."`
	Method  scrum.Resampling `enum:"double,plain" default:"double" help:"plain takes the past as it was, double as it might have been: a short past is no better known than that."`
}

// Bounds of what can be asked.
const (
	mostItems   = 100_000
	mostHistory = 1000
)

// history is a list of numbers, with whatever people put between them.
type history []int

// UnmarshalText implements [encoding.TextUnmarshaler].
func (h *history) UnmarshalText(text []byte) error {
	*h = nil
	for word := range strings.FieldsFuncSeq(string(text), func(r rune) bool { return strings.ContainsRune(", ;\t\n", r) }) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return fmt.Errorf("%q is no number of items", word)
		}
		*h = append(*h, n)
	}
	if len(*h) == 0 {
		return errors.New("not one period")
	}
	return nil
}

// percentiles is a forecast as it is printed; null is beyond the last period.
type percentiles struct {
	P50 *int `json:"p50"`
	P70 *int `json:"p70"`
	P85 *int `json:"p85"`
	P95 *int `json:"p95"`
}

// Run implements subcommand. What a reader should know beside the numbers goes to
// the standard error.
func (c forecastCommand) Run(_ context.Context, w world) error {
	if err := c.check(); err != nil {
		return err
	}
	past := scrum.Throughput(c.History)
	said := map[string]percentiles{}
	if c.Items > 0 {
		said["when"] = percentilesOf(past.When(c.Items, max(c.Items, c.Most), c.Method))
	} else {
		said["how_many"] = percentilesOf(past.HowMany(c.Periods, c.Method))
	}
	if err := json.NewEncoder(w.out).Encode(said); err != nil {
		return fmt.Errorf("print the forecast: %w", err)
	}
	c.caution(w, past, said["when"])
	return nil
}

func (c forecastCommand) check() error {
	switch {
	case c.Items < 0 || c.Items > mostItems, c.Most > mostItems:
		return fmt.Errorf("--items: between 1 and %d", mostItems)
	case c.Most != 0 && (c.Items == 0 || c.Most < c.Items):
		return errors.New("--most: at least as many as --items")
	case c.Items == 0 && (c.Periods < 1 || c.Periods > scrum.LastPeriod):
		return fmt.Errorf("--items: at least 1, or --periods between 1 and %d", scrum.LastPeriod)
	case len(c.History) > mostHistory || slices.Min(c.History) < 0 || slices.Max(c.History) > mostItems:
		return fmt.Errorf("--history: at most %d periods of 0 to %d items", mostHistory, mostItems)
	case slices.Max(c.History) == 0:
		return errors.New("--history: nothing was ever finished, so nothing can be forecast")
	}
	return nil
}

// Below so many periods a forecast is a guess, or an early one.
const (
	guessPeriods = 5
	earlyPeriods = 11
)

// caution says what makes a forecast doubtful.
func (c forecastCommand) caution(w world, past scrum.Throughput, when percentiles) {
	switch {
	case len(past) < guessPeriods:
		fmt.Fprintf(w.err, "pogo: a history of %d says little: take this for a guess\n", len(past))
	case len(past) < earlyPeriods:
		fmt.Fprintf(w.err, "pogo: a history of %d is short: this is an early forecast\n", len(past))
	}
	if c.Periods > len(past) || when.P50 != nil && *when.P50 > len(past) {
		fmt.Fprintf(w.err, "pogo: this looks further ahead than the history looks back\n")
	}
	const slight = 0.1
	if before, since, chance, ok := past.Drift(); ok && chance <= slight {
		fmt.Fprintf(w.err, "pogo: the pace changed, from %.1f to %.1f a period: the newer half alone says more about what comes\n", before, since)
	}
}

func percentilesOf(f scrum.Forecast) percentiles {
	at := func(percent int) *int {
		if n, ok := f.At(percent); ok {
			return &n
		}
		return nil
	}
	return percentiles{P50: at(50), P70: at(70), P85: at(85), P95: at(95)} //nolint:mnd // as their names say
}
