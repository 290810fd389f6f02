package view

import (
	"cmp"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Place is where a story stands in the backlog.
type Place struct{ Rank, Of int }

// Advice is what is told privately about a story: at most three remarks.
const maxAdvice = 3

// StoryKept tells the author that the need is kept, where it stands and what
// would make it ready, and offers to take it back.
func StoryKept(w *locale.Words, s scrum.Story, place Place, undo string) Message {
	first := w.Say("story.kept", "key", s.Key, "rank", w.Rank(place.Rank), "of", place.Of)
	return keptMessage(w, s, first,
		button(StoryEdit, itoa(s.ID), w.Say("story.button.complete")),
		button(UndoButton, undo, w.Say("story.button.withdraw", "key", s.Key)),
	)
}

// keptMessage is the first sentence, what would make the story ready, where it
// was said, and what can be pressed.
func keptMessage(w *locale.Words, s scrum.Story, first string, elements ...slack.BlockElement) Message {
	lines := append([]string{first}, advice(w, s)...)
	m := Message{Text: first, Blocks: []slack.Block{section(strings.Join(lines, "\n"))}}
	if from := origin(w, s); from != "" {
		m.Blocks = append(m.Blocks, footnote(from))
	}
	m.Blocks = append(m.Blocks, buttons(elements...))
	return m
}

// StoryKeptHidden tells the author of a need about security or personal data
// that it is kept and that the channel does not see it.
func StoryKeptHidden(w *locale.Words, s scrum.Story, contact string, own bool, undo string) Message {
	key := "story.keptHidden"
	if own {
		key = "story.keptHiddenOwn"
	}
	first := w.Say(key, "key", s.Key, "who", escape(contact))
	elements := []slack.BlockElement{button(StoryEdit, itoa(s.ID), w.Say("story.button.complete"))}
	if own {
		elements = append(elements, button(StoryReveal, itoa(s.ID), w.Say("story.button.reveal")))
	}
	elements = append(elements, button(UndoButton, undo, w.Say("story.button.withdraw", "key", s.Key)))
	return keptMessage(w, s, first, elements...)
}

// StoryEntrusted tells the privacy contact of a need that the channel does
// not see.
func StoryEntrusted(w *locale.Words, s scrum.Story, author, channel string) Message {
	first := w.Say("story.entrusted", "key", s.Key, "who", escape(author), "channel", escape(channel))
	return Message{
		Text: first,
		Blocks: []slack.Block{
			section(first),
			rich(written(clip(scrum.AsRead(s.Text), 2000))),
			buttons(button(StoryReveal, itoa(s.ID), w.Say("story.button.reveal"))),
		},
	}
}

// advice is what the grammar's remarks say to the author, most important
// first.
func advice(w *locale.Words, s scrum.Story) []string {
	var lines []string
	for _, remark := range scrum.Remarks(s.Parsed) {
		key := "remark." + remark.Rule
		if remark.Rule == "not_a_story" && s.Kind == scrum.KindBug {
			key = "remark.bug"
		}
		if len(lines) < maxAdvice && w.Has(key) {
			lines = append(lines, "• "+w.Say(key))
		}
	}
	if len(lines) < maxAdvice && len(s.Criteria) == 0 && s.Kind == scrum.KindStory {
		lines = append(lines, "• "+w.Say("remark.no_criteria"))
	}
	return lines
}

// StoryWithdrawn is what stands in the channel in the place of a card whose
// creation was taken back.
func StoryWithdrawn(w *locale.Words, s scrum.Story, names Names) Message {
	text := w.Say("story.withdrawn", "key", s.Key, "who", escape(names.Of(cmp.Or(s.Writer, s.Author))))
	return Message{Text: text, Blocks: []slack.Block{footnote(text)}}
}

// Note is one private sentence.
func Note(text string) Message {
	return Message{Text: clip(text, maxFallback), Blocks: []slack.Block{section(text)}}
}

// NoteWithUndo is one private sentence and the button that takes back what
// it tells of.
func NoteWithUndo(text, undo, label string) Message {
	return Message{Text: clip(text, maxFallback), Blocks: []slack.Block{section(text), buttons(button(UndoButton, undo, label))}}
}
