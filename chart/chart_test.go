package chart_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/chart"
)

func ExampleSpark() {
	fmt.Println(30, chart.Spark([]float64{30, 25, 25, 28, 20, 15, 10}), 10)
	// Output: 30 █▇▇█▆▅▃ 10
}

func TestASparklineOfLittle(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		values []float64
		want   string
	}{
		{"nothing", nil, ""},
		{"zeros", []float64{0, 0}, "▁▁"},
		{"one value", []float64{3}, "█"},
		{"a half", []float64{0.5, 0}, "█▁"},
		{"below zero", []float64{-3, 3}, "▁█"},
		{"only below zero", []float64{-3, -1}, "▁▁"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := chart.Spark(test.values); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestALongLineIsThinnedAndKeepsItsEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		points, most := rapid.IntRange(0, 60).Draw(t, "points"), rapid.IntRange(2, 20).Draw(t, "most")
		line := chart.Line{Title: "Burndown", Series: []chart.Series{{Name: "left"}}}
		for i := range points {
			line.Labels = append(line.Labels, strconv.Itoa(i))
			line.Series[0].Values = append(line.Series[0].Values, float64(i))
		}
		thin := line.Thinned(most)
		if len(thin.Labels) != min(points, most) || len(thin.Series[0].Values) != len(thin.Labels) {
			t.Fatalf("got %d labels, %d values", len(thin.Labels), len(thin.Series[0].Values))
		}
		seen := map[string]bool{}
		for i, label := range thin.Labels {
			if label != fmt.Sprint(thin.Series[0].Values[i]) || seen[label] {
				t.Fatalf("labels and values do not belong together: %v", thin)
			}
			seen[label] = true
		}
		if points > 0 && (thin.Labels[0] != "0" || thin.Labels[len(thin.Labels)-1] != strconv.Itoa(points-1)) {
			t.Fatalf("an end is missing: %v", thin.Labels)
		}
	})
	short := chart.Line{Labels: []string{"a"}, Series: []chart.Series{{Name: "s", Values: []float64{1}}}}
	if diff := cmp.Diff(short, short.Thinned(20)); diff != "" {
		t.Error(diff)
	}
}
