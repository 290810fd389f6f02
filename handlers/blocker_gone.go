package handlers

import (
	"context"
	"maps"
	"slices"

	"pogo/scrum"
)

// followGone removes people whose account was deleted from the blockers they
// could help with, even if they had promised to. Finding somebody else is then
// up to the product's owner.
func followGone(ctx context.Context, h *Handlers, tx Tx, r Roster) error {
	left, err := helplessBlockers(ctx, tx, r)
	if err != nil {
		return err
	}
	for _, product := range slices.Sorted(maps.Keys(left)) {
		t, err := h.occasion(ctx, tx, product)
		if err != nil {
			return err
		}
		for _, b := range left[product] {
			if err := t.leaveBlocker(ctx, b); err != nil {
				return err
			}
		}
		if err := t.end(ctx); err != nil {
			return err
		}
	}
	return nil
}

// helplessBlockers returns, by product, the blockers whose helper's account was
// deleted.
func helplessBlockers(ctx context.Context, tx Tx, r Roster) (map[scrum.ProductID][]scrum.Blocker, error) {
	left := map[scrum.ProductID][]scrum.Blocker{}
	for _, p := range r.People {
		if !p.Deleted {
			continue
		}
		list, err := tx.BlockersFor(ctx, p.ID)
		if err != nil {
			return nil, err
		}
		for _, b := range list {
			if b.Helper == p.ID {
				left[b.Product] = append(left[b.Product], b)
			}
		}
	}
	return left, nil
}

// leaveBlocker takes who could help off a blocker. If they took care of it, it
// stands again as if it had just been told of.
func (t *turn) leaveBlocker(ctx context.Context, b scrum.Blocker) error {
	promised := !b.AckedAt.IsZero()
	if b.Helper, b.ChangedAt = "", t.now; !promised {
		return t.keepBlocker(ctx, b, scrum.BlockerChanged)
	}
	b = b.Reopen(t.now)
	if err := t.renewBlocker(ctx, b); err != nil {
		return err
	}
	return t.drawReopened(ctx, b)
}
