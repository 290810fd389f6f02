package handlers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pogo/scrum"
)

// occurrence is one that is being dealt with.
type occurrence = scrum.Judged

// Do carries out what is due, in order and in one transaction: it claims each
// occurrence, does the deed and advances the schedule. An occurrence that was
// claimed before is left alone. After an error nothing of it was done.
func (h *Handlers) Do(ctx context.Context, due ...scrum.Judged) error {
	var asked []string
	err := h.store.Write(ctx, func(tx Tx) error {
		asked = nil
		for _, o := range due {
			people, err := h.do(ctx, tx, o)
			if err != nil {
				return fmt.Errorf("do %s of product %d on %s: %w", o.Deed, o.Product, o.Date, err)
			}
			asked = append(asked, people...)
		}
		return nil
	})
	if err == nil && len(asked) > 0 {
		h.asked(asked)
	}
	return err
}

// do returns who was asked something.
func (h *Handlers) do(ctx context.Context, tx Tx, o occurrence) (asked []string, err error) {
	ctx = withDeed(ctx, fmt.Sprintf("%s/%d/%s", o.Deed, o.Product, o.Key()))
	act, ok := h.deeds[o.Deed]
	if !ok {
		return nil, fmt.Errorf("no deed is called %q", o.Deed)
	}
	claimed, err := tx.Claim(ctx, o.Occurrence, o.Timing, h.now())
	if err != nil {
		return nil, err
	}
	if claimed {
		t, err := h.occasion(ctx, tx, o.Product)
		if err != nil {
			return nil, err
		}
		if err := act(ctx, t, o); err != nil {
			return nil, err
		}
		if err := t.end(ctx); err != nil {
			return nil, err
		}
		asked = t.answer.Asked
	}
	return asked, tx.Advance(ctx, o.Occurrence, h.now())
}

// whenDue makes a deed out of what it does to the thing that its schedule is
// about, whose id is the schedule's subject. What is gone has nothing due.
func whenDue[T any, ID ~int64](find func(Tx, context.Context, ID) (T, error), act func(context.Context, *turn, occurrence, T) error) deed {
	return func(ctx context.Context, t *turn, o occurrence) error {
		id, err := parseID[ID](o.Subject)
		if err != nil {
			return fmt.Errorf("read what %s is about: %w", o.Deed, err)
		}
		thing, err := find(t.tx, ctx, id)
		if errors.Is(err, scrum.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return act(ctx, t, o, thing)
	}
}

// armOnce has a deed of the product done at an instant, or as long after it
// as window says; 0 for however late.
func (t *turn) armOnce(ctx context.Context, deed, subject string, at time.Time, window time.Duration) error {
	return t.tx.Arm(ctx, scrum.Schedule{
		Product: t.product.ID, Deed: deed, Subject: subject, Zone: t.product.Zone, Next: at, Window: window,
	}, t.now)
}

// disarm takes a deed of the product away, if it stands.
func (t *turn) disarm(ctx context.Context, deed, subject string) error {
	return t.tx.Disarm(ctx, t.product.ID, deed, subject)
}
