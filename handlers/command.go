package handlers

import (
	"context"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// command is one slash command and everything that can follow it. Its
// sentences are found in locale under its name: "help.story" and, for a verb,
// "help.story.show", and "usage.story.show" for what is typed, which begins
// with the verb or another of its words in the reader's language.
type command struct {
	name  string // "story", typed as "/story"
	verbs []verb
	// bare runs when nothing follows; nil: the command's help.
	bare func(context.Context, *turn, Command) error
	// rest runs when what follows starts with no verb; nil: the nearest verb
	// is proposed.
	rest func(context.Context, *turn, Command, string) error
	// needs tells that the rest is a need in any words, of which "help" may be
	// the first: "/story help buyers find their receipt".
	needs bool
	// anywhere lets the command work where Pogo is no member.
	anywhere bool
	// guests may use the bare command and the rest.
	guests bool
	// looks tells that the bare command and the rest change nothing.
	looks bool
}

// verb is a first word that means something to a command, if what follows
// fits it.
type verb struct {
	name   string                 // "show"
	also   []string               // the same in other words, both languages, folded
	fits   func(rest string) bool // nil: anything
	run    func(ctx context.Context, t *turn, c Command, rest string) error
	guests bool // guests may use it too
	looks  bool // it changes nothing
}

func (v verb) is(word string) bool {
	return v.name == word || slices.Contains(v.also, word)
}

// run finds what a command means and does it.
func (h *Handlers) run(ctx context.Context, t *turn, c Command) error {
	cmd, ok := h.command(c.Name)
	if !ok {
		return t.refuse("command.nothing")
	}
	text := strings.TrimSpace(c.Text)
	word, rest := cutWord(text)
	if about, ok := cmd.asksForHelp(word, rest); ok {
		return t.help(ctx, cmd, about)
	}
	if !t.channel.Member && !t.channel.Direct && !cmd.anywhere {
		return t.stranded(ctx, c, cmd)
	}
	if v, ok := cmd.verb(word); ok && (v.fits == nil || v.fits(rest)) {
		return t.unlessGuest(ctx, v.guests, func() error { return v.run(ctx, t, c, rest) })
	}
	return t.unlessGuest(ctx, cmd.guests, func() error { return cmd.runRest(ctx, t, c, text) })
}

// looks reports whether a command changes nothing, whoever types it where. A
// reader can do it then: it waits for no writer, nor for a disk that is full.
func (h *Handlers) looks(c Command) bool {
	cmd, ok := h.command(c.Name)
	if !ok {
		return false
	}
	word, rest := cutWord(c.Text)
	if _, ok := cmd.asksForHelp(word, rest); ok {
		return true
	}
	if v, ok := cmd.verb(word); ok && (v.fits == nil || v.fits(rest)) {
		return v.looks
	}
	return cmd.looks
}

// asksForHelp reports whether what follows a command asks for its help, and about
// which verb if about one, "show help" and "help show": always if it starts so,
// but where any words are a need only if nothing more than a verb follows.
func (c command) asksForHelp(word, rest string) (verb, bool) {
	if v, ok := c.verb(word); ok && v.name != "help" && isHelp(rest) {
		return v, true
	}
	v, isVerb := c.verb(rest)
	return v, isHelp(word) && (!c.needs || rest == "" || isVerb)
}

func isHelp(word string) bool {
	folded := scrum.Fold(word)
	return folded == "help" || folded == "aide"
}

func (c command) runRest(ctx context.Context, t *turn, typed Command, text string) error {
	switch {
	case text == "":
		return c.runBare(ctx, t, typed)
	case c.rest != nil:
		return c.rest(ctx, t, typed, text)
	}
	word, _ := cutWord(text)
	return t.unknownWord(c, word)
}

func (c command) runBare(ctx context.Context, t *turn, typed Command) error {
	if c.bare == nil {
		return t.help(ctx, c, verb{})
	}
	return c.bare(ctx, t, typed)
}

// command finds a command by what was typed. A prefix that the manifest was
// made with ("/po-story") is taken off.
func (h *Handlers) command(typed string) (command, bool) {
	name := strings.TrimPrefix(strings.ToLower(typed), "/")
	for _, c := range h.commands {
		if name == c.name || strings.HasSuffix(name, "-"+c.name) {
			return c, true
		}
	}
	return command{}, false
}

func (c command) verb(word string) (verb, bool) {
	folded := scrum.Fold(word)
	for _, v := range c.verbs {
		if v.is(folded) {
			return v, true
		}
	}
	return verb{}, false
}

// isSlip reports whether a folded word is probably a misspelled name: within
// two edits, which leave something of it.
func isSlip(word, name string) bool {
	d := scrum.Edits(word, name)
	return d > 0 && d < 3 && d < len(name)-1
}

// nearest returns the verb that a word was probably meant to be, within two
// edits.
func (c command) nearest(word string) (string, bool) {
	folded, best, distance := scrum.Fold(word), "", 3
	for _, v := range c.verbs {
		for _, name := range append([]string{v.name}, v.also...) {
			if d := scrum.Edits(folded, name); d < distance && isSlip(folded, name) {
				best, distance = name, d
			}
		}
	}
	return best, best != ""
}

// unknownWord refuses a word that is no verb, with the nearest one if there
// is one. If it is one, what follows does not fit it.
func (t *turn) unknownWord(c command, word string) error {
	name := "/" + c.name
	if v, ok := c.verb(word); ok {
		return t.unfit(name+" "+word, name+" "+t.verb(c.name, v.name))
	}
	if nearest, ok := c.nearest(word); ok {
		return t.refuse("command.suggest", "typed", clipWord(word), "nearest", name+" "+t.accented(c, nearest), "command", name)
	}
	return t.refuse("command.unknown", "typed", clipWord(word), "command", name)
}

// verb is a verb as the reader would type it: "add", "ajouter".
func (t *turn) verb(command, name string) string {
	word, _ := cutWord(t.mine.Say("usage." + command + "." + name))
	return word
}

// accented is a name of a verb as the reader would write it: « répondre » for
// "repondre".
func (t *turn) accented(c command, name string) string {
	v, _ := c.verb(name)
	if word := t.verb(c.name, v.name); scrum.Fold(word) == name {
		return word
	}
	return name
}

// unread refuses what follows a verb that takes something, or that nothing does.
func (t *turn) unread(rest, typed, example string) error {
	if isEmpty(rest) {
		return t.refuse("command.missing", "typed", typed, "example", example)
	}
	return t.unfit(typed, example)
}

// unfit refuses what follows a verb, with an example.
func (t *turn) unfit(typed, example string) error {
	return t.refuse("command.unfit", "typed", typed, "example", example)
}

// stranded answers a command typed where Pogo is no member: a need is kept as
// a private draft, everything else is told how to go on.
func (t *turn) stranded(ctx context.Context, c Command, cmd command) error {
	if !cmd.needs || isEmpty(c.Text) || t.h.isVerb(cmd.name, c.Text) {
		return t.refuse("command.stranded")
	}
	draft, err := t.keepDraft(ctx, c.draft())
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Stranded(t.mine, c.Text, draft))
}

// draft is a command that is not carried out yet.
func (c Command) draft() scrum.Draft { return scrum.Draft{Command: c.Name, Text: c.Text} }

// CommandInfo is one command as the manifest, the README and the playground
// show it.
type CommandInfo struct {
	Name        string // "/story"
	Description string
	Usage       string // "TEXT | list | show ID | …"
	Lines       []CommandLine
}

// CommandLine is one thing that can be typed.
type CommandLine struct{ Typed, Says string }

// Commands lists everything that people can type, in the words of a locale.
func (h *Handlers) Commands(locale string) []CommandInfo {
	words := h.words.For(locale)
	infos := make([]CommandInfo, 0, len(h.commands))
	for _, c := range h.commands {
		infos = append(infos, c.info(words.Say))
	}
	return infos
}

func (c command) info(say func(string, ...any) string) CommandInfo {
	info := CommandInfo{Name: "/" + c.name, Description: say("help." + c.name)}
	if c.rest != nil || c.bare != nil {
		usage := usage(say, c.name)
		info.Usage = usage
		info.Lines = append(info.Lines, CommandLine{Typed: strings.TrimSpace("/" + c.name + " " + usage), Says: say("help." + c.name + ".rest")})
	}
	var names []string
	for _, v := range c.verbs {
		key := c.name + "." + v.name
		typed := say("usage." + key)
		names = append(names, typed)
		info.Lines = append(info.Lines, CommandLine{Typed: "/" + c.name + " " + typed, Says: say("help." + key)})
	}
	info.Usage = strings.Trim(info.Usage+" | "+strings.Join(names, " | "), " |")
	return info
}

// usage is what follows a command; "" where nothing does.
func usage(say func(string, ...any) string, of string) string {
	key := "usage." + of
	if said := say(key); said != key {
		return said
	}
	return ""
}
