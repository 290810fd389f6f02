package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
	"pogo/view"
)

// retroCloseDeed closes a retrospective at its time.
const retroCloseDeed = "retro.close"

func openRetroTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustBeInside(); err != nil {
		return err
	}
	format, ok := scrum.ParseRetroFormat(rest)
	if !ok {
		return t.refuse("retro.refuse.format", "typed", clipWord(rest))
	}
	if err := t.begin(ctx, ""); err != nil {
		return err
	}
	r, err := t.collecting(ctx)
	if err != nil {
		return err
	}
	if r.State == scrum.RetroOpen {
		return t.refuse("retro.refuse.isOpen", "until", t.retroUntil(r))
	}
	r.Format = format
	if r, err = t.openRetro(ctx, r); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("retro.opened", "until", t.retroUntil(r))))
}

func (t *turn) retroUntil(r scrum.Retro) string {
	return t.mine.Moment(r.ClosesAt.In(t.product.Location()), t.now)
}

// openRetro asks the channel for notes.
func (t *turn) openRetro(ctx context.Context, r scrum.Retro) (scrum.Retro, error) {
	r.State, r.OpenedAt, r.ClosesAt = scrum.RetroOpen, t.now, scrum.RetroEnd(t.now, t.product.Location(), t.holidays())
	if err := t.tx.SaveRetro(ctx, r); err != nil {
		return r, err
	}
	if err := t.armOnce(ctx, retroCloseDeed, idText(r.ID), r.ClosesAt, 0); err != nil {
		return r, err
	}
	if err := t.touchAll(ctx); err != nil {
		return r, err
	}
	return r, t.drawRetro(ctx, r)
}

// drawRetro makes the question in the channel show the retrospective as it is.
func (t *turn) drawRetro(ctx context.Context, r scrum.Retro) error {
	ask, err := t.asked(ctx, r)
	if err != nil {
		return err
	}
	return t.post(ctx, view.RetroName(r.ID), view.RetroAsked(t.ours, ask))
}

// openRetroOfSprint follows the end of a sprint. A retrospective that is open
// already becomes the sprint's, and keeps its time.
func openRetroOfSprint(ctx context.Context, t *turn, s scrum.Sprint) error {
	r, err := t.collecting(ctx)
	if err != nil {
		return err
	}
	r.Sprint = s.Number
	if r.State != scrum.RetroOpen {
		_, err = t.openRetro(ctx, r)
		return err
	}
	if err := t.tx.SaveRetro(ctx, r); err != nil {
		return err
	}
	return t.drawRetro(ctx, r)
}

func closeRetroTyped(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustBeInside(); err != nil {
		return err
	}
	if err := t.mustHaveRetroProduct(); err != nil {
		return err
	}
	r, err := t.tx.CollectingRetro(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("retro.refuse.notOpen")
	}
	if err != nil {
		return err
	}
	if err := t.closeRetroByHand(ctx, r); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("retro.closedSaid")))
}

func pressCloseRetro(ctx context.Context, t *turn, _ Click, r scrum.Retro) error {
	return t.closeRetroByHand(ctx, r)
}

// closeRetroByHand closes before the time, which only the product's owner may.
func (t *turn) closeRetroByHand(ctx context.Context, r scrum.Retro) error {
	if r.State != scrum.RetroOpen {
		return t.refuse("retro.refuse.notOpen")
	}
	if err := t.mustBeOneOf(ctx, "retro.refuse.owner", t.product.Owner); err != nil {
		return err
	}
	if err := t.disarm(ctx, retroCloseDeed, idText(r.ID)); err != nil {
		return err
	}
	return t.closeRetro(ctx, r)
}

// closeRetroDue closes a retrospective at its time, however late that is: the
// notes are not lost because Pogo was away.
func closeRetroDue(ctx context.Context, t *turn, _ occurrence, r scrum.Retro) error {
	if r.State != scrum.RetroOpen {
		return nil
	}
	return t.closeRetro(ctx, r)
}

// closeRetro publishes the notes and destroys what could tell who wrote them;
// or, if too few wrote, hands them on to the next retrospective.
func (t *turn) closeRetro(ctx context.Context, r scrum.Retro) error {
	notes, err := t.tx.RetroNotes(ctx, r.ID)
	if err != nil {
		return err
	}
	r.State, r.ClosedAt = scrum.ShortfallOf(notes).Ends(), t.now
	if err := t.tx.SaveRetro(ctx, r); err != nil {
		return err
	}
	if r.State == scrum.RetroShort {
		err = t.handNotesOn(ctx, r)
	} else {
		err = t.tx.ForgetRetroAuthors(ctx, r.ID)
	}
	if err != nil {
		return err
	}
	if err := t.post(ctx, view.RetroName(r.ID), view.RetroEnded(t.ours, r, len(notes))); err != nil {
		return err
	}
	if r.State == scrum.RetroEmpty {
		return nil // the question says so; there is nothing to add
	}
	return t.drawOutcome(ctx, r)
}

// handNotesOn begins the next retrospective with the notes of one that was too
// short.
func (t *turn) handNotesOn(ctx context.Context, r scrum.Retro) error {
	next, err := t.tx.CreateRetro(ctx, scrum.Retro{Product: r.Product, State: scrum.RetroCollecting, Format: r.Format})
	if err != nil {
		return err
	}
	return t.tx.MoveRetroNotes(ctx, r.ID, next.ID)
}

// drawOutcome makes the result in the channel show what a retrospective came
// to: its notes, and the actions as they stand. What is too long for one
// message stands in the thread, once.
func (t *turn) drawOutcome(ctx context.Context, r scrum.Retro) error {
	o, err := t.outcome(ctx, r)
	if err != nil {
		return err
	}
	name := view.RetroResultName(r.ID)
	_, err = t.tx.Delivery(ctx, name)
	first := errors.Is(err, scrum.ErrNotFound)
	if err != nil && !first {
		return err
	}
	if err := t.post(ctx, name, view.RetroResult(t.ours, o)); err != nil || !first {
		return err
	}
	for n, page := range view.RetroWhole(t.ours, o) {
		if err := t.reply(ctx, name, view.RetroPageName(r.ID, n), page); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) outcome(ctx context.Context, r scrum.Retro) (view.RetroOutcome, error) {
	o := view.RetroOutcome{Retro: r, Zone: t.product.Location(), Now: t.now}
	var err error
	if r.State == scrum.RetroPublished {
		if o.Notes, err = t.tx.RetroNotes(ctx, r.ID); err != nil {
			return o, err
		}
	}
	if o.Actions, err = t.tx.ActionsOf(ctx, r.ID); err != nil {
		return o, err
	}
	o.Names, err = t.ownersOf(ctx, o.Actions)
	return o, err
}
