package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
)

// CSV writes stories as a table for spreadsheets: RFC 4180, UTF-8 with a mark,
// without which they read it as something older, the same columns for ever
// (new ones come last). No cell can be taken for a formula.
type CSV struct {
	out   *csv.Writer
	names Names
}

func csvHeader() []string {
	return append([]string{
		"key", "kind", "state", "text", "criteria", "headline", "role", "goal", "benefit", "situation", "points", "rank", "thumbs",
		"sprint", "author", "owner", "created", "done", "dropped because", "tags", "hidden", "link",
		"ready", "released", "stream", "labels", "epic", "parent", "attachments", "needs", "duplicates", "split from", "follows", "brought by",
		"happens", "expected", "since", "affected", "workaround",
	}, worthColumns()...)
}

// NewCSV begins a table, with a comma between cells or, for spreadsheets that
// speak French, a semicolon.
func NewCSV(w io.Writer, names Names, comma rune) (*CSV, error) {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return nil, fmt.Errorf("write the mark: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma = comma
	out.UseCRLF = true // as the RFC says
	if err := out.Write(csvHeader()); err != nil {
		return nil, fmt.Errorf("write the header: %w", err)
	}
	return &CSV{out, names}, nil
}

// Product writes the rows of a product's stories.
func (c *CSV) Product(p Product, stories Stories) error {
	for k, err := range stories {
		if err != nil {
			return err
		}
		if err := c.out.Write(c.row(p.Key, k)); err != nil {
			return fmt.Errorf("write story %s: %w", k.Story.Key, err)
		}
	}
	return nil
}

// Close writes what waits. It does not close what is written to.
func (c *CSV) Close() error {
	c.out.Flush()
	return c.out.Error()
}

func (c *CSV) row(product string, k Kept) []string {
	s := k.Story
	row := []string{
		s.Key, string(s.Kind), string(s.State), scrum.AsRead(s.Text), strings.Join(s.Criteria, "\n"), s.Headline(), s.Role, s.Goal, s.Benefit, s.Situation,
		number(s.Size.Known, float64(s.Size.Halves)/2), number(s.Rank > 0, float64(s.Rank)), number(true, float64(s.Thumbs)),
		number(k.Sprint > 0, float64(k.Sprint)), c.names(s.Author), c.names(s.Owner), moment(s.CreatedAt), moment(s.DoneAt), s.DroppedCause,
		strings.Join(s.Tags, ", "), yes(s.Hidden), s.Permalink,
		moment(s.ReadyAt), moment(s.ReleasedAt), s.Stream, strings.Join(s.Labels, ", "), yes(s.Epic), keyOf(product, k.Parent), strings.Join(s.Attachments, "\n"),
		k.linked(product, scrum.LinkNeeds), k.linked(product, scrum.LinkDuplicates), k.linked(product, scrum.LinkSplitFrom), k.linked(product, scrum.LinkFollows),
		c.names(s.Writer), s.Report.Happens, s.Report.Expected, s.Report.Since, s.Report.Affected, s.Report.Workaround,
	}
	for _, column := range worthColumns() {
		row = append(row, s.Part(worthPart(column)))
	}
	for i, cell := range row {
		row[i] = safe(strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n"))
	}
	return row
}

func number(given bool, n float64) string {
	if !given {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
