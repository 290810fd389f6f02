package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
	"pogo/view"
)

// blocker returns a blocker that the person may act on, and enters its
// product. Whoever was asked to help reaches what they were asked about,
// wherever they come from.
func (t *turn) blocker(ctx context.Context, id scrum.BlockerID) (scrum.Blocker, error) {
	b, err := t.tx.Blocker(ctx, id)
	if err != nil {
		return b, err
	}
	err = t.enter(ctx, b.Product)
	if !errors.Is(err, scrum.ErrNotFound) {
		return b, err
	}
	asked, errCalls := t.wasAsked(ctx, b)
	if errCalls != nil || !asked {
		return b, errors.Join(err, errCalls)
	}
	t.product, t.channel, err = t.homeOf(ctx, b.Product)
	t.visitor = true
	return b, err
}

// wasAsked reports whether the person is named as who can help, or was told of
// the blocker.
func (t *turn) wasAsked(ctx context.Context, b scrum.Blocker) (bool, error) {
	if b.Helper == t.person.ID {
		return true, nil
	}
	calls, err := t.tx.Calls(ctx, b.ID)
	for _, c := range calls {
		if c.Person == t.person.ID && !c.ToldAt.IsZero() {
			return true, nil
		}
	}
	return false, err
}

// changeBlocker keeps what is other about a blocker than before, if anything.
func (t *turn) changeBlocker(ctx context.Context, before, b scrum.Blocker) error {
	if b == before {
		return nil
	}
	b.ChangedAt = t.now
	t.touch(before.Helper)
	if b.Helper != before.Helper && !b.AckedAt.IsZero() {
		b = b.Reopen(t.now) // whoever took care of it no longer does
		if err := t.tx.ForgetCalls(ctx, b.ID); err != nil {
			return err
		}
	}
	return t.keepBlocker(ctx, b, scrum.BlockerChanged)
}

// keepBlocker keeps a change of a blocker, and what it was.
func (t *turn) keepBlocker(ctx context.Context, b scrum.Blocker, deed scrum.BlockerDeed) error {
	if err := t.tx.SaveBlocker(ctx, b); err != nil {
		return err
	}
	return t.noteDeed(ctx, b, deed, "")
}

// noteDeed adds to a blocker's history, and has the turn's end bring
// everything that shows it up to date.
func (t *turn) noteDeed(ctx context.Context, b scrum.Blocker, deed scrum.BlockerDeed, other scrum.PersonID) error {
	t.touch(b.Helper)
	t.stirred = append(t.stirred, b.ID)
	return t.tx.RecordBlocker(ctx, scrum.BlockerEvent{Blocker: b.ID, Deed: deed, Person: t.person.ID, Other: other, At: t.now})
}

// renewBlocker lets a blocker stand again, as if it had just been told of.
func (t *turn) renewBlocker(ctx context.Context, b scrum.Blocker) error {
	if err := t.tx.ForgetCalls(ctx, b.ID); err != nil {
		return err
	}
	return t.keepBlocker(ctx, b, scrum.BlockerReopened)
}

func (t *turn) mustStand(b scrum.Blocker) error {
	if !b.Stands() {
		return t.refuse("blocker.refuse.resolved")
	}
	return nil
}

// helpBlocker makes the person the one who takes care of a blocker. Who is
// blocked hears of it privately, in one message however often that changes.
func helpBlocker(ctx context.Context, t *turn, _ Click, b scrum.Blocker) error {
	asked, err := t.wasAsked(ctx, b)
	if err != nil {
		return err
	}
	member, err := t.inTeam(ctx, t.person, t.product.ID)
	switch {
	case err != nil:
		return err
	case b.Person == t.person.ID:
		return t.refuse("blocker.refuse.own")
	case !asked && !member:
		return t.refuse("blocker.refuse.team")
	case b.Helper == t.person.ID && !b.AckedAt.IsZero():
		return t.refuse("blocker.refuse.already")
	}
	if err := t.mustStand(b); err != nil {
		return err
	}
	t.touch(b.Helper)
	b = b.Acknowledge(t.person.ID, t.now)
	if err := t.keepBlocker(ctx, b, scrum.BlockerAcked); err != nil {
		return err
	}
	words, err := t.wordsOf(ctx, b.Person)
	if err != nil {
		return err
	}
	names, err := t.namesIn(ctx, nil, []scrum.Blocker{b})
	if err != nil {
		return err
	}
	if err := t.direct(ctx, b.Person, view.BlockerHelpedName(b.ID), view.BlockerHelped(words, b, names)); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("blocker.acked", "who", escape(names.Of(b.Person)))))
}

// endBlocker takes a blocker off the digests, for who is blocked, who was
// asked to help, even from outside, and the owner. Who is blocked and did not
// say so can let it stand again.
func endBlocker(deed scrum.BlockerDeed) func(context.Context, *turn, Click, scrum.Blocker) error {
	return func(ctx context.Context, t *turn, _ Click, b scrum.Blocker) error {
		asked, err := t.wasAsked(ctx, b)
		if err != nil {
			return err
		}
		if !asked {
			if err := t.mustBeOneOf(ctx, "standup.refuse.resolve", b.Resolvers(t.product)...); err != nil {
				return err
			}
		}
		if err := t.mustStand(b); err != nil {
			return err
		}
		b = b.Resolve(t.person.ID, t.now)
		if err := t.keepBlocker(ctx, b, deed); err != nil {
			return err
		}
		if err := t.tellResolved(ctx, b); err != nil {
			return err
		}
		return t.tell(ctx, view.BlockerEnded(t.mine, b, deed))
	}
}

// tellResolved tells who is blocked that somebody else says it is over.
func (t *turn) tellResolved(ctx context.Context, b scrum.Blocker) error {
	if b.Person == t.person.ID {
		return nil
	}
	words, err := t.wordsOf(ctx, b.Person)
	if err != nil {
		return err
	}
	names, err := t.namesIn(ctx, nil, []scrum.Blocker{b})
	if err != nil {
		return err
	}
	return t.direct(ctx, b.Person, view.BlockerHelpedName(b.ID), view.BlockerOver(words, b, names))
}

// reopenBlocker lets a blocker stand again that ended lately.
func reopenBlocker(ctx context.Context, t *turn, _ Click, b scrum.Blocker) error {
	if err := t.mustBeOneOf(ctx, "blocker.refuse.reopen", append(b.Resolvers(t.product), b.ResolvedBy)...); err != nil {
		return err
	}
	switch {
	case b.Stands():
		return t.refuse("blocker.refuse.stands")
	case !b.CanReopen(t.now):
		return t.refuse("blocker.refuse.tooLate")
	}
	b = b.Reopen(t.now)
	if err := t.renewBlocker(ctx, b); err != nil {
		return err
	}
	if err := t.drawReopened(ctx, b); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("blocker.reopened"))) // who is blocked may press it in their own message
}

// drawReopened makes the message that told who is blocked what others do about
// it, if there is one, say that it stands again.
func (t *turn) drawReopened(ctx context.Context, b scrum.Blocker) error {
	stands, err := t.stands(ctx, view.BlockerHelpedName(b.ID))
	if err != nil || !stands {
		return err
	}
	words, err := t.wordsOf(ctx, b.Person)
	if err != nil {
		return err
	}
	return t.direct(ctx, b.Person, view.BlockerHelpedName(b.ID), view.Note(words.Say("blocker.reopened")))
}
