package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons of a sprint are called on the wire.
const (
	SprintReached = "sprint.reached"
	SprintPartly  = "sprint.partly"
	SprintMissed  = "sprint.missed"
)

// SprintName names the message of a sprint in the outbox.
func SprintName(id scrum.SprintID) string { return "sprint:" + itoa(id) }

// SprintEndName names the summary of a sprint in the outbox.
func SprintEndName(id scrum.SprintID) string { return "sprint.end:" + itoa(id) }

// SprintNumbersName names what stands in the thread of the summary.
func SprintNumbersName(id scrum.SprintID) string { return "sprint.numbers:" + itoa(id) }

// SprintBoard is a sprint as its messages show it to one reader.
type SprintBoard struct {
	Sprint scrum.Sprint
	Lines  []SprintLine // what the reader may see, in the order of the backlog
	// Tally and Burndown count what the reader may see, too.
	Tally    scrum.SprintTally
	Burndown []scrum.BurndownDay
	Zone     *time.Location
	Off      scrum.Holidays // of the product
	Now      time.Time
	Names    Names
	Owner    scrum.PersonID // who owns the product
	Examples []string       // keys of stories that could be added
}

// SprintLine is a story in a sprint, with its last stay.
type SprintLine struct {
	Story scrum.Story
	Stay  scrum.SprintStory
	Since time.Time // when it came first
}

// Here reports whether the story is in the sprint, or was at its close.
func (l SprintLine) Here() bool { return l.Stay.RemovedAt.IsZero() }

// Done reports whether the story was finished in the sprint.
func (l SprintLine) Done() bool { return l.Here() && !l.Stay.DoneAt.IsZero() }

// linesWhere are the lines of a board for which a condition holds.
func (b SprintBoard) linesWhere(holds func(SprintLine) bool) []SprintLine {
	var found []SprintLine
	for _, l := range b.Lines {
		if holds(l) {
			found = append(found, l)
		}
	}
	return found
}

// SprintCard is the sprint as it stands in its channel: one message, edited
// as stories come, go and are done.
// At the end it shrinks to what points to the summary.
func SprintCard(w *locale.Words, b SprintBoard) Message {
	facts := progress(w, b)
	if b.Sprint.Closed() {
		b.Lines = nil
		return sprintMessage(w, b, w.Say("sprint.over", "number", b.Sprint.Number), append(facts[:1:1], w.Say("sprint.overHint")))
	}
	if b.Tally.Stories > 0 {
		facts = append(facts, w.Say("sprint.hint"))
	}
	return sprintMessage(w, b, w.Say("sprint.title", "number", b.Sprint.Number, "until", until(w, b)), facts)
}

// SprintStatus is how a sprint stands, for one person.
func SprintStatus(w *locale.Words, b SprintBoard) Message {
	if !b.Sprint.Started() {
		return Note(w.Say("sprint.prepared", "number", b.Sprint.Number, "keys", w.List(keysOf(b.linesWhere(SprintLine.Here)))))
	}
	day, of := b.Sprint.Day(b.Now, b.Zone, b.Off)
	title := w.Say("sprint.status", "number", b.Sprint.Number, "day", day, "of", of, "until", until(w, b))
	left := w.Say("sprint.lastDay")
	if day < of {
		left = w.Say("sprint.daysLeft", "n", of-day)
	}
	facts := append(progress(w, b), left)
	facts = append(facts, mustTooMuch(w, b)...)
	return sprintMessage(w, b, title, append(facts, burndownWords(w, b)...))
}

// sprintMessage is the frame that the messages of a running sprint share:
// title, goal, stories, and what there is to say about them.
func sprintMessage(w *locale.Words, b SprintBoard, title string, facts []string) Message {
	blocks := []slack.Block{section("*" + title + "*")}
	spoken := []string{title}
	if b.Sprint.Goal != "" {
		blocks = append(blocks, goalBlock(w, b.Sprint))
		spoken = append(spoken, escape(oneLine(b.Sprint.Goal, maxCardPart)))
	}
	if list := sprintStories(w, b); list != nil {
		blocks = append(blocks, list)
		for _, l := range b.linesWhere(SprintLine.Here) {
			spoken = append(spoken, escape(l.Story.Key+" "+oneLine(l.Story.Headline(), 80)+sprintFacts(w, b, l)))
		}
	}
	spoken = append(spoken, facts...)
	return Message{
		Text:   clip(strings.Join(spoken, "\n"), maxFallback),
		Blocks: append(blocks, section(strings.Join(facts, "\n"))),
	}
}

func goalBlock(w *locale.Words, s scrum.Sprint) slack.Block {
	return rich(written(w.Quote(oneLine(s.Goal, 1000))))
}

// maxSprintLines keeps a sprint's message readable; the rest is one command
// away.
const maxSprintLines = 25

func sprintStories(w *locale.Words, b SprintBoard) slack.Block {
	here := b.linesWhere(SprintLine.Here)
	var text []slack.RichTextSectionElement
	for i, l := range here[:min(maxSprintLines, len(here))] {
		if i > 0 {
			text = append(text, written("\n"))
		}
		text = append(text, bold(l.Story.Key+" "), written(headline(l.Story)), italic(sprintFacts(w, b, l)))
	}
	if rest := len(here) - maxSprintLines; rest > 0 {
		text = append(text, written("\n"), italic(w.Say("sprint.moreStories", "n", rest)))
	}
	if len(text) == 0 {
		return nil
	}
	return rich(text...)
}

// sprintFacts are what is said after a story's title: size, state, who.
func sprintFacts(w *locale.Words, b SprintBoard, l SprintLine) string {
	facts := ""
	if l.Stay.Size.Known {
		facts += " · " + points(w, l.Stay.Size)
	}
	switch {
	case l.Done():
		facts += " · ✓ " + w.Say("story.state."+string(doneState(l.Story)))
	case l.Story.State.Begun():
		facts += " · " + w.Say("story.state."+string(l.Story.State))
	}
	if l.Story.Owner != "" {
		facts += " · " + b.Names.Of(l.Story.Owner)
	}
	return facts
}

// doneState is the state in which a story that was done in a sprint is now; one
// that was reopened since was done all the same.
func doneState(s scrum.Story) scrum.StoryState {
	if s.State.Done() {
		return s.State
	}
	return scrum.StoryAccepted
}

// progress says how far a sprint is, in points and stories.
func progress(w *locale.Words, b SprintBoard) []string {
	t := b.Tally
	switch {
	case t.Stories == 0 && b.Sprint.Closed():
		return []string{w.Say("sprint.end.empty")}
	case t.Stories == 0:
		return []string{w.Say("sprint.empty", "keys", strings.Join(b.Examples, " "))}
	}
	said := []string{donePart(w, t)}
	if t.Unestimated > 0 && t.Unestimated < t.Stories {
		said = append(said, w.Say("sprint.unestimated", "n", t.Unestimated))
	}
	return said
}

func donePart(w *locale.Words, t scrum.SprintTally) string {
	stories := w.Say("sprint.stories", "n", t.Stories)
	if t.Unestimated == t.Stories {
		return w.Say("sprint.doneStories", "done", t.DoneStories, "stories", stories)
	}
	all := scrum.Points{Halves: t.Done.Halves + t.Remaining.Halves, Known: true}
	return w.Say("sprint.done", "done", t.Done.String(), "points", points(w, all), "doneStories", t.DoneStories, "stories", stories, "percent", percent(t.DoneShare()))
}

// until is the end of a sprint, on the product's clocks.
func until(w *locale.Words, b SprintBoard) string { return dated(w, b.Sprint.EndsAt, b.Zone) }

func keysOf(lines []SprintLine) []string {
	keys := make([]string, len(lines))
	for i, l := range lines {
		keys[i] = l.Story.Key
	}
	return keys
}

// SprintAdded tells a person what came of putting stories into a sprint.
func SprintAdded(w *locale.Words, b SprintBoard, added, already []scrum.Story) Message {
	s := b.Sprint
	var said []string
	if len(added) > 0 {
		key := "sprint.added"
		if !s.Started() {
			key = "sprint.addedBefore"
		}
		said = append(said, w.Say(key, "n", len(added), "keys", w.List(storyKeys(added)), "number", s.Number))
		if s.Started() && b.Now.After(s.Locked()) {
			said = append(said, w.Say("sprint.addedLate"))
		}
	}
	if len(already) > 0 {
		said = append(said, w.Say("sprint.addedAlready", "n", len(already), "keys", w.List(storyKeys(already))))
	}
	for _, story := range added {
		if !story.Size.Known {
			said = append(said, w.Say("sprint.toEstimate", "key", story.Key))
			break // one example is enough
		}
	}
	said = append(said, mustTooMuch(w, b)...)
	return Note(strings.Join(said, "\n"))
}

// SprintRemoved tells a person what was taken out of a sprint.
func SprintRemoved(w *locale.Words, removed []scrum.Story) Message {
	return Note(w.Say("sprint.removed", "n", len(removed), "keys", w.List(storyKeys(removed))))
}

func storyKeys(stories []scrum.Story) []string {
	keys := make([]string, len(stories))
	for i, s := range stories {
		keys[i] = s.Key
	}
	return keys
}
