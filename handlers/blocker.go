package handlers

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// blockerTx is what blockers need of a transaction.
type blockerTx interface {
	CreateBlocker(ctx context.Context, b scrum.Blocker) (scrum.Blocker, error)
	Blocker(ctx context.Context, id scrum.BlockerID) (scrum.Blocker, error)
	BlockerOf(ctx context.Context, ask scrum.AskID) (scrum.Blocker, error)
	// Blockers returns those that stand, and those resolved since.
	Blockers(ctx context.Context, product scrum.ProductID, since time.Time) ([]scrum.Blocker, error)
	// BlockersFor returns those that wait for somebody, in any product.
	BlockersFor(ctx context.Context, person scrum.PersonID) ([]scrum.Blocker, error)
	// ResolvedBlockers returns those resolved last, the last first.
	ResolvedBlockers(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Blocker, error)
	SaveBlocker(ctx context.Context, b scrum.Blocker) error
	DropBlocker(ctx context.Context, id scrum.BlockerID) error

	RecordBlocker(ctx context.Context, e scrum.BlockerEvent) error
	BlockerEvents(ctx context.Context, id scrum.BlockerID) ([]scrum.BlockerEvent, error)

	CallFor(ctx context.Context, c scrum.BlockerCall) error
	Calls(ctx context.Context, id scrum.BlockerID) ([]scrum.BlockerCall, error)
	CallsOf(ctx context.Context, message scrum.BlockerCallID) ([]scrum.BlockerCall, error)
	ToldCall(ctx context.Context, c scrum.BlockerCall) error
	// CallsWait returns the products in which somebody is still to be told of a
	// blocker.
	CallsWait(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error)
	ForgetCalls(ctx context.Context, id scrum.BlockerID) error
	SetEscalation(ctx context.Context, product scrum.ProductID, to scrum.PersonID) error
}

// BlockersDeed takes the steps of a product's blockers that are due. Whoever
// brings blockers from elsewhere arms it.
const BlockersDeed = "blocker.step"

func blockerNoun() noun {
	return noun{
		clicks: map[string]click{
			view.BlockerYes:      on((*turn).ask, confirmBlocker),
			view.BlockerNo:       on((*turn).ask, denyBlocker),
			view.BlockerHelp:     on((*turn).blocker, helpBlocker),
			view.BlockerResolve:  on((*turn).blocker, endBlocker(scrum.BlockerResolved)),
			view.BlockerDrop:     on((*turn).blocker, endBlocker(scrum.BlockerDropped)),
			view.BlockerReopen:   on((*turn).blocker, reopenBlocker),
			view.BlockerDetails:  on((*turn).blocker, openBlockerForm),
			view.BlockerEscalate: on((*turn).blocker, escalateBlocker),
			view.BlockerConsent:  on((*turn).blocker, consentToOutsider),
		},
		forms:     map[string]submit{view.BlockerForm: submitBlocker},
		deeds:     map[string]deed{BlockersDeed: blockersDue},
		forGuests: []string{view.BlockerHelp, view.BlockerResolve},
		turnEnded: followBlockers,

		rosterChanged: followGone,
	}
}

// blockerVerbs are what follows /standup about blockers.
func blockerVerbs() []verb {
	return []verb{
		{name: "blockers", also: []string{"blocages", "obstacles"}, fits: isEmpty, run: listBlockers},
		{name: "blocked", also: []string{"bloque", "bloquee", "blocage", "blocker"}, run: blockedTyped},
		{name: "escalate", also: []string{"escalader", "escalade"}, run: escalationTyped},
	}
}

// hindrance finds what the answers say of blockers: first where it was asked
// for, then anywhere.
func hindrance(answers scrum.Answers) (string, scrum.Hindrance) {
	text := answers[scrum.QuestionObstacle]
	found := scrum.ReadObstacle(text, true)
	for _, q := range slices.Sorted(maps.Keys(answers)) { // "next" before "other"
		if q == scrum.QuestionObstacle {
			continue
		}
		h := scrum.ReadObstacle(answers[q], false)
		if found.Obstacle == scrum.NoObstacle && h.Obstacle == scrum.IsObstacle {
			text, found = scrum.ObstacleIn(answers[q]), h
			found.Helper = scrum.ReadObstacle(text, false).Helper // not whom the rest thanks
		}
		found.Cleared = found.Cleared || h.Cleared
	}
	return text, found
}

// noteBlocker puts what the answers say of blockers on record. It reports
// whether the person must be asked what they mean.
func (t *turn) noteBlocker(ctx context.Context, ask scrum.Ask, helper scrum.PersonID) (perhaps bool, err error) {
	text, h := hindrance(ask.Answers)
	if helper != "" {
		h.Helper = helper
	}
	if h.Obstacle == scrum.PerhapsObstacle && h.Helper != "" {
		h.Obstacle = scrum.IsObstacle // whoever names a helper needs one
	}
	if h.Cleared {
		if err := t.clearBlockers(ctx, ask.Person, h.Helper); err != nil {
			return false, err
		}
	}
	known, err := t.tx.BlockerOf(ctx, ask.ID)
	mine := err == nil && known.Stands()
	switch {
	case err != nil && !errors.Is(err, scrum.ErrNotFound):
		return false, err
	case err == nil && known.Same(text), h.Obstacle == scrum.IsObstacle && mine:
		return false, t.retellBlocker(ctx, known, text, h)
	case h.Obstacle == scrum.IsObstacle:
		_, err := t.recordBlocker(ctx, ask, text, h)
		return false, err
	case mine:
		return h.Obstacle == scrum.PerhapsObstacle, t.takeBackBlocker(ctx, known)
	}
	return h.Obstacle == scrum.PerhapsObstacle, nil
}

// retellBlocker keeps what the author of an answer made of it.
func (t *turn) retellBlocker(ctx context.Context, known scrum.Blocker, text string, h scrum.Hindrance) error {
	b := known
	if !known.Same(text) {
		b = b.Read(text, t.today(t.person))
	}
	b.Text, b.Low = text, h.Low
	if h.Helper != "" && h.Helper != b.Person {
		b.Helper = h.Helper
	}
	return t.changeBlocker(ctx, known, b)
}

// takeBackBlocker forgets a blocker whose author meant none, unless somebody
// was told of it already.
func (t *turn) takeBackBlocker(ctx context.Context, b scrum.Blocker) error {
	calls, err := t.tx.Calls(ctx, b.ID)
	if err != nil {
		return err
	}
	if !b.AckedAt.IsZero() || len(calls) > 0 {
		return t.keepBlocker(ctx, b.Resolve(b.Person, t.now), scrum.BlockerResolved)
	}
	t.touch(b.Helper)
	return t.tx.DropBlocker(ctx, b.ID)
}

// recordBlocker keeps a blocker, unless it is one that stands already, or that
// ended lately and stands again.
func (t *turn) recordBlocker(ctx context.Context, ask scrum.Ask, text string, h scrum.Hindrance) (scrum.Blocker, error) {
	known, err := t.tx.Blockers(ctx, t.product.ID, t.now.Add(-scrum.ReopenFor))
	if err != nil {
		return scrum.Blocker{}, err
	}
	for _, b := range slices.Backward(known) {
		if b.Person != ask.Person || !b.Same(text) {
			continue
		}
		after := b
		if h.Helper != "" && h.Helper != b.Person {
			after.Helper = h.Helper
		}
		if b.Stands() {
			return after, t.changeBlocker(ctx, b, after)
		}
		after = after.Reopen(t.now)
		return after, t.renewBlocker(ctx, after)
	}
	b := scrum.Blocker{Product: ask.Product, Ask: ask.ID, Person: ask.Person, Low: h.Low, CreatedAt: t.now}.Read(text, t.today(t.person))
	if b.Helper, err = t.helperIn(ctx, b, h); err != nil {
		return b, err
	}
	if b.AskedAt, err = t.askedBy(ctx, b); err != nil {
		return b, err
	}
	if b.Story, err = t.storyIn(ctx, text); err != nil {
		return b, err
	}
	if b, err = t.tx.CreateBlocker(ctx, b); err != nil {
		return b, err
	}
	return b, t.noteDeed(ctx, b, scrum.BlockerTold, "")
}

// helperIn is who can help, as a text says it: by a mention, or by the name of
// somebody in the channel.
func (t *turn) helperIn(ctx context.Context, b scrum.Blocker, h scrum.Hindrance) (scrum.PersonID, error) {
	if h.Helper != "" && h.Helper != b.Person {
		return h.Helper, nil
	}
	members, err := t.tx.Members(ctx, t.product.Channel)
	members = slices.DeleteFunc(members, func(p scrum.Person) bool { return p.Bot || p.Deleted || p.ID == b.Person })
	return scrum.HelperNamed(b.Text, members), err
}

// storyIn is the story that a text names, if the channel sees it; 0 for none.
func (t *turn) storyIn(ctx context.Context, text string) (scrum.StoryID, error) {
	key, number, ok := scrum.ParseStoryKey(scrum.StoryNamed(text))
	if !ok || key != t.product.Key {
		return 0, nil
	}
	s, err := t.tx.StoryByNumber(ctx, t.product.ID, number)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && !s.VisibleTo("", t.product) {
		return 0, nil
	}
	return s.ID, err
}

// homeDate is the date in the product's zone.
func (t *turn) homeDate() time.Time { return t.now.In(t.product.Location()) }

// openBlockers are what stands in a person's way.
func (t *turn) openBlockers(ctx context.Context, person scrum.PersonID) ([]scrum.Blocker, error) {
	all, err := t.tx.Blockers(ctx, t.product.ID, t.now)
	var open []scrum.Blocker
	for _, b := range all {
		if b.Person == person && b.ResolvedAt.IsZero() {
			open = append(open, b)
		}
	}
	return open, err
}

// clearBlockers resolves what stood in the way of somebody who says that it
// no longer does: what those could help with whom the text thanks, else all.
func (t *turn) clearBlockers(ctx context.Context, person, thanked scrum.PersonID) error {
	open, err := t.openBlockers(ctx, person)
	if err != nil {
		return err
	}
	theirs := slices.DeleteFunc(slices.Clone(open), func(b scrum.Blocker) bool { return thanked == "" || b.Helper != thanked })
	if len(theirs) > 0 {
		open = theirs
	}
	for _, b := range open {
		if err := t.keepBlocker(ctx, b.Resolve(person, t.now), scrum.BlockerResolved); err != nil {
			return err
		}
	}
	return nil
}

// confirmBlocker is the yes of a person whose answer left room for doubt.
func confirmBlocker(ctx context.Context, t *turn, c Click, ask scrum.Ask) error {
	text, h := hindrance(ask.Answers)
	if _, err := t.tx.BlockerOf(ctx, ask.ID); err == nil || text == "" {
		return t.refuse("command.nothing")
	}
	if _, err := t.recordBlocker(ctx, ask, text, h); err != nil {
		return err
	}
	if err := denyBlocker(ctx, t, c, ask); err != nil {
		return err
	}
	return t.drawLate(ctx, ask)
}

// denyBlocker takes the question away.
func denyBlocker(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	ask.Perhaps = false
	if err := t.tx.SaveAsk(ctx, ask); err != nil {
		return err
	}
	return t.drawSheet(ctx, ask.Leads())
}
