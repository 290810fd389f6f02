package scrum_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"pogo/scrum"
)

func ExampleThroughput_When() {
	past := scrum.Throughput{11, 8, 5, 13, 5, 7, 8, 6, 10, 10, 8, 5}
	f := past.When(60, 60, scrum.ResampleDouble)
	even, _ := f.At(50)
	likely, _ := f.At(85)
	fmt.Printf("as likely as not after %d weeks, very likely after %d\n", even, likely)
	// Output: as likely as not after 8 weeks, very likely after 9
}

// throughputs are the forecasts of testdata/methods.json, which were computed
// without chance.
type throughputs struct {
	Weeks       scrum.Throughput
	HowMany     map[string][]int `json:"how_many"`
	Percentiles []float64
	When        map[string][]int
	Within      map[string]float64 `json:"cdf_60"`
	Last12      struct {
		When60   map[string]int     `json:"when_60"`
		Within   map[string]float64 `json:"cdf_60"`
		Within66 map[string]float64 `json:"cdf_66"`
		HowMany8 int                `json:"p85_how_many_8"`
	}
	Small struct {
		Weeks    scrum.Throughput
		When20   map[string]int `json:"when_20"`
		HowMany4 map[string]int `json:"how_many_4"`
	}
	Drift struct {
		First  float64 `json:"first_half_mean"`
		Second float64 `json:"second_half_mean"`
		Chance float64 `json:"permutation_p_about"`
	}
}

func percentOf(share string) int {
	f, _ := strconv.ParseFloat(share, 64)
	return int(math.Round(100 * f))
}

// forecastIs compares what comes true in so many of a hundred futures.
func forecastIs(t *testing.T, f scrum.Forecast, percent, want int) {
	t.Helper()
	if got, ok := f.At(percent); !ok || got != want {
		t.Errorf("at %d%%: %d, want %d", percent, got, want)
	}
}

// endsWithin compares the shares of futures that are over by then.
func endsWithin(t *testing.T, f scrum.Forecast, want map[string]float64) {
	t.Helper()
	for periods, share := range want {
		n, err := strconv.Atoi(periods)
		if got := f.Within(n); err != nil || math.Abs(got-share) > 6e-4 {
			t.Errorf("within %s periods: %.4f, want %.4f", periods, got, share)
		}
	}
}

func TestForecastsAreWhatWasComputedApart(t *testing.T) {
	t.Parallel()
	var v throughputs
	fixture(t, "throughput", &v)
	for periods, wants := range v.HowMany {
		n, _ := strconv.Atoi(periods)
		for i, want := range wants {
			forecastIs(t, v.Weeks.HowMany(n, scrum.ResamplePlain), int(math.Round(100*v.Percentiles[i])), want)
		}
	}
	for items, wants := range v.When {
		least, most, ranged := strings.Cut(items, "..")
		if !ranged {
			most = least
		}
		from, _ := strconv.Atoi(least)
		to, _ := strconv.Atoi(most)
		for i, want := range wants {
			forecastIs(t, v.Weeks.When(from, to, scrum.ResamplePlain), int(math.Round(100*v.Percentiles[i])), want)
		}
	}
	endsWithin(t, v.Weeks.When(60, 60, scrum.ResamplePlain), v.Within)
}

func TestForecastsOfAShortPastAreWhatWasComputedApart(t *testing.T) {
	t.Parallel()
	var v throughputs
	fixture(t, "throughput", &v)
	recent := v.Weeks[len(v.Weeks)-12:]
	endsWithin(t, recent.When(60, 60, scrum.ResamplePlain), v.Last12.Within)
	endsWithin(t, recent.When(66, 66, scrum.ResamplePlain), v.Last12.Within66)
	for share, want := range v.Last12.When60 {
		forecastIs(t, recent.When(60, 60, scrum.ResamplePlain), percentOf(share), want)
	}
	forecastIs(t, recent.HowMany(8, scrum.ResamplePlain), 85, v.Last12.HowMany8)
	for share, want := range v.Small.When20 {
		forecastIs(t, v.Small.Weeks.When(20, 20, scrum.ResamplePlain), percentOf(share), want)
	}
	for share, want := range v.Small.HowMany4 {
		forecastIs(t, v.Small.Weeks.HowMany(4, scrum.ResamplePlain), percentOf(share), want)
	}
}

func TestAChangeOfPaceIsNoticed(t *testing.T) {
	t.Parallel()
	var v throughputs
	fixture(t, "throughput", &v)
	first, second, chance, ok := v.Weeks.Drift()
	if !ok || math.Abs(first-v.Drift.First) > 1e-4 || math.Abs(second-v.Drift.Second) > 1e-4 || math.Abs(chance-v.Drift.Chance) > 0.006 {
		t.Errorf("the halves do %.4f and %.4f, by chance %.3f", first, second, chance)
	}
}

// The same futures say what a deadline and a budget come to.
func TestADeadlineAndABudgetAreReadOffTheSameForecast(t *testing.T) {
	t.Parallel()
	var v throughputs
	fixture(t, "throughput", &v)
	var joint struct {
		Items      int
		Deadline   int     `json:"deadline_weeks"`
		Affordable int     `json:"affordable_weeks"`
		OnTime     float64 `json:"p_on_time"`
		InBudget   float64 `json:"p_budget"`
	}
	fixture(t, "joint", &joint)
	f := v.Weeks[len(v.Weeks)-12:].When(joint.Items, joint.Items, scrum.ResamplePlain)
	if onTime, paid := f.Within(joint.Deadline), f.Within(joint.Affordable); math.Abs(onTime-joint.OnTime) > 0.004 || math.Abs(paid-joint.InBudget) > 6e-4 {
		t.Errorf("on time %.3f, in budget %.3f", onTime, paid)
	}
}

// A past that is drawn anew is less sure of itself.
func TestADoubleForecastIsWiderThanAPlainOne(t *testing.T) {
	t.Parallel()
	var v throughputs
	fixture(t, "throughput", &v)
	for percent, want := range map[int]int{50: 57, 85: 45, 95: 40} {
		if got, _ := v.Weeks.HowMany(6, scrum.ResampleDouble).At(percent); got < want-1 || got > want+1 {
			t.Errorf("in 6 weeks at %d%%: %d, want %d", percent, got, want)
		}
	}
	for percent, want := range map[int]int{50: 7, 85: 8, 95: 9} {
		if got, _ := v.Weeks.When(60, 60, scrum.ResampleDouble).At(percent); got != want {
			t.Errorf("60 items at %d%%: %d, want %d", percent, got, want)
		}
	}
}

func TestWhatLiesBeyondTheLastPeriodIsNotTold(t *testing.T) {
	t.Parallel()
	f := scrum.Throughput{0, 0, 0, 0, 1}.When(105, 105, scrum.ResamplePlain)
	if _, ok := f.At(50); ok {
		t.Error("half the futures end within 520 periods")
	}
	if share := f.Within(scrum.LastPeriod); share < 0.3 || share > 0.5 {
		t.Errorf("%.3f end within 520 periods", share)
	}
	if _, ok := (scrum.Throughput{0, 0, 0, 0, 0}).When(1, 1, scrum.ResampleDouble).At(1); ok {
		t.Error("who finishes nothing finishes something")
	}
	if _, _, _, ok := (scrum.Throughput{1, 2, 3, 4, 5}).Drift(); ok {
		t.Error("five periods have halves to compare")
	}
}

func TestUsualDaysAreTheMeasuredPercentile(t *testing.T) {
	t.Parallel()
	var measured struct {
		Data []int
		P85  int
	}
	fixture(t, "cycle_time", &measured)
	var done []scrum.Passage
	for _, days := range measured.Data {
		from := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
		done = append(done, scrum.Passage{From: from, To: from.AddDate(0, 0, days-1)})
	}
	if got, ok := scrum.UsualDays(done, time.UTC); !ok || got != measured.P85 {
		t.Errorf("%d days, want %d", got, measured.P85)
	}
}
