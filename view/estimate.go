package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Estimated confirms new sizes to whoever gave them, and offers to take them
// back.
func Estimated(w *locale.Words, stories []scrum.Story, undo string) Message {
	said := make([]string, 0, len(stories))
	for _, s := range stories {
		if s.Size.Known {
			said = append(said, w.Say("estimate.set", "key", s.Key, "points", points(w, s.Size)))
		} else {
			said = append(said, w.Say("estimate.taken", "key", s.Key))
		}
	}
	return NoteWithUndo(strings.Join(said, "\n"), undo, w.Say("common.undo"))
}

// Unestimated lists stories without a size, of which there are total, with an
// example of how to give one, and says how many more a poker runs on. Example is a story's key for when there is none.
func Unestimated(w *locale.Words, stories []scrum.Story, total, dealt int, example string) Message {
	switch {
	case len(stories) == 0 && dealt > 0:
		return Note(w.Say("estimate.allDealt", "n", dealt))
	case len(stories) == 0:
		return Note(w.Say("estimate.allDone", "key", example))
	}
	said := []string{w.Say("estimate.missing", "n", total)}
	for _, s := range stories {
		said = append(said, storyBullet(s))
	}
	if rest := total - len(stories); rest > 0 {
		said = append(said, w.Say("estimate.more", "n", rest))
	}
	if dealt > 0 {
		said = append(said, w.Say("estimate.dealt", "n", dealt))
	}
	if len(stories) > 1 {
		said = append(said, w.Say("estimate.howMany", "key", stories[0].Key, "other", stories[1].Key))
	} else {
		said = append(said, w.Say("estimate.how", "key", stories[0].Key))
	}
	text := strings.Join(said, "\n")
	return Message{Text: text, Blocks: []slack.Block{section(text), buttons(button(PokerStart, "", w.Say("poker.button.start")))}}
}
