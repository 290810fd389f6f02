package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
)

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
