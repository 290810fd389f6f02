package scrum

import (
	"slices"
	"strings"
)

// Run is a run of words that stands in both of two texts, or in one.
type Run struct {
	Text         string
	Gone, Coming bool // neither: it stays
}

// maxCompared bounds how many words are compared one by one; of longer texts
// all that lies between their common ends is one change.
const maxCompared = 400

// Diff tells how one text becomes another, word by word: what goes stands
// before what comes in its place. The texts of all changes but those that come
// make the old text, and of all but those that go the new one, with single
// spaces between words.
func Diff(old, current string) []Run {
	a, b := spoken(old), spoken(current)
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	var d diff
	d.add(Run{}, a[:start]...)
	d.between(a[start:len(a)-end], b[start:len(b)-end])
	d.add(Run{}, a[len(a)-end:]...)
	return d.runs
}

// spoken returns the words of a text, the end of a line as one of them.
func spoken(text string) []string {
	var found []string
	for line := range strings.Lines(text) {
		found = append(found, strings.Fields(line)...)
		if strings.HasSuffix(line, "\n") {
			found = append(found, "\n")
		}
	}
	return found
}

type diff struct{ runs []Run }

// add appends words to the last change if it is of their kind.
func (d *diff) add(kind Run, words ...string) {
	for _, w := range words {
		last := len(d.runs) - 1
		if last < 0 || d.runs[last].Gone != kind.Gone || d.runs[last].Coming != kind.Coming {
			d.runs = append(d.runs, Run{Text: w, Gone: kind.Gone, Coming: kind.Coming})
			continue
		}
		if w != "\n" && !strings.HasSuffix(d.runs[last].Text, "\n") {
			d.runs[last].Text += " "
		}
		d.runs[last].Text += w
	}
}

// between walks the longest common run of two lists of words.
func (d *diff) between(a, b []string) {
	if len(a) > maxCompared || len(b) > maxCompared {
		d.add(Run{Gone: true}, a...)
		d.add(Run{Coming: true}, b...)
		return
	}
	kept := common(a, b)
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			d.add(Run{}, a[i])
			i, j = i+1, j+1
		case kept[i+1][j] >= kept[i][j+1]:
			d.add(Run{Gone: true}, a[i])
			i++
		default:
			d.add(Run{Coming: true}, b[j])
			j++
		}
	}
	d.add(Run{Gone: true}, a[i:]...)
	d.add(Run{Coming: true}, b[j:]...)
}

// common returns how many words the ends of two lists have in common, in
// their order, from each place on.
func common(a, b []string) [][]int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
	}
	for i := range slices.Backward(a) {
		for j := len(b) - 1; j >= 0; j-- {
			rows[i][j] = max(rows[i+1][j], rows[i][j+1])
			if a[i] == b[j] {
				rows[i][j] = rows[i+1][j+1] + 1
			}
		}
	}
	return rows
}
