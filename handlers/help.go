package handlers

import (
	"context"
	"strings"

	"pogo/view"
)

func helpNoun() noun {
	return noun{
		commands: []command{{
			name:     "po",
			anywhere: true, guests: true,
			verbs: []verb{
				{name: "help", also: []string{"aide"}, fits: isEmpty, run: helpAll, guests: true},
				{name: "language", also: []string{"langue", "lang"}, run: setLanguage},
			},
			rest: throughPo,
			bare: func(ctx context.Context, t *turn, _ Command) error { return helpAll(ctx, t, Command{}, "") },
		}},
	}
}

// help shows what can follow a command.
func (t *turn) help(ctx context.Context, c command) error {
	if c.name == "po" {
		return helpAll(ctx, t, Command{}, "")
	}
	return t.tell(ctx, view.Help(t.mine, helpOf(c, t)))
}

func helpOf(c command, t *turn) []view.HelpTopic {
	info := c.info(t.mine.Say)
	topic := view.HelpTopic{Command: info.Name, Says: info.Description}
	for _, line := range info.Lines {
		topic.Lines = append(topic.Lines, view.HelpLine(line))
	}
	return []view.HelpTopic{topic}
}

// helpAll shows every command in a line.
func helpAll(ctx context.Context, t *turn, _ Command, _ string) error {
	var topics []view.HelpTopic
	for _, c := range t.h.commands {
		info := c.info(t.mine.Say)
		topics = append(topics, view.HelpTopic{Command: info.Name, Says: info.Description})
	}
	return t.tell(ctx, view.Help(t.mine, topics))
}

// throughPo lets every command be typed after /po, as "/po story …", for
// workspaces where another app has taken the shorter name.
func throughPo(ctx context.Context, t *turn, c Command, text string) error {
	word, rest := cutWord(text)
	if cmd, ok := t.h.command(word); ok && cmd.name != "po" {
		c.Name, c.Text = "/"+cmd.name, rest
		return t.h.run(ctx, t, c)
	}
	if len(strings.Fields(text)) > 2 {
		return t.refuse("command.perhapsNeed", "typed", clipWord(text))
	}
	cmd, _ := t.h.command("po")
	return t.unknownWord(cmd, word)
}
