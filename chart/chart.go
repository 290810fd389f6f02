// Package chart is Pogo's pictures: plain values that package view turns into
// Slack's own charts, and their form in one line of text, which stands beside
// every chart and in its place where a chart cannot be.
//
// It imports nothing of ours: whoever draws a line brings its labels and
// values.
package chart

import (
	"math"
	"slices"
	"strings"
)

// Line is a chart of lines over the same points.
type Line struct {
	Title  string
	Labels []string // one for each point
	Series []Series
}

// Series is one line of a [Line].
type Series struct {
	Name   string
	Values []float64 // one for each label
}

// Thinned returns the line with at most n points: the first, the last and
// evenly many between. n is 2 at least.
func (l Line) Thinned(n int) Line {
	points := len(l.Labels)
	if points <= n {
		return l
	}
	thin := Line{Title: l.Title, Labels: pick(l.Labels, n)}
	for _, s := range l.Series {
		thin.Series = append(thin.Series, Series{Name: s.Name, Values: pick(s.Values, n)})
	}
	return thin
}

// pick takes n of more values, evenly, the first and the last among them.
func pick[V any](values []V, n int) []V {
	picked := make([]V, n)
	for i := range picked {
		picked[i] = values[int(math.Round(float64(i)*float64(len(values)-1)/float64(n-1)))]
	}
	return picked
}

// Spark draws values in one line of text, from zero to the largest: "█▆▆▃▁".
// Negative values count as zero.
func Spark(values []float64) string {
	bars := []rune("▁▂▃▄▅▆▇█")
	var line strings.Builder
	if len(values) == 0 {
		return ""
	}
	top := slices.Max(values)
	for _, v := range values {
		bar := 0
		if top > 0 && v > 0 {
			bar = int(math.Round(v / top * float64(len(bars)-1)))
		}
		line.WriteRune(bars[bar])
	}
	return line.String()
}
