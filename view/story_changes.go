package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// ChangesAsked tells whoever took a story that something is missing in it.
func ChangesAsked(w *locale.Words, s scrum.Story, who string) Message {
	first := w.Say("life.changesAsked", "owner", mention(s.Owner), "who", escape(who), "key", s.Key)
	return Message{Text: clip(first+"\n"+escape(s.Missing), maxFallback), Blocks: []slack.Block{
		section(first),
		rich(written(clip(s.Missing, 2000))),
		buttons(button(StoryTry, itoa(s.ID), w.Say("story.button.try"))),
	}}
}
