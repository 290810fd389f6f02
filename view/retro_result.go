package view

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// RetroOutcome is what a retrospective came to: the notes, if enough people
// wrote, and what was decided.
type RetroOutcome struct {
	Retro   scrum.Retro
	Notes   []scrum.RetroNote // in random order; none if they are not published
	Actions []scrum.Action
	Names   Names
	Zone    *time.Location
	Now     time.Time
}

// How much of the notes fits into one message that people read; the thread
// has the rest.
const (
	maxNoteShown   = 280 // characters of a note
	maxColumnShown = 8   // notes of a column
)

// RetroResult shows what a retrospective came to.
func RetroResult(w *locale.Words, o RetroOutcome) Message {
	var blocks []slack.Block
	var spoken []string
	switch o.Retro.State {
	case scrum.RetroPublished:
		blocks, spoken = o.published(w)
	case scrum.RetroEmpty:
		spoken = []string{w.Say("retro.closed.none", "title", retroTitle(w, o.Retro))}
		blocks = []slack.Block{section("*" + spoken[0] + "*")}
	default:
		spoken = []string{w.Say("retro.short", "title", retroTitle(w, o.Retro)), w.Say("retro.short.stay")}
		blocks = []slack.Block{section("*" + spoken[0] + "*"), section(spoken[1])}
	}
	shown, said := o.decided(w)
	return Message{
		Text:   clip(strings.Join(append(spoken, said...), "\n"), maxFallback),
		Blocks: append(append(blocks, shown...), o.buttons(w)),
	}
}

// published are the notes, column by column.
func (o RetroOutcome) published(w *locale.Words) (blocks []slack.Block, spoken []string) {
	first := w.Say("retro.result", "title", retroTitle(w, o.Retro), "n", len(o.Notes))
	blocks, spoken = []slack.Block{section("*" + first + "*")}, []string{first}
	for _, c := range o.Retro.Format.Columns() {
		column, lines := shownNotes(w, o.Notes, c)
		if len(lines) > 0 {
			blocks = append(blocks, rich(bold(column)), bullets(lines...))
			spoken = append(spoken, w.Say("retro.line", "heading", column, "lines", escape(strings.Join(lines, " · "))))
		}
	}
	return append(blocks, footnote(o.smallPrint(w)...)), spoken
}

func (o RetroOutcome) smallPrint(w *locale.Words) []string {
	lines := []string{w.Say("retro.result.forgotten")}
	if shortened(o.Notes, o.Retro) {
		lines = append([]string{w.Say("retro.result.thread")}, lines...)
	}
	if o.Retro.ClosedAt.Sub(o.Retro.ClosesAt) > scrum.Patience {
		lines = append(lines, w.Say("retro.result.late"))
	}
	return lines
}

// decided are the actions of the retrospective.
func (o RetroOutcome) decided(w *locale.Words) (blocks []slack.Block, spoken []string) {
	if len(o.Actions) == 0 {
		return []slack.Block{footnote(w.Say("retro.actions.invite"))}, nil
	}
	lines := actionLines(w, o.Actions, o.Names, o.Zone, o.Now)
	return []slack.Block{rich(bold(w.Say("retro.actions"))), bullets(lines...)},
		[]string{w.Say("retro.line", "heading", w.Say("retro.actions"), "lines", escape(strings.Join(lines, " · ")))}
}

func (o RetroOutcome) buttons(w *locale.Words) slack.Block {
	id := itoa(o.Retro.ID)
	elements := []slack.BlockElement{button(ActionAdd, id, w.Say("retro.button.add"))}
	if o.Retro.State == scrum.RetroShort {
		elements = append([]slack.BlockElement{button(RetroSign, id, w.Say("retro.button.sign"))}, elements...)
	}
	return buttons(elements...)
}

// shownNotes are the notes of a column as one message shows them.
func shownNotes(w *locale.Words, notes []scrum.RetroNote, c scrum.RetroColumn) (column string, lines []string) {
	all := scrum.InColumn(notes, c)
	for _, n := range all[:min(maxColumnShown, len(all))] {
		lines = append(lines, clip(tidyNote(n), maxNoteShown))
	}
	if rest := len(all) - maxColumnShown; rest > 0 {
		lines = append(lines, w.Say("retro.result.more", "n", rest))
	}
	return w.Say("retro.column." + string(c)), lines
}

func tidyNote(n scrum.RetroNote) string { return strings.TrimSpace(clean(n.Text)) }

// shortened reports whether one message shows less than everything.
func shortened(notes []scrum.RetroNote, r scrum.Retro) bool {
	for _, c := range r.Format.Columns() {
		if len(scrum.InColumn(notes, c)) > maxColumnShown {
			return true
		}
	}
	for _, n := range notes {
		if utf8.RuneCountInString(tidyNote(n)) > maxNoteShown {
			return true
		}
	}
	return false
}

// RetroWhole are messages with all the notes in full, for the thread of the
// result; there are none if the result shows everything itself.
func RetroWhole(w *locale.Words, o RetroOutcome) []Message {
	if !shortened(o.Notes, o.Retro) {
		return nil
	}
	var pages []Message
	for _, c := range o.Retro.Format.Columns() {
		for _, page := range notePages(scrum.InColumn(o.Notes, c)) {
			pages = append(pages, notesMessage(w.Say("retro.column."+string(c)), page))
		}
	}
	return pages
}

// notePages splits notes into pages of a size that Slack takes.
func notePages(notes []scrum.RetroNote) [][]string {
	const most = 6000
	var pages [][]string
	size := most
	for _, n := range notes {
		text := clip(tidyNote(n), maxInput)
		length := utf8.RuneCountInString(text)
		if size+length > most {
			pages, size = append(pages, nil), 0
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], text)
		size += length
	}
	return pages
}

// notesMessage is a heading and notes in full.
func notesMessage(heading string, notes []string) Message {
	return Message{
		Text:   clip(escape(heading+"\n"+strings.Join(notes, "\n")), maxFallback),
		Blocks: []slack.Block{rich(bold(heading)), bullets(notes...)},
	}
}

// RetroSigned publishes notes with the name of the person who wrote them, in
// as many messages as it takes.
func RetroSigned(w *locale.Words, who string, notes []scrum.RetroNote) []Message {
	var pages []Message
	for _, page := range notePages(notes) {
		pages = append(pages, notesMessage(w.Say("retro.signed", "who", who), page))
	}
	return pages
}
