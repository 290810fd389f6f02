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
	SaveBlocker(ctx context.Context, b scrum.Blocker) error
	DropBlocker(ctx context.Context, id scrum.BlockerID) error
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
			text, found = answers[q], h
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
		if err := t.clearBlockers(ctx, ask.Person); err != nil {
			return false, err
		}
	}
	known, err := t.tx.BlockerOf(ctx, ask.ID)
	mine := err == nil && known.ResolvedAt.IsZero()
	switch {
	case err != nil && !errors.Is(err, scrum.ErrNotFound):
		return false, err
	case err == nil && known.Same(text):
		known.Helper, known.Text, known.Low = h.Helper, text, h.Low
		return false, t.tx.SaveBlocker(ctx, known)
	case h.Obstacle == scrum.IsObstacle && mine:
		known.Helper, known.Text, known.Low, known.Since = h.Helper, text, h.Low, t.blockedSince(text)
		return false, t.tx.SaveBlocker(ctx, known)
	case h.Obstacle == scrum.IsObstacle:
		return false, t.recordBlocker(ctx, ask, text, h)
	case mine:
		return h.Obstacle == scrum.PerhapsObstacle, t.tx.DropBlocker(ctx, known.ID)
	}
	return h.Obstacle == scrum.PerhapsObstacle, nil
}

// recordBlocker keeps a blocker, unless it is one that stands already.
func (t *turn) recordBlocker(ctx context.Context, ask scrum.Ask, text string, h scrum.Hindrance) error {
	t.touch(h.Helper)
	open, err := t.openBlockers(ctx, ask.Person)
	if err != nil {
		return err
	}
	for _, b := range open {
		if b.Same(text) {
			if h.Helper != "" {
				b.Helper = h.Helper
			}
			return t.tx.SaveBlocker(ctx, b)
		}
	}
	_, err = t.tx.CreateBlocker(ctx, scrum.Blocker{
		Product: ask.Product, Ask: ask.ID, Person: ask.Person, Helper: h.Helper, Text: text, Low: h.Low,
		Since: t.blockedSince(text), CreatedAt: t.now,
	})
	return err
}

func (t *turn) blockedSince(text string) string {
	return scrum.BlockedSince(text, t.now.In(t.product.Location())).Format(time.DateOnly)
}

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
// no longer does.
func (t *turn) clearBlockers(ctx context.Context, person scrum.PersonID) error {
	open, err := t.openBlockers(ctx, person)
	if err != nil {
		return err
	}
	for _, b := range open {
		b.ResolvedAt, b.ResolvedBy = t.now, person
		if err := t.tx.SaveBlocker(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// confirmBlocker is the yes of a person whose answer left room for doubt.
func confirmBlocker(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	text, h := hindrance(ask.Answers)
	if _, err := t.tx.BlockerOf(ctx, ask.ID); err == nil || text == "" {
		return t.refuse("command.nothing")
	}
	if err := t.recordBlocker(ctx, ask, text, h); err != nil {
		return err
	}
	if err := t.drawCopy(ctx, ask, false); err != nil {
		return err
	}
	return t.drawLate(ctx, ask)
}

func denyBlocker(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	return t.drawCopy(ctx, ask, false)
}

// blocker returns a blocker that the person may see, and enters its product.
func (t *turn) blocker(ctx context.Context, id scrum.BlockerID) (scrum.Blocker, error) {
	b, err := t.tx.Blocker(ctx, id)
	if err != nil {
		return b, err
	}
	return b, t.enter(ctx, b.Product)
}

// resolveBlocker takes a blocker off the digests, for who is blocked, who was
// asked to help, even from outside, and the owner.
func resolveBlocker(ctx context.Context, t *turn, c Click, b scrum.Blocker) error {
	if err := t.mustBeOneOf(ctx, "standup.refuse.resolve", b.Resolvers(t.product)...); err != nil {
		return err
	}
	if !b.ResolvedAt.IsZero() {
		return t.refuse("standup.refuse.resolved")
	}
	b.ResolvedAt, b.ResolvedBy = t.now, t.person.ID
	t.touch(b.Helper)
	if err := t.tx.SaveBlocker(ctx, b); err != nil {
		return err
	}
	return t.showResolved(ctx, c)
}

// showResolved redraws the newest digest, and says it privately where the
// button stood elsewhere.
func (t *turn) showResolved(ctx context.Context, c Click) error {
	day, err := t.tx.NewestDigest(ctx, t.product.ID)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	stands, err := t.stands(ctx, view.DigestName(day.ID)) // not where there is no day
	if err != nil {
		return err
	}
	if stands {
		if err := t.drawDigest(ctx, day); err != nil {
			return err
		}
		pressed, err := t.tx.DeliveryAt(ctx, scrum.ChannelID(c.Channel), c.Message)
		if err == nil && pressed.Name == view.DigestName(day.ID) {
			return nil
		}
		if err != nil && !errors.Is(err, scrum.ErrNotFound) {
			return err
		}
	}
	return t.tell(ctx, view.Note(t.mine.Say("standup.blocker.thanks")))
}
