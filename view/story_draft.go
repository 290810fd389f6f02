package view

import (
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// StoryProposed answers a need that another story says already: it shows that
// one and asks what becomes of what was typed, which is kept as a draft.
func StoryProposed(w *locale.Words, like scrum.Story, names Names, draft string) Message {
	said := w.Say("story.like", "key", like.Key)
	elements := []slack.BlockElement{button(StoryAnyway, draft, w.Say("story.button.createAnyway"))}
	if like.State.Open() {
		elements = append(elements, second(w, like, draft))
	}
	elements = append(elements,
		button(StoryShow, itoa(like.ID), w.Say("story.button.show", "key", like.Key)),
		button(StoryForget, draft, w.Say("story.button.forget")))
	return Message{
		Text:   clip(said+"\n"+storyText(w, like, storyFacts(w, like, names, CardVotes{})), maxFallback),
		Blocks: append(append([]slack.Block{section(said)}, inBrief(w, like, names)...), buttons(elements...)),
	}
}

// second is the button that adds a 👍 to a story instead of another story.
func second(w *locale.Words, s scrum.Story, draft string) *slack.ButtonBlockElement {
	return primary(StorySecond, strings.TrimSpace(itoa(s.ID)+" "+draft), w.Say("story.button.second", "key", s.Key))
}

// inBrief is a story with its facts and without its buttons.
func inBrief(w *locale.Words, s scrum.Story, names Names) []slack.Block {
	blocks := []slack.Block{storyHead(s)}
	if parts := storyParts(s); len(parts) > 0 {
		blocks = append(blocks, rich(parts...))
	}
	return append(blocks, footnote(storyFacts(w, s, names, CardVotes{})...))
}

// StoryFormOffered is the answer where no form can be opened from: a button
// that opens it.
func StoryFormOffered(w *locale.Words, where string) Message {
	said := w.Say("story.formOffered")
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(primary(StoryNew, where, w.Say("story.button.form")))}}
}

// FitsButton reports whether a button can carry a text.
func FitsButton(text string) bool { return utf8.RuneCountInString(text) <= 2000 }

// Suggestion is the answer to a word that is nearly a subcommand.
func Suggestion(w *locale.Words, typed, nearest, command string) Message {
	text := w.Say("command.suggest", "typed", escape(typed), "nearest", nearest, "command", command)
	return Message{Text: text, Blocks: []slack.Block{
		section(text),
		buttons(button(StoryTyped, typed, w.Say("story.button.anyway", "text", oneLine(typed, 30)))),
	}}
}

// SuggestedNeed is the answer to a need behind a word that is nearly a command:
// it offers to create what stands behind the word, or all that was typed.
func SuggestedNeed(w *locale.Words, said, need, typed, draft string) Message {
	return Message{Text: said, Blocks: []slack.Block{
		section(said),
		buttons(
			primary(StoryRetry, draft, w.Say("story.button.create", "text", oneLine(scrum.AsRead(need), 50))),
			button(StoryAnyway, draft, w.Say("story.button.anyway", "text", oneLine(scrum.AsRead(typed), 50))),
		),
	}}
}

// PerhapsNeed is the answer to words that are no command: it offers to create a
// story of them, or of the draft that they are kept in.
func PerhapsNeed(w *locale.Words, typed, draft string) Message {
	text := oneLine(scrum.AsRead(typed), 50)
	said := w.Say("command.perhapsNeed", "typed", escape(text))
	create := primary(StoryTyped, typed, w.Say("story.button.create", "text", text))
	if draft != "" {
		create = primary(StoryRetry, draft, w.Say("story.button.create", "text", text))
	}
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(create)}}
}

// Stranded is the answer to a need typed where Pogo is no member: it is kept
// as a private draft.
func Stranded(w *locale.Words, text, draft string) Message {
	said := w.Say("story.stranded")
	return Message{Text: said, Blocks: []slack.Block{
		section(said),
		rich(written(clip(scrum.AsRead(text), 1500))),
		buttons(primary(StoryRetry, draft, w.Say("story.button.retry"))),
	}}
}
