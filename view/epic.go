package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// EpicPage turns the pages of the list of epics.
const EpicPage = "epic.page"

// MaxParts is how many parts of an epic its card shows.
const MaxParts = 10

// Epic is an epic with its first parts and how far they are.
type Epic struct {
	Story    scrum.Story
	Parts    []scrum.Story
	Progress scrum.Progress
}

// EpicCard is an epic as it stands in its channel: what it is for, its parts
// and how far they are.
func EpicCard(w, labels *locale.Words, e Epic, names Names) Message {
	s := e.Story
	blocks := []slack.Block{storyHead(s)}
	if parts := storyParts(s); len(parts) > 0 {
		blocks = append(blocks, rich(parts...))
	}
	if len(s.Criteria) > 0 {
		blocks = append(blocks, storyCriteria(labels, s.Criteria)...)
	}
	blocks = append(blocks, epicParts(w, e)...)
	blocks = append(blocks, footnote(epicFacts(w, s, names)...))
	return Message{Text: epicText(w, e, names), Blocks: append(blocks, epicButtons(w, e)...)}
}

// epicText is the card in words.
func epicText(w *locale.Words, e Epic, names Names) string {
	facts := append(epicFacts(w, e.Story, names), epicProgress(w, e.Progress))
	return clip(e.Story.Key+" · "+escape(oneLine(e.Story.Headline(), 300))+" ("+strings.Join(facts, ", ")+")", maxFallback)
}

// epicFacts is the last line of an epic's card.
func epicFacts(w *locale.Words, s scrum.Story, names Names) []string {
	facts := []string{w.Say("epic.name")}
	if !s.State.Queued() {
		facts = append(facts, w.Say("story.state."+string(s.State)))
	}
	if s.Stream != "" {
		facts = append(facts, escape(streamName(w, s.Stream)))
	}
	if said := labelsSaid(w, s); said != "" {
		facts = append(facts, said)
	}
	return append(facts, askedBy(w, s, names)...)
}

// epicParts are the progress of an epic and its parts, a line each.
func epicParts(w *locale.Words, e Epic) []slack.Block {
	if e.Progress.Of == 0 && e.Story.State.Open() {
		return []slack.Block{section(w.Say("epic.empty", "key", e.Story.Key, "example", e.Story.ExampleKey()))}
	}
	lines := []slack.RichTextSectionElement{bold(epicProgress(w, e.Progress))}
	for _, p := range e.Parts {
		lines = append(lines, written("\n"))
		lines = append(lines, backlogLine(p.Key+" ", p, partFacts(w, p))...)
	}
	if rest := e.Progress.Of - len(e.Parts); rest > 0 {
		lines = append(lines, written("\n"), italic(w.Say("epic.more", "n", rest, "key", e.Story.Key)))
	}
	blocks := []slack.Block{rich(lines...)}
	if e.Progress.Complete() && e.Story.State.Open() {
		blocks = append(blocks, section(w.Say("epic.complete", "key", e.Story.Key)))
	}
	return blocks
}

// partFacts leaves out the 👍: an epic is not edited for each of them.
func partFacts(w *locale.Words, s scrum.Story) string {
	s.Thumbs = 0
	return backlogFacts(w, s)
}

func epicProgress(w *locale.Words, p scrum.Progress) string {
	if p.Of == 0 {
		return w.Say("epic.noParts")
	}
	said := w.Say("epic.progress", "n", p.Of, "done", p.Done)
	if p.Points.Known {
		said += ", " + w.Say("epic.points", "done", p.DonePoints.String(), "points", points(w, p.Points))
	}
	if p.Points.Known && p.Unsized > 0 {
		said += ", " + w.Say("epic.unsized", "n", p.Unsized)
	}
	return said
}

// epicButtons are what can be done with an epic. One that is over is like any
// other story.
func epicButtons(w *locale.Words, e Epic) []slack.Block {
	if !e.Story.State.Open() {
		return storyButtons(w, e.Story)
	}
	value := itoa(e.Story.ID)
	more := slack.NewOverflowBlockElement(StoryMore,
		option(StoryDrop+":"+value, w.Say("story.button.drop")),
		option(StoryDetails+":"+value, w.Say("details.button")),
		option(StoryShow+":"+value, w.Say("story.button.all")),
	)
	edit := button(StoryEdit, value, w.Say("story.button.edit"))
	if e.Progress.Complete() {
		return []slack.Block{buttons(primary(StoryDone, value, w.Say("story.button.done")), edit, more)}
	}
	more.Options = append([]*slack.OptionBlockObject{option(StoryDone+":"+value, w.Say("story.button.done"))}, more.Options...)
	return []slack.Block{buttons(edit, more)}
}

// EpicKept tells the author that an epic is kept, and how it gets its parts.
func EpicKept(w *locale.Words, s scrum.Story, undo string) Message {
	text := w.Say("epic.kept", "key", s.Key, "example", s.ExampleKey())
	return Message{Text: text, Blocks: []slack.Block{
		section(text),
		buttons(
			button(StoryEdit, itoa(s.ID), w.Say("story.button.complete")),
			button(UndoButton, undo, w.Say("story.button.withdraw", "key", s.Key)),
		),
	}}
}

// DoneAsItIs adds to a message, for each epic, a button that has it done with its
// open parts.
func (m Message) DoneAsItIs(w *locale.Words, epics []scrum.Story) Message {
	const most = 5 // as much as somebody decides at once
	var elements []slack.BlockElement
	for i, e := range epics[:min(most, len(epics))] {
		elements = append(elements, button(StoryAsItIs+"."+itoa(i), itoa(e.ID), w.Say("epic.button.asItIs", "key", e.Key)))
	}
	if len(elements) > 0 {
		m.Blocks = append(slices.Clone(m.Blocks), buttons(elements...))
	}
	return m
}

// EpicList is one page of a product's open epics.
type EpicList struct {
	Channel string
	Epics   []Epic
	First   int
	Total   int
	Size    int
}

// Epics lists epics with how far each is.
func Epics(w *locale.Words, list EpicList) Message {
	if list.Total == 0 {
		return Note(w.Say("epic.none"))
	}
	title := w.Say("epic.list", "n", list.Total, "channel", escape(list.Channel))
	spoken := []string{title}
	blocks := []slack.Block{section("*" + title + "*")}
	for _, e := range list.Epics {
		rest := " " + escape(headline(e.Story)) + " · " + epicProgress(w, e.Progress)
		spoken = append(spoken, e.Story.Key+rest)
		blocks = append(blocks, sectionWith("*"+e.Story.Key+"*"+rest, button(StoryShow, itoa(e.Story.ID), w.Say("story.button.show", "key", e.Story.Key))))
	}
	var turn []slack.BlockElement
	if list.First > 1 {
		turn = append(turn, button(EpicPage+".0", itoa(max(1, list.First-list.Size)), w.Say("backlog.button.previous")))
	}
	if next := list.First + len(list.Epics); next <= list.Total && len(list.Epics) > 0 {
		turn = append(turn, button(EpicPage+".1", itoa(next), w.Say("backlog.button.next")))
	}
	if len(turn) > 0 {
		blocks = append(blocks, buttons(turn...))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}
