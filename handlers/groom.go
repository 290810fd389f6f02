package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// groomTx is what grooming needs of a transaction.
type groomTx interface {
	// Untouched returns the stories in no sprint that were not changed for
	// longest, the oldest change first.
	Untouched(ctx context.Context, q scrum.GroomQuery) ([]scrum.GroomItem, error)
	// KeepOld keeps that somebody looked at a story and left it as it is.
	KeepOld(ctx context.Context, story scrum.StoryID, at time.Time) error
	CreateGroom(ctx context.Context, g scrum.Groom) (scrum.Groom, error)
	SaveGroom(ctx context.Context, g scrum.Groom) error
	Groom(ctx context.Context, id scrum.GroomID) (scrum.Groom, error)
	// OpenGrooms returns what somebody has not gone through yet of a product.
	OpenGrooms(ctx context.Context, person scrum.PersonID, product scrum.ProductID) ([]scrum.Groom, error)
}

// groomDeed offers old stories to the owner. Its subject is how many weeks
// there are in between, and the date that it was planned for where that is a
// holiday: the day of the week stays.
const groomDeed = "backlog.groom"

func groomNoun() noun {
	return noun{
		clicks: map[string]click{
			view.GroomKeep:    pressGroom(keepOld),
			view.GroomSkip:    pressGroom(skipOld),
			view.GroomRewrite: pressGroom(rewriteOld),
			view.GroomDrop:    pressGroom(dropOld),
		},
		deeds:        map[string]deed{groomDeed: groomDue},
		storyChanged: known(followGroom),
	}
}

// groomTyped offers the oldest stories to the person, or sets when they come
// to the owner by themselves.
func groomTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	ask, ok := scrum.ParseGroom(rest)
	if !ok {
		return t.refuse("groom.refuse.ask", "typed", clipWord(rest), "most", scrum.GroomMost, "weeks", scrum.MaxSprintWeeks)
	}
	if ask.Weeks > 0 || ask.Off {
		return t.setGroom(ctx, ask)
	}
	items, err := t.old(ctx, t.person.ID, ask.Count)
	if err != nil {
		return err
	}
	if len(items) == 0 {
		return t.refuse("groom.none", "n", days(scrum.GroomOld), "kept", days(scrum.GroomRest))
	}
	if err := t.offerOld(ctx, t.person.ID, items, 0); err != nil {
		return err
	}
	if t.door.place.Direct {
		return nil // it is the next message
	}
	return t.tell(ctx, view.Note(t.mine.Say("groom.started", "n", len(items))))
}

// old are the stories that nobody changed for long, as far as a person may see
// them, without those that were kept lately.
func (t *turn) old(ctx context.Context, viewer scrum.PersonID, most int) ([]scrum.GroomItem, error) {
	return t.tx.Untouched(ctx, scrum.GroomQuery{
		Product: t.product.ID, Viewer: viewer, Limit: most,
		Untouched: t.now.Add(-scrum.GroomOld), KeptLast: t.now.Add(-scrum.GroomRest),
	})
}

func days(d time.Duration) int { return int(d / (24 * time.Hour)) }

// offerOld writes to somebody. What they had not gone through before ends.
func (t *turn) offerOld(ctx context.Context, person scrum.PersonID, items []scrum.GroomItem, weeks int) error {
	open, err := t.tx.OpenGrooms(ctx, person, t.product.ID)
	if err != nil {
		return err
	}
	for _, g := range open {
		if err := t.endGroom(ctx, g); err != nil {
			return err
		}
	}
	g, err := t.tx.CreateGroom(ctx, scrum.Groom{Product: t.product.ID, Person: person, Weeks: weeks, StartedAt: t.now, Items: items})
	if err != nil {
		return err
	}
	return t.drawGroom(ctx, g)
}

func (t *turn) endGroom(ctx context.Context, g scrum.Groom) error {
	for i := g.Current(); i >= 0; i = g.Current() {
		g.Items[i].Verdict = scrum.GroomSkipped
	}
	return t.drawGroom(ctx, g)
}

// drawGroom shows the story that waits, or the sum of it all at the end.
// Stories that went elsewhere meanwhile are passed over.
func (t *turn) drawGroom(ctx context.Context, g scrum.Groom) error {
	shown := view.GroomShown{Groom: g, Channel: t.channel.Name, Now: t.now}
	for g.Current() >= 0 {
		s, err := t.tx.Story(ctx, g.Items[g.Current()].Story)
		if err != nil {
			return err
		}
		if s.State.Queued() && s.VisibleTo(g.Person, t.product) {
			shown.Story = s
			break
		}
		g.Items[g.Current()].Verdict = scrum.GroomGone
	}
	if g.Current() < 0 && g.EndedAt.IsZero() {
		g.EndedAt = t.now
	}
	if err := t.tx.SaveGroom(ctx, g); err != nil {
		return err
	}
	person, err := t.tx.Person(ctx, g.Person)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	if shown.Names, err = t.names(ctx, shown.Story.Author); err != nil {
		return err
	}
	words, _ := t.readerOf(person)
	return t.direct(ctx, g.Person, view.GroomName(g.ID), view.Groom(words, t.h.words.For(string(shown.Story.Lang), words.Lang()), shown))
}

// pressGroom makes a click of what is decided about the story that waits. A
// button of a story that no longer does only shows how it stands.
func pressGroom(act func(context.Context, *turn, Click, *scrum.Groom, scrum.Story) error) click {
	return on((*turn).groom, func(ctx context.Context, t *turn, c Click, g scrum.Groom) error {
		i := g.Current()
		if i < 0 || idText(g.Items[i].Story) != c.Value {
			return t.drawGroom(ctx, g)
		}
		s, err := t.story(ctx, g.Items[i].Story)
		if err != nil && !errors.Is(err, scrum.ErrNotFound) {
			return err
		}
		if err != nil || !s.State.Queued() {
			return t.drawGroom(ctx, g)
		}
		return act(ctx, t, c, &g, s)
	})
}

// groom returns a going-through of the person's own, and enters its product.
func (t *turn) groom(ctx context.Context, id scrum.GroomID) (scrum.Groom, error) {
	g, err := t.tx.Groom(ctx, id)
	if err != nil {
		return g, err
	}
	if g.Person != t.person.ID {
		return g, t.refuse("command.nothing")
	}
	return g, t.enter(ctx, g.Product)
}

func keepOld(ctx context.Context, t *turn, _ Click, g *scrum.Groom, s scrum.Story) error {
	if err := t.mustBelong(); err != nil {
		return err
	}
	if err := t.tx.KeepOld(ctx, s.ID, t.now); err != nil {
		return err
	}
	g.Items[g.Current()].Verdict = scrum.GroomKept
	return t.drawGroom(ctx, *g)
}

func skipOld(ctx context.Context, t *turn, _ Click, g *scrum.Groom, _ scrum.Story) error {
	g.Items[g.Current()].Verdict = scrum.GroomSkipped
	return t.drawGroom(ctx, *g)
}

// rewriteOld and dropOld open a form; when it is sent, [followGroom] goes on.
func rewriteOld(ctx context.Context, t *turn, c Click, _ *scrum.Groom, s scrum.Story) error {
	return openEdit(ctx, t, c, s)
}

func dropOld(ctx context.Context, t *turn, c Click, _ *scrum.Groom, s scrum.Story) error {
	c.Value = "" // in whatever state it is
	return stepFrom(view.StoryDrop)(ctx, t, c, s)
}

// followGroom goes on to the next story when the person changed the one that
// was offered to them, by whichever door.
func followGroom(ctx context.Context, t *turn, _, s scrum.Story) error {
	if t.person.ID == "" {
		return nil
	}
	open, err := t.tx.OpenGrooms(ctx, t.person.ID, s.Product)
	if err != nil {
		return err
	}
	for _, g := range open {
		for i := range g.Items {
			if g.Items[i].Story != s.ID {
				continue
			}
			g.Items[i].Verdict = groomVerdict(g.Items[i].Verdict, s)
			if err := t.drawGroom(ctx, g); err != nil {
				return err
			}
		}
	}
	return nil
}

// groomVerdict is what a change of a story means to who goes through the old
// ones: what was dropped and taken back waits again.
func groomVerdict(before scrum.GroomVerdict, s scrum.Story) scrum.GroomVerdict {
	switch {
	case s.State == scrum.StoryDropped:
		return scrum.GroomDropped
	case !s.State.Queued():
		return scrum.GroomGone
	case before == scrum.GroomDropped || before == scrum.GroomGone:
		return ""
	}
	return scrum.GroomRewritten
}
