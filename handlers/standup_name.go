package handlers

import (
	"context"
	"errors"
	"html"
	"strings"
	"unicode/utf8"

	"pogo/scrum"
	"pogo/view"
)

// maxStandupName is how long the name of a stand-up may be.
const maxStandupName = 40

// cutStandup takes the quoted name of a stand-up off the beginning of what was
// typed: `"Design" at 10:00`. Without one it is the channel's first, "".
func cutStandup(typed string) (name, rest string) {
	typed = strings.TrimSpace(anySpace.ReplaceAllString(typed, " "))
	found := quotedText.FindStringSubmatch(typed)
	if found == nil {
		return "", typed
	}
	return html.UnescapeString(strings.TrimSpace(found[1])), strings.TrimSpace(typed[len(found[0]):])
}

// isName reports whether nothing was typed but perhaps a stand-up's name.
func isName(typed string) bool {
	_, rest := cutStandup(typed)
	return rest == ""
}

// ofStandup makes a verb of what it does for the stand-up that is named, the
// first without a name.
func ofStandup(act func(ctx context.Context, t *turn, name string) error) func(context.Context, *turn, Command, string) error {
	return func(ctx context.Context, t *turn, _ Command, rest string) error {
		if err := t.mustBeInTeam(ctx); err != nil {
			return err
		}
		name, _ := cutStandup(rest)
		return act(ctx, t, name)
	}
}

// standupTyped lets the word "at" be left out, and the name of a stand-up
// stand before the verb: `/standup "Design" off`.
func standupTyped(ctx context.Context, t *turn, c Command, text string) error {
	cmd, _ := t.h.command("standup")
	name, rest := cutStandup(text)
	word, behind := cutWord(rest)
	if name != "" {
		quoted := `"` + html.EscapeString(name) + `" `
		if rest == "" {
			return ofStandup(tellStandupCalled)(ctx, t, c, text)
		}
		if v, ok := cmd.verb(word); ok && (v.fits == nil || v.fits(quoted+behind)) {
			return v.run(ctx, t, c, quoted+behind)
		}
	}
	if clock, days, ok := scrum.ParseStandup(rest); ok {
		return t.setStandup(ctx, name, clock, days)
	}
	return t.unknownWord(cmd, word)
}

// setStandupTyped takes the name before the time, or behind the verb.
func setStandupTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	name, rest := cutStandup(rest)
	clock, days, ok := scrum.ParseStandup(rest)
	if !ok {
		return t.unread(rest, "/standup "+t.verb("standup", "at"), t.mine.Say("standup.example"))
	}
	return t.setStandup(ctx, name, clock, days)
}

// standupCalled returns the product's stand-up of a name, which may not exist
// yet.
func (t *turn) standupCalled(ctx context.Context, name string) (scrum.Standup, error) {
	standup, err := t.tx.StandupNamed(ctx, t.product.ID, name)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Standup{Product: t.product.ID, Name: name}, nil
	}
	return standup, err
}

// runningStandup returns the product's stand-up of a name, or refuses where
// nobody is asked by the clock.
func (t *turn) runningStandup(ctx context.Context, name string) (scrum.Standup, error) {
	standup, err := t.standupCalled(ctx, name)
	switch {
	case err != nil || standup.Runs():
		return standup, err
	case name == "":
		return standup, t.refuse("standup.refuse.none")
	}
	return standup, t.refuseUnknown(name)
}

func (t *turn) refuseUnknown(name string) error {
	return t.refuse("standup.refuse.unknown", "name", t.mine.Quote(escape(name)))
}

// mustBeNameable refuses a name for a new stand-up that is too long, and one
// stand-up too many.
func (t *turn) mustBeNameable(ctx context.Context, s scrum.Standup) error {
	if s.ID != 0 {
		return nil
	}
	if utf8.RuneCountInString(s.Name) > maxStandupName {
		return t.refuse("standup.refuse.longName", "n", maxStandupName)
	}
	all, err := t.tx.Standups(ctx, t.product.ID)
	if err == nil && len(all) >= scrum.MaxStandups {
		err = t.refuse("standup.refuse.many", "n", scrum.MaxStandups)
	}
	return err
}

// called is what people read a stand-up of the channel to be called.
func (t *turn) called(s scrum.Standup) view.StandupName {
	return view.StandupName{Own: s.Name, Channel: t.channel.Name}
}
