package handlers

import (
	"context"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

func helpNoun() noun {
	return noun{
		clicks:    map[string]click{view.HelpAll: func(ctx context.Context, t *turn, _ Click) error { return helpAll(ctx, t, Command{}, "") }},
		forGuests: []string{view.HelpAll},
		commands: []command{{
			name:     "po",
			anywhere: true, guests: true,
			verbs: []verb{
				{name: "help", also: []string{"aide"}, fits: isEmpty, run: helpAll, guests: true, looks: true},
				{name: "settings", also: []string{"setting", "reglages", "reglage", "parametres"}, fits: isEmpty, run: settingsTyped, looks: true},
				exportVerb(),
				{name: "news", also: []string{"nouvelles"}, fits: isNewsAsked, run: newsTyped, guests: true},
				{name: "language", also: []string{"langue", "lang"}, run: setLanguage},
				{name: "owner", also: []string{"responsable", "proprietaire"}, run: ownerTyped},
				{name: "privacy", also: []string{"confidentialite"}, run: privacyTyped},
				{name: "emoji", also: []string{"emojis", "emoticone", "emoticones", "reactions"}, run: setEmoji},
				{name: "guests", also: []string{"guest", "invites", "invite"}, run: setGuests},
				{name: "role", run: roleTyped},
				{name: "roles", fits: isEmpty, run: rolesTyped, looks: true},
				{name: "away", also: []string{"absent", "absente", "absence", "absences", "conge", "conges"}, run: awayTyped},
				{name: "back", also: []string{"retour", "revenu", "revenue"}, fits: isEmpty, run: backTyped},
				{name: "holidays", also: []string{"holiday", "feries", "ferie", "jours"}, run: holidaysTyped},
				{name: "ready", also: []string{"pret", "prete", "pretes"}, run: setReady},
			},
			rest: throughPo,
			bare: func(ctx context.Context, t *turn, _ Command) error { return helpAll(ctx, t, Command{}, "") },
		}},
	}
}

// help shows what can follow a command, or how one of its verbs is used.
func (t *turn) help(ctx context.Context, c command, about verb) error {
	if about.name != "" {
		c.verbs = []verb{about}
		return t.tell(ctx, view.HelpOnOne(t.mine, helpOf(c, t)))
	}
	if c.name == "po" {
		return helpAll(ctx, t, Command{}, "")
	}
	return t.tell(ctx, view.Help(t.mine, helpOf(c, t)))
}

func helpOf(c command, t *turn) view.HelpTopic {
	info := c.info(t.mine.Say)
	topic := view.HelpTopic{Command: info.Name, Says: info.Description}
	for _, line := range info.Lines {
		topic.Lines = append(topic.Lines, view.HelpLine(line))
	}
	return topic
}

// helpAll shows every command in a line, and what can follow /po, which nothing
// else tells.
func helpAll(ctx context.Context, t *turn, _ Command, _ string) error {
	var topics []view.HelpTopic
	for _, c := range t.h.commands {
		topic := helpOf(c, t)
		if c.name != "po" {
			topic.Lines = nil
		}
		topics = append(topics, topic)
	}
	return t.tell(ctx, view.Help(t.mine, topics...))
}

// throughPo lets every command be typed after /po, as "/po story …", for
// workspaces where another app has taken the shorter name.
func throughPo(ctx context.Context, t *turn, c Command, text string) error {
	text = strings.TrimSpace(view.Clean(text))
	if text == "" { // but for marks that nobody sees
		return helpAll(ctx, t, c, text)
	}
	word, rest := cutWord(text)
	if cmd, ok := t.h.command(word); ok {
		c.Name, c.Text = "/"+cmd.name, rest
		return t.h.run(ctx, t, c)
	}
	if meant, ok := t.h.verbOfAnother(word, rest); ok {
		return t.suggestCommand(ctx, c, text, meant)
	}
	if meant, ok := t.h.meant(text); ok {
		return t.suggestCommand(ctx, c, text, meant)
	}
	if keys, ok := keys(text); ok && len(keys) == 1 || len(strings.Fields(text)) > 2 {
		return t.perhapsStory(ctx, c, text, ok)
	}
	cmd, _ := t.h.command("po")
	return t.unknownWord(cmd, word)
}

// perhapsStory handles what was typed without a command, usually in a direct
// message. It may be the key of a story, which is shown; a need, which is
// created; or anything else, of which a button makes a story.
func (t *turn) perhapsStory(ctx context.Context, c Command, text string, isKey bool) error {
	c.Name, c.Text = "/story", text
	if isKey || t.isNeed(text) {
		return t.h.run(ctx, t, c)
	}
	if t.channel.Direct && view.FitsButton(text) {
		return t.tell(ctx, view.PerhapsNeed(t.mine, text, "")) // small talk is not to wait on Home
	}
	draft, err := t.keepDraft(ctx, c.draft())
	if err != nil {
		return err
	}
	return t.tell(ctx, view.PerhapsNeed(t.mine, text, draft))
}

// meant corrects a first word that is nearly a command. In a sentence that is
// only believed of a command that takes sentences, or before one of its verbs:
// "note that we ship" does not mean a vote.
func (h *Handlers) meant(text string) (string, bool) {
	word, rest := cutWord(text)
	next, _ := cutWord(rest)
	short := len(strings.Fields(text)) <= 2
	for _, c := range h.commands {
		_, verb := c.verb(next)
		if isSlip(scrum.Fold(word), c.name) && (short || verb || c.needs) {
			return strings.TrimSpace(c.name + " " + rest), true
		}
	}
	return "", false
}

// verbOfAnother completes a verb of a single command, before which the command
// was left out: "done PAY-1". A verb that takes any words may begin a sentence.
func (h *Handlers) verbOfAnother(word, rest string) (meant string, ok bool) {
	for _, c := range h.commands {
		v, is := c.verb(word)
		if !is || rest != "" && (v.fits == nil || !v.fits(rest)) {
			continue
		}
		if ok {
			return "", false
		}
		meant, ok = strings.TrimSpace(c.name+" "+word+" "+rest), true
	}
	return meant, ok
}

// suggestCommand proposes the command that was probably meant. A need that
// stands behind it is kept as a draft, to be created by one press.
func (t *turn) suggestCommand(ctx context.Context, c Command, typed, meant string) error {
	word, _ := cutWord(typed)
	name, need := cutWord(meant)
	args := []any{"typed", clipWord(word), "nearest", "/po " + clipWord(meant), "command", "/po"}
	if cmd, _ := t.h.command(name); !cmd.needs || need == "" || t.h.isVerb(name, need) {
		return t.refuse("command.suggest", args...)
	}
	draft, err := t.keepDraft(ctx, c.draft())
	if err != nil {
		return err
	}
	return t.tell(ctx, view.SuggestedNeed(t.mine, t.mine.Say("command.suggest", args...), need, typed, draft))
}
