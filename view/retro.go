package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and forms of a retrospective are called on the wire.
const (
	RetroWrite   = "retro.write"
	RetroAnother = "retro.another" // in a form
	RetroHow     = "retro.how"
	RetroClose   = "retro.close"
	RetroSign    = "retro.sign"
	RetroNote    = "retro.note"  // a form
	RetroSigning = "retro.sign"  // a form
	RetroKept    = "retro.kept"  // a form that only tells
	ActionAdd    = "retro.add"   // a button, and the form it opens
	ActionDone   = "retro.done"  // in a private list
	ActionDrop   = "retro.drop"  // likewise
	ActionTold   = "retro.ended" // done, in the message to its owner

	FieldColumn = "column"
	FieldOwner  = "owner"
	FieldDue    = "due"
)

// RetroName names the message by which the channel is asked for notes.
func RetroName(id scrum.RetroID) string { return "retro:" + itoa(id) }

// RetroResultName names the message with what a retrospective came to.
func RetroResultName(id scrum.RetroID) string { return "retro.result:" + itoa(id) }

// RetroPageName names a page of the whole of it, in its thread.
func RetroPageName(id scrum.RetroID, page int) string {
	return "retro.page:" + itoa(id) + ":" + itoa(page)
}

// RetroAsk is what the channel is shown while a retrospective takes notes. Of
// the notes it shows how many there are, and nothing else.
type RetroAsk struct {
	Retro scrum.Retro
	Notes int
	Last  []scrum.Action // what was decided before

	Cluster scrum.BlockerCluster // what stood in the way most, if
	Blocked bool                 // anything did that is worth a word

	Names Names
	Zone  *time.Location
	Now   time.Time
}

func retroTitle(w *locale.Words, r scrum.Retro) string {
	if r.Sprint == 0 {
		return w.Say("retro.title")
	}
	return w.Say("retro.titleOf", "sprint", r.Sprint)
}

// until is when the retrospective closes, in the zone of its product.
func (a RetroAsk) until(w *locale.Words) string {
	return w.Moment(a.Retro.ClosesAt.In(a.Zone), a.Now)
}

// RetroAsked asks the channel for notes.
func RetroAsked(w *locale.Words, a RetroAsk) Message {
	first := w.Say("retro.until", "title", retroTitle(w, a.Retro), "until", dated(w, a.Retro.ClosesAt, a.Zone))
	promise := w.Say("retro.promise", "columns", retroColumns(w, a.Retro))
	count := w.Say("retro.notes", "n", a.Notes)
	blocks := []slack.Block{section("*" + first + "*"), section(promise)}
	spoken := []string{first, promise}
	if len(a.Last) > 0 {
		lines := actionLines(w, a.Last, a.Names, a.Zone, a.Now)
		blocks = append(blocks, rich(bold(w.Say("retro.lastTime"))), bullets(lines...))
		spoken = append(spoken, w.Say("retro.lastTime")+" "+escape(strings.Join(lines, " · ")))
	}
	if a.Blocked {
		text := w.Say("retro.blocked", "n", a.Cluster.Count, "class", w.Say("blocker.class."+string(a.Cluster.Class)), "time", workingTime(w, a.Cluster.Blocked))
		blocks, spoken = append(blocks, section(text)), append(spoken, text)
	}
	id := itoa(a.Retro.ID)
	blocks = append(blocks,
		footnote(count),
		buttons(
			primary(RetroWrite, id, w.Say("retro.button.write")),
			button(RetroHow, id, w.Say("retro.button.how")),
			closing(w, id),
		),
	)
	return Message{Text: clip(strings.Join(append(spoken, count), "\n"), maxFallback), Blocks: blocks}
}

// closing is the button that publishes, which asks back: there is no undo.
func closing(w *locale.Words, id string) slack.BlockElement {
	return button(RetroClose, id, w.Say("retro.button.close")).WithConfirm(slack.NewConfirmationBlockObject(
		plain(w.Say("retro.confirm.title")), plain(w.Say("retro.confirm.text")), plain(w.Say("retro.button.close")), plain(w.Say("common.cancel")),
	))
}

func retroColumns(w *locale.Words, r scrum.Retro) string {
	var names []string
	for _, c := range r.Format.Columns() {
		names = append(names, w.Say("retro.column."+string(c)))
	}
	return strings.Join(names, " · ")
}

// RetroEnded stands in the place of the question once the retrospective has
// closed.
func RetroEnded(w *locale.Words, r scrum.Retro, notes int) Message {
	var said string
	switch r.State {
	case scrum.RetroEmpty:
		said = w.Say("retro.closed.none", "title", retroTitle(w, r))
	case scrum.RetroShort:
		said = w.Say("retro.closed.short", "title", retroTitle(w, r))
	default:
		said = w.Say("retro.closed.published", "title", retroTitle(w, r), "n", notes)
	}
	return Message{Text: said, Blocks: []slack.Block{footnote(said)}}
}

// actionLines are actions in a line each: “what”, who, and where it stands.
func actionLines(w *locale.Words, actions []scrum.Action, names Names, zone *time.Location, now time.Time) []string {
	lines := make([]string, 0, len(actions))
	for _, a := range actions {
		lines = append(lines, actionLine(w, a, names, now.In(zone).Format(time.DateOnly)))
	}
	return lines
}

func actionLine(w *locale.Words, a scrum.Action, names Names, today string) string {
	state := w.Say("retro.state."+string(a.State), "due", dueDay(w, a.Due))
	if a.Overdue(today) {
		state = w.Say("retro.state.overdue", "due", dueDay(w, a.Due))
	}
	return w.Say("retro.action", "text", actionText(w, a), "who", names.Of(a.Owner), "state", state)
}

// actionText is what was decided, in quotes and in a line.
func actionText(w *locale.Words, a scrum.Action) string { return w.Quote(oneLine(a.Text, 200)) }

func dueDay(w *locale.Words, date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date // unreachable: only dates are kept
	}
	return w.Day(day)
}
