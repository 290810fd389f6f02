package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
)

// HelpAll is the action of the button that lists everything.
const HelpAll = "help.all"

// HelpTopic is one command and what can follow it.
type HelpTopic struct {
	Command, Says string
	Lines         []HelpLine
}

// HelpLine is one thing that can be typed.
type HelpLine struct{ Typed, Says string }

// HelpOnOne tells how one verb of a command is used, which is the topic's last
// line.
func HelpOnOne(w *locale.Words, topic HelpTopic) Message {
	line := topic.Lines[len(topic.Lines)-1]
	said := "`" + line.Typed + "`  " + line.Says
	return Message{Text: said, Blocks: []slack.Block{section(said), footnote(w.Say("help.all", "command", topic.Command))}}
}

// Help lists what can be typed.
func Help(w *locale.Words, topics ...HelpTopic) Message {
	var spoken []string
	var blocks []slack.Block
	for _, topic := range topics {
		lines := []string{"*`" + topic.Command + "`*  " + topic.Says}
		for _, l := range topic.Lines {
			lines = append(lines, "• `"+l.Typed+"`  "+l.Says)
		}
		spoken = append(spoken, lines...)
		blocks = append(blocks, section(strings.Join(lines, "\n")))
	}
	if len(topics) > 1 {
		blocks = append(blocks, footnote(w.Say("help.footer")))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

// Welcome is what a channel reads first: what to type, and three things to
// begin with. Where tells the form where the need is for.
func Welcome(w *locale.Words, where string) Message {
	said := w.Say("home.welcome")
	standup := button(StandupSet, proposedStandup, w.Say("home.button.standup")).WithConfirm(slack.NewConfirmationBlockObject(
		plain(w.Say("home.confirm.title")), plain(w.Say("home.confirm.text")), plain(w.Say("home.confirm.yes")), plain(w.Say("common.cancel"))))
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(
		button(StoryNew, where, w.Say("home.button.need")), standup,
		button(HelpAll, "", w.Say("help.button.all")),
	)}}
}

// Hello answers whoever greets Pogo, or asks what it is for.
func Hello(w *locale.Words) Message {
	said := w.Say("home.hello")
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(button(HelpAll, "", w.Say("help.button.all")))}}
}
