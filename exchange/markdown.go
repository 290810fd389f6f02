package exchange

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"pogo/scrum"
)

// Words are the sentences of a language, such as package locale has them.
type Words interface {
	Say(key string, args ...any) string
}

// Markdown writes products as a text that people read: what is open in the
// order of the backlog, then what is done, then what was dropped.
type Markdown struct {
	out     *bufio.Writer
	names   Names
	words   func(scrum.Lang) Words
	product string // the key of the one that is being written
}

// NewMarkdown begins a text. Each product is written in its own language.
func NewMarkdown(w io.Writer, names Names, words func(scrum.Lang) Words) *Markdown {
	return &Markdown{out: bufio.NewWriter(w), names: names, words: words}
}

// Product writes a product. The stories come in any order that keeps those of
// one section together: open, accepted, dropped.
func (m *Markdown) Product(p Product, stories Stories) error {
	words := m.words(p.Lang)
	m.product = p.Key
	m.printf("# %s\n", p.Key)
	section := ""
	for k, err := range stories {
		if err != nil {
			return err
		}
		if title := heading(words, k.Story.State); title != section {
			m.printf("\n## %s\n", title)
			section = title
		}
		m.story(words, p.Location(), k)
	}
	if section == "" {
		m.printf("\n%s\n", words.Say("export.nothing"))
	}
	m.printf("\n")
	return m.out.Flush()
}

// Close writes what waits.
func (m *Markdown) Close() error { return m.out.Flush() }

// printf leaves errors to Flush, which returns the first.
func (m *Markdown) printf(format string, args ...any) { _, _ = fmt.Fprintf(m.out, format, args...) }

func heading(w Words, state scrum.StoryState) string {
	switch {
	case state.Done():
		return w.Say("export.accepted")
	case state == scrum.StoryDropped:
		return w.Say("export.dropped")
	default:
		return w.Say("export.open")
	}
}

func (m *Markdown) story(w Words, zone *time.Location, k Kept) {
	s := k.Story
	m.printf("\n### %s · %s\n\n", s.Key, inline(s.Headline()))
	for line := range strings.Lines(strings.ReplaceAll(scrum.AsRead(s.Text), "\r", "")) {
		m.printf("> %s\n", strings.ReplaceAll(strings.TrimRight(line, "\n"), "<", `\<`))
	}
	if len(s.Criteria) > 0 {
		m.printf("\n%s\n", w.Say("export.criteria"))
		for _, c := range s.Criteria {
			m.printf("- %s\n", inline(c))
		}
	}
	for _, address := range s.Attachments {
		m.printf("\n<%s>\n", strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "").Replace(address))
	}
	m.printf("\n%s\n", strings.Join(m.facts(w, zone, k), " · "))
}

// facts are what is known of a story besides its text.
func (m *Markdown) facts(w Words, zone *time.Location, k Kept) []string {
	s := k.Story
	day := func(t time.Time) string { return t.In(zone).Format(time.DateOnly) }
	var facts []string
	add := func(given bool, key string, args ...any) {
		if given {
			facts = append(facts, w.Say(key, args...))
		}
	}
	add(s.Author != "", "export.asked", "who", inline(m.names(s.Author)), "day", day(s.CreatedAt))
	add(s.Author == "", "export.written", "day", day(s.CreatedAt))
	add(s.Size.Known, "common.points", "n", s.Size.String(), "count", plural(s.Size))
	add(s.Rank > 0 && s.State.Open(), "export.rank", "n", s.Rank)
	add(s.Thumbs > 0, "export.thumbs", "n", s.Thumbs)
	add(s.State != scrum.StoryDraft && s.State.Open(), "story.state."+string(s.State))
	add(s.Epic, "export.epic")
	add(k.Parent > 0, "export.parent", "key", keyOf(m.product, k.Parent))
	add(s.Stream != "", "export.stream", "stream", inline(s.Stream))
	add(len(s.Labels) > 0, "export.labels", "labels", inline(strings.Join(s.Labels, ", ")))
	for _, l := range k.Links {
		add(true, "export.link."+string(l.Kind), "key", keyOf(m.product, l.Other))
	}
	add(k.Sprint > 0, "export.sprint", "n", k.Sprint)
	add(s.Owner != "", "export.taken", "who", inline(m.names(s.Owner)))
	add(!s.DoneAt.IsZero(), "export.done", "day", day(s.DoneAt))
	add(!s.ReleasedAt.IsZero(), "export.released", "day", day(s.ReleasedAt))
	add(s.DroppedCause != "", "export.because", "why", inline(s.DroppedCause))
	add(s.Hidden, "export.hidden")
	return facts
}

// plural is the number that chooses the plural of points: half a point is
// one, in English too.
func plural(p scrum.Points) string {
	if p.Halves == 1 {
		return "1"
	}
	return number(true, float64(p.Halves)/2)
}

// inline writes a person's words so that they are no markup and one line.
func inline(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "#", `\#`, "|", `\|`).Replace(text)
}
