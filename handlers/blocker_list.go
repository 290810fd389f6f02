package handlers

import (
	"context"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// listBlockers lists what stands in people's way, privately: what is in the
// person's, what they can get out of the way, and the rest.
func listBlockers(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	list, err := t.tx.Blockers(ctx, t.product.ID, t.now)
	if err != nil {
		return err
	}
	shown := view.BlockerList{Channel: t.channel.Name}
	for _, b := range scrum.CarryBlockers(list, t.now, t.homeDate().Format(time.DateOnly), t.product.Location(), t.holidays()) {
		if !b.Stands() {
			continue
		}
		line, err := t.blockerLine(ctx, b.Blocker, t.person.ID)
		if err != nil {
			return err
		}
		asked, err := t.wasAsked(ctx, b.Blocker)
		switch {
		case err != nil:
			return err
		case b.Person == t.person.ID:
			shown.Mine = append(shown.Mine, line)
		case asked:
			shown.ForMe = append(shown.ForMe, line)
		default:
			shown.Others = append(shown.Others, line)
		}
	}
	return t.tell(ctx, view.Blockers(t.mine, shown))
}

// blockerLine is a blocker as a viewer may see it.
func (t *turn) blockerLine(ctx context.Context, b scrum.Blocker, viewer scrum.PersonID) (view.BlockerLine, error) {
	line := view.BlockerLine{Blocker: b, Today: t.homeDate().Format(time.DateOnly), Off: t.holidays()}
	s, seen, err := t.seen(ctx, b.Story, viewer)
	if err != nil {
		return line, err
	}
	if seen {
		line.Key = s.Key
	}
	line.Names, err = t.namesIn(ctx, nil, []scrum.Blocker{b})
	return line, err
}

// blockedTyped tells of a blocker at any time: "blocked waiting for the keys".
// Without words the form opens.
func blockedTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	if isEmpty(rest) {
		where := Where{Channel: string(t.product.Channel)}
		t.answer.Open = view.BlockerDetailsForm(t.mine, where.String(), view.BlockerForEdit{})
		return nil
	}
	text := scrum.AsTyped(rest)
	b, err := t.recordBlocker(ctx, scrum.Ask{Product: t.product.ID, Person: t.person.ID}, text, scrum.ReadObstacle(text, true))
	if err != nil {
		return err
	}
	return t.tellRecorded(ctx, b)
}

// tellRecorded shows the person what was noted, and who hears of it.
func (t *turn) tellRecorded(ctx context.Context, b scrum.Blocker) error {
	line, err := t.blockerLine(ctx, b, t.person.ID)
	if err != nil {
		return err
	}
	var who string
	if b.Helper != "" {
		if who, err = t.hearWhen(ctx, []scrum.PersonID{b.Helper}); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.BlockerRecorded(t.mine, line, who))
}

// resolversOf are those who may say what a blocker is about.
func (t *turn) mustTell(ctx context.Context, b scrum.Blocker) error {
	if slices.Contains(b.Resolvers(t.product), t.person.ID) {
		return nil
	}
	return t.mustBeOneOf(ctx, "blocker.refuse.change", b.Resolvers(t.product)...)
}
