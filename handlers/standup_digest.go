package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// postDigestDue puts a day's answers together. A day on which nobody was asked
// has none, one that comes too late is not posted any more, and one that is
// kept back is posted with the first answer, should there be any.
func postDigestDue(ctx context.Context, t *turn, o occurrence, day scrum.StandupDay) error {
	if o.Timing == scrum.Missed || !t.channel.Member || t.channel.Archived || day.Posted {
		return nil
	}
	asks, err := t.tx.Asks(ctx, day.ID)
	if err != nil || len(expected(asks)) == 0 {
		return err
	}
	if day, err = t.caughtUp(ctx, day); err != nil {
		return err
	}
	keep, err := t.keepBack(ctx, day, asks)
	if err != nil {
		return err
	}
	day.Posted, day.DigestAt, day.Late = true, t.now, o.Timing == scrum.Late
	if err := t.tx.SaveStandupDay(ctx, day); err != nil || keep {
		return err
	}
	if err := t.drawDigest(ctx, day); err != nil {
		return err
	}
	return t.drawReplies(ctx, day, asks)
}

// keepBack reports whether a day on which nobody has answered is passed over:
// that on which the stand-up was set, when most were not asked yet, and any
// without news after a digest that was without an answer, too.
func (t *turn) keepBack(ctx context.Context, day scrum.StandupDay, asks []scrum.Ask) (bool, error) {
	if anyAnswer(asks) {
		return false, nil
	}
	standup, err := t.tx.Standup(ctx, day.Standup)
	if err != nil {
		return false, err
	}
	setOn := standup.SetAt.In(t.product.Location()).Format(time.DateOnly)
	if day.Date == setOn {
		return true, nil
	}
	last, err := t.tx.LastDigest(ctx, day.Standup)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && last.Date == setOn {
		return false, nil // the channel has not read that nobody answers
	}
	if err != nil {
		return false, err
	}
	before, err := t.tx.Asks(ctx, last.ID)
	if err != nil || anyAnswer(before) {
		return false, err
	}
	digest, err := t.digest(ctx, day, "", t.now)
	return len(digest.Blockers)+len(digest.Moves) == 0, err
}

func anyAnswer(asks []scrum.Ask) bool {
	return slices.ContainsFunc(asks, func(a scrum.Ask) bool { return a.State == scrum.AskAnswered })
}

// expected are the asks that count: who opened the form by themselves and
// sent nothing was not expected.
func expected(asks []scrum.Ask) []scrum.Ask {
	var list []scrum.Ask
	for _, a := range asks {
		if a.State == scrum.AskAnswered || !a.AskedAt.IsZero() {
			list = append(list, a)
		}
	}
	return list
}

// awaited are the expected asks without those of people who left the team
// before they answered.
func awaited(asks []scrum.Ask, team []scrum.Person) []scrum.Ask {
	return slices.DeleteFunc(expected(asks), func(a scrum.Ask) bool {
		return a.State != scrum.AskAnswered && !slices.ContainsFunc(team, func(p scrum.Person) bool { return p.ID == a.Person })
	})
}

// drawDigest makes the digest in the channel tell the day as it is.
func (t *turn) drawDigest(ctx context.Context, day scrum.StandupDay) error {
	digest, err := t.digest(ctx, day, "", day.DigestAt)
	if err != nil {
		return err
	}
	return t.showDigest(ctx, digest)
}

// showDigest puts a digest into the channel. In its thread is what it has no room
// for, and what is passed on to those who start later.
func (t *turn) showDigest(ctx context.Context, digest view.DigestDay) error {
	day := digest.Day
	if err := t.post(ctx, view.DigestName(day.ID), view.Digest(t.ours, digest)); err != nil {
		return err
	}
	if rest, more := view.DigestRest(t.ours, digest); more {
		if err := t.reply(ctx, view.DigestName(day.ID), view.DigestRestName(day.ID), rest); err != nil {
			return err
		}
	}
	handover, some := view.Handover(t.ours, digest)
	if !some {
		return nil
	}
	return t.reply(ctx, view.DigestName(day.ID), view.HandoverName(day.ID), handover)
}

// tellDigest shows the digest of today to the person alone.
func tellDigest(ctx context.Context, t *turn, name string) error {
	standup, err := t.standupCalled(ctx, name)
	if err != nil {
		return err
	}
	if standup.ID == 0 && name != "" {
		return t.refuseUnknown(name)
	}
	day, err := t.tx.StandupDayOn(ctx, standup.ID, t.now.In(t.product.Location()).Format(time.DateOnly))
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("standup.refuse.noDigest")
	}
	if err != nil {
		return err
	}
	day, until, err := t.soFar(ctx, day)
	if err != nil {
		return err
	}
	digest, err := t.digest(ctx, day, t.person.ID, until)
	if err != nil {
		return err
	}
	digest.Private = true
	return t.tell(ctx, view.Digest(t.mine, digest))
}

// digest gathers what a day's digest tells a viewer ("": the channel) of
// what happened up to an instant.
func (t *turn) digest(ctx context.Context, day scrum.StandupDay, viewer scrum.PersonID, until time.Time) (view.DigestDay, error) {
	d := view.DigestDay{Day: day, Zone: t.product.Location(), Off: t.holidays(), Owner: t.product.Owner, Now: until}
	standup, err := t.tx.Standup(ctx, day.Standup)
	if err != nil {
		return d, err
	}
	d.Standup, d.Lines = standup.Name, standup.Lines
	asks, err := t.tx.Asks(ctx, day.ID)
	if err != nil {
		return d, err
	}
	team, err := t.team(ctx)
	if err != nil {
		return d, err
	}
	d.Asks = awaited(asks, team)
	if d.Later, err = t.askedLater(ctx, day, asks, team); err != nil {
		return d, err
	}
	if d.Away, err = t.awayToday(ctx, team, until); err != nil {
		return d, err
	}
	if err := t.digestNews(ctx, &d, viewer, until); err != nil {
		return d, err
	}
	var blocked []scrum.Blocker
	for _, b := range d.Blockers {
		blocked = append(blocked, b.Blocker)
	}
	ids := []scrum.PersonID{d.Owner}
	for _, a := range d.Away {
		ids = append(ids, a.Person)
	}
	d.Names, err = t.namesIn(ctx, d.Asks, blocked, ids...)
	return d, err
}

// askedLater counts the people who are still to be asked on the day's date,
// because they live far west. Who is away then is not.
func (t *turn) askedLater(ctx context.Context, day scrum.StandupDay, asks []scrum.Ask, team []scrum.Person) (int, error) {
	armed, err := t.tx.Schedules(ctx, t.product.ID, askDeed)
	if err != nil {
		return 0, err
	}
	asked := map[string]bool{}
	for _, a := range expected(asks) {
		asked[scrum.Asked{Standup: a.Standup, Person: a.Person}.String()] = true
	}
	calendars, err := t.calendars(ctx, team, t.now)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, s := range armed {
		who, err := scrum.ParseAsked(s.Subject)
		if err != nil {
			return 0, err
		}
		next, ok := s.NextAfter(t.now)
		if !ok || who.Standup != day.Standup || next.Date != day.Date || asked[s.Subject] {
			continue
		}
		if _, away := calendars[who.Person].At(next.Due.In(s.Location())); !away {
			n++
		}
	}
	return n, nil
}

// namesIn looks up everybody that answers and blockers speak of.
func (t *turn) namesIn(ctx context.Context, asks []scrum.Ask, blockers []scrum.Blocker, ids ...scrum.PersonID) (view.Names, error) {
	for _, a := range asks {
		ids = append(ids, a.Person)
		for _, text := range a.Answers {
			ids = append(ids, view.Mentioned(text)...)
		}
	}
	for _, b := range blockers {
		ids = append(ids, b.Person, b.Helper, b.ResolvedBy)
		ids = append(ids, view.Mentioned(b.Text)...)
	}
	return t.names(ctx, ids...)
}
