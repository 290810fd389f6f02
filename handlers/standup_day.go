package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// openDay returns a stand-up's day of a date, beginning it with the first question:
// then its digest is due at the given instant. So it is where the digest to
// come was given up because the stand-up was stopped or nothing ran.
func (t *turn) openDay(ctx context.Context, s scrum.Standup, date string, digest time.Time) (scrum.StandupDay, error) {
	day, err := t.tx.StandupDayOn(ctx, s.ID, date)
	switch {
	case err == nil:
		return t.reopenDay(ctx, day, digest)
	case !errors.Is(err, scrum.ErrNotFound):
		return day, err
	}
	since, err := t.since(ctx)
	if err != nil {
		return day, err
	}
	day, err = t.tx.CreateStandupDay(ctx, scrum.StandupDay{Standup: s.ID, Product: s.Product, Date: date, Since: since, DigestAt: digest})
	if err != nil {
		return day, err
	}
	return day, t.armDigest(ctx, day)
}

func (t *turn) reopenDay(ctx context.Context, day scrum.StandupDay, digest time.Time) (scrum.StandupDay, error) {
	armed, err := t.tx.Schedules(ctx, t.product.ID, digestDeed)
	if err != nil || day.Posted || slices.ContainsFunc(armed, func(s scrum.Schedule) bool { return s.Subject == idText(day.ID) }) {
		return day, err
	}
	return t.digestAt(ctx, day, digest)
}

// noLater brings a day's digest forward to when it is due for somebody whom the
// clock asks: one who lives far west may have begun the day by filling it in
// ahead.
func (t *turn) noLater(ctx context.Context, day scrum.StandupDay, digest time.Time) (scrum.StandupDay, error) {
	if day.Posted || !digest.Before(day.DigestAt) {
		return day, nil
	}
	return t.digestAt(ctx, day, digest)
}

// digestAt sets when a day's answers are put together.
func (t *turn) digestAt(ctx context.Context, day scrum.StandupDay, digest time.Time) (scrum.StandupDay, error) {
	day.DigestAt = digest
	if err := t.tx.SaveStandupDay(ctx, day); err != nil {
		return day, err
	}
	return day, t.armDigest(ctx, day)
}

// armDigest has a day's answers put together at its time, or not much later.
func (t *turn) armDigest(ctx context.Context, day scrum.StandupDay) error {
	const window = 2 * time.Hour
	return t.armOnce(ctx, digestDeed, idText(day.ID), day.DigestAt, window)
}

// since is from when on a new day tells what changed: the product's last
// digest, of whichever stand-up, or a working day ago. What a digest that was
// kept back would have told is left to the next.
func (t *turn) since(ctx context.Context) (time.Time, error) {
	last, err := t.tx.NewestDigest(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.holidays().DayBefore(t.now.In(t.product.Location())), nil
	}
	if err != nil {
		return time.Time{}, err
	}
	stands, err := t.stands(ctx, view.DigestName(last.ID))
	if err == nil && !stands {
		return last.Since, nil
	}
	return last.DigestAt, err
}

// caughtUp is a day that tells nothing a second time: somebody may have filled it
// in before the digest before it was posted.
func (t *turn) caughtUp(ctx context.Context, day scrum.StandupDay) (scrum.StandupDay, error) {
	since, err := t.since(ctx)
	if err == nil && since.After(day.Since) {
		day.Since = since
	}
	return day, err
}
