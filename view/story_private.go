package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Place is where a story stands in the backlog; the rank is 0 if it is far
// from both ends.
type Place struct{ Rank, Of int }

func (p Place) said(w *locale.Words, key string) string {
	if p.Rank == 0 {
		return w.Say("story.keptAmong", "key", key, "of", w.Number(p.Of), "many", w.Number(scrum.MaxFound))
	}
	return w.Say("story.kept", "key", key, "rank", w.Rank(p.Rank), "of", w.Number(p.Of))
}

// Advice is what is told privately about a story: at most three remarks.
const maxAdvice = 3

// StoryKept tells the author that the need is kept, where it stands and what
// would make it ready, and offers to take it back.
func StoryKept(w *locale.Words, place Place, a Advice, undo string) Message {
	first := place.said(w, a.Story.Key)
	return keptMessage(w, first, a, completion(w, a), withdrawal(w, a.Story, undo))
}

// keptMessage is the first sentence, what would make the story ready, where it
// was said, and what can be pressed.
func keptMessage(w *locale.Words, first string, a Advice, elements ...slack.BlockElement) Message {
	blocks, lines := remarked(w, a)
	blocks = append([]slack.Block{section(first)}, blocks...)
	if from := origin(w, a.Story); from != "" {
		blocks = append(blocks, footnote(from))
	}
	return Message{Text: clip(strings.Join(append([]string{first}, lines...), "\n"), maxFallback), Blocks: append(blocks, buttons(elements...))}
}

// completion opens the form of all parts. Where a remark offers to complete
// the story, this is called by another name.
func completion(w *locale.Words, a Advice) slack.BlockElement {
	said := "story.button.complete"
	for _, r := range a.shown() {
		if name := label(a.Story, r); a.Repairs && (name == "complete" || name == "report") {
			said = "story.button.edit"
		}
	}
	return button(StoryEdit, itoa(a.Story.ID), w.Say(said))
}

func withdrawal(w *locale.Words, s scrum.Story, undo string) slack.BlockElement {
	return button(UndoButton, undo, w.Say("story.button.withdraw", "key", s.Key))
}

// StoryKeptHidden tells the author of a need about security or personal data
// that it is kept and that the channel does not see it.
func StoryKeptHidden(w *locale.Words, f Found, own bool, a Advice, undo string) Message {
	said := w.Say("story.keptHidden", "key", a.Story.Key, "readers", f.readers(w))
	switch {
	case own:
		said = w.Say("story.keptHiddenOwn", "key", a.Story.Key)
	case f.Contact != "":
		said += " " + w.Say("privacy.told", "who", escape(f.Names.Of(f.Contact)))
	}
	elements := []slack.BlockElement{completion(w, a)}
	if own {
		elements = append(elements, button(StoryReveal, itoa(a.Story.ID), w.Say("story.button.reveal")))
	}
	elements = append(elements, withdrawal(w, a.Story, undo))
	return keptMessage(w, said, a, elements...)
}

// StoryEntrusted tells the privacy contact of a need that the channel does
// not see; the owner can show it.
func StoryEntrusted(w *locale.Words, f Found, owner bool) Message {
	s := f.Story
	first := w.Say("story.entrusted", "key", s.Key, "who", escape(f.Names.Of(s.Author)), "channel", escape(f.Channel), "readers", f.readers(w))
	m := f.hidden(w, first, owner)
	m.Blocks = slices.Insert(m.Blocks, 1, slack.Block(rich(written(clip(scrum.AsRead(s.Text), 2000)))))
	return m
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
	return noteWith(text, button(UndoButton, undo, label))
}

func noteWith(text string, elements ...slack.BlockElement) Message {
	return Message{Text: clip(text, maxFallback), Blocks: []slack.Block{section(text), buttons(elements...)}}
}
