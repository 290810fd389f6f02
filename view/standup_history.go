package view

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Past says whose answers are looked at, from one local date up to another.
type Past struct {
	Person   scrum.PersonID
	From, To string
}

// value is what a button carries that leads to a page of it.
func (p Past) value(page int) string {
	return strings.Join([]string{string(p.Person), p.From, p.To, itoa(page)}, " ")
}

// ParsePast reads the value of such a button.
func ParsePast(value string) (p Past, page int, ok bool) {
	parts := strings.Fields(value)
	if len(parts) != 4 { //nolint:mnd // what value joins
		return p, 0, false
	}
	page, err := strconv.Atoi(parts[3])
	return Past{Person: scrum.PersonID(parts[0]), From: parts[1], To: parts[2]}, max(0, page), err == nil
}

// StandupPast is what somebody answered.
type StandupPast struct {
	Past
	Channels []string                   // of the products
	Mine     bool                       // of the reader
	Asks     []scrum.Ask                // the newest first
	Standups map[scrum.StandupID]string // the names, "" for the first
	Names    Names
	Page     int // shown, from 0
}

// Span writes from when to when.
func (h StandupPast) Span(w *locale.Words) string {
	return AbsenceSpan(w, scrum.Absence{From: h.From, To: h.To}, h.until())
}

// until is the last day, of whose year dates need not tell.
func (h StandupPast) until() time.Time {
	day, _ := time.Parse(time.DateOnly, h.To) // dates are written by us; otherwise all years are told
	return day
}

// channels lists where they were asked, behind a "#".
func (h StandupPast) channels() string { return strings.Join(h.Channels, ", #") }

func (h StandupPast) title(w *locale.Words) string {
	if h.Mine {
		return w.Say("standup.history.mine", "channel", escape(h.channels()), "span", h.Span(w))
	}
	return w.Say("standup.history.of", "who", escape(h.Names.Of(h.Person)), "channel", escape(h.channels()), "span", h.Span(w))
}

// day is the date of an ask, with the name of its stand-up if it has one.
func (h StandupPast) day(w *locale.Words, a scrum.Ask) string {
	day := dayNamed(w, a.Date, h.until())
	if name := h.Standups[a.Standup]; name != "" {
		return day + ", " + name
	}
	return day
}

// said is what somebody answered; what became of the ask if that is nothing.
func (h StandupPast) said(w *locale.Words, a scrum.Ask) string {
	if a.State == scrum.AskAnswered {
		return shortAnswer(w, a, h.Names)
	}
	return w.Say("standup.history." + string(a.State))
}

const (
	historyPage  = 10  // days on a page
	historyWidth = 800 // of an answer there
)

// StandupHistoryOf shows what somebody answered, to one reader, a page at a time.
func StandupHistoryOf(w *locale.Words, h StandupPast) Message {
	if len(h.Asks) == 0 {
		return Note(w.Say("standup.history.none", "title", h.title(w)))
	}
	h.Page = min(h.Page, (len(h.Asks)-1)/historyPage)
	title := h.title(w)
	lines := []digestLine{{block: section("*" + title + "*"), text: title}}
	first := h.Page * historyPage
	var cut []slack.BlockElement
	for _, a := range h.Asks[first:min(first+historyPage, len(h.Asks))] {
		day, all := h.day(w, a), h.said(w, a)
		said := oneLine(all, historyWidth)
		lines = append(lines, digestLine{block: quoting(day+"\n", said), text: escape(day + " · " + said)})
		if utf8.RuneCountInString(all) > historyWidth {
			cut = append(cut, fullButton(a, w.Say("standup.button.fullOf", "of", day)))
		}
	}
	m := told(lines)
	if len(cut) > 0 {
		m.Blocks = append(m.Blocks, buttons(cut...))
	}
	var elements []slack.BlockElement
	if h.Page > 0 {
		elements = append(elements, button(StandupHistory+".0", h.value(h.Page-1), w.Say("standup.button.later10")))
	}
	if len(h.Asks) > first+historyPage {
		elements = append(elements, button(StandupHistory+".1", h.value(h.Page+1), w.Say("standup.button.earlier10")))
	}
	m.Blocks = append(m.Blocks, buttons(append(elements, button(StandupFile, h.value(0), w.Say("standup.button.file")))...))
	return m
}

// StandupMarkdown is the same as a file, whole and the oldest first.
func StandupMarkdown(w *locale.Words, h StandupPast) string {
	var b strings.Builder
	b.WriteString("# " + oneLine(h.Names.Of(h.Person), maxCardPart) + ", #" + h.channels() + "\n\n" + h.Span(w) + "\n")
	for _, a := range slices.Backward(h.Asks) {
		b.WriteString("\n## " + h.day(w, a) + "\n\n")
		if a.State != scrum.AskAnswered || a.Answers.Empty() {
			b.WriteString(h.said(w, a) + "\n")
			continue
		}
		for _, q := range a.Asks() {
			if text := a.Answers[q]; text != "" {
				b.WriteString("- **" + questionLabel(w, q) + "** " + strings.ReplaceAll(clean(h.Names.in(text)), "\n", "\n  ") + "\n")
			}
		}
	}
	return b.String()
}
