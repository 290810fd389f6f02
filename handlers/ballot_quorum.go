package handlers

import (
	"context"
	"errors"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// voted counts who has voted after somebody did, and closes a ballot that was
// open until its quorum. How the turnout moves tells whoever looks on that
// somebody voted, and never what.
func (t *turn) voted(ctx context.Context, b scrum.Ballot) error {
	heard, err := t.heard(ctx, b)
	if err != nil {
		return err
	}
	turnout := b.TurnoutOf(heard)
	if turnout == b.Voted {
		return nil
	}
	b.Voted = turnout
	if b.State == scrum.BallotOpen && b.ClosesAt.IsZero() && !b.Quorum.None() && b.QuorumState(heard).Met() {
		return t.closeAtQuorum(ctx, b)
	}
	if err := t.tx.SaveBallot(ctx, b); err != nil {
		return err
	}
	return t.drawBallot(ctx, b)
}

// closeAtQuorum ends a ballot that has its quorum: a form at once, reactions
// in a minute.
func (t *turn) closeAtQuorum(ctx context.Context, b scrum.Ballot) error {
	if !b.ByReactions() {
		return t.closeBallot(ctx, b.CloseAt(t.now, ""))
	}
	return t.closeLater(ctx, b.LastCall(t.now))
}

// closeLater has a ballot closed at the time that it says now.
func (t *turn) closeLater(ctx context.Context, b scrum.Ballot) error {
	if err := t.tx.SaveBallot(ctx, b); err != nil {
		return err
	}
	if err := t.armOnce(ctx, ballotCloseDeed, idText(b.ID), b.ClosesAt, 0); err != nil {
		return err
	}
	return t.drawBallot(ctx, b)
}

// extendBallot gives a ballot whose quorum was not met a working day more. Who
// has not voted is told so; on an anonymous ballot the channel is, because
// such a message would write down who has.
func (t *turn) extendBallot(ctx context.Context, b scrum.Ballot, heard map[scrum.PersonID]bool) error {
	b = b.Extend(t.now, t.ownHours())
	if err := t.excuseAnew(ctx, &b); err != nil {
		return err
	}
	b.Voted = b.TurnoutOf(heard)
	if err := t.closeLater(ctx, b); err != nil {
		return err
	}
	if b.Secrecy == scrum.Anonymous {
		until := t.ours.Moment(b.ClosesAt.In(t.product.Location()), t.now)
		return t.reply(ctx, view.BallotName(b.ID), "", view.Note(t.ours.Say("vote.extendedThread", "until", until, "n", b.QuorumState(heard).Needed)))
	}
	for _, v := range b.Roll {
		if heard[v.Person] || v.Outside || v.Excused {
			continue
		}
		if err := t.callVoter(ctx, b, v.Person, "vote.extendedCall"); err != nil {
			return err
		}
	}
	return nil
}

// armBallotReminders has voters reminded once, in their own time.
func (t *turn) armBallotReminders(ctx context.Context, b scrum.Ballot, voters ...scrum.Voter) error {
	for _, v := range voters {
		if v.Outside {
			continue
		}
		person, err := t.stranger(ctx, v.Person)
		if err != nil {
			return err
		}
		hours, err := t.workHours(ctx, person, t.now)
		if err != nil {
			return err
		}
		at, ok := b.RemindAt(hours)
		if !ok || !at.After(t.now) {
			continue
		}
		if err := t.armBallotReminder(ctx, b, v.Person, at); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) armBallotReminder(ctx context.Context, b scrum.Ballot, voter scrum.PersonID, at time.Time) error {
	return t.armOnce(ctx, ballotRemindDeed, idText(b.ID)+" "+string(voter), at, b.ClosesAt.Sub(at))
}

// remindOfBallot does so, unless they voted or the vote is over. Who is away or
// not to be disturbed is reminded afterwards.
func remindOfBallot(ctx context.Context, t *turn, o occurrence) error {
	subject, person, _ := strings.Cut(o.Subject, " ")
	id, err := parseID[scrum.BallotID](subject)
	if err != nil {
		return err
	}
	b, err := t.tx.Ballot(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil || o.Timing == scrum.Missed || b.State != scrum.BallotOpen || b.Late(t.now) {
		return err
	}
	heard, err := t.heard(ctx, b)
	if err != nil || heard[scrum.PersonID(person)] {
		return err
	}
	if held, err := t.remindBack(ctx, b, scrum.PersonID(person)); err != nil || held {
		return err
	}
	return t.callVoter(ctx, b, scrum.PersonID(person), "vote.reminder")
}

// remindBack has a voter who is away, or not to be disturbed, reminded when they
// are back, if the vote is open then; it reports false for who is here.
func (t *turn) remindBack(ctx context.Context, b scrum.Ballot, voter scrum.PersonID) (bool, error) {
	person, err := t.stranger(ctx, voter)
	if err != nil {
		return false, err
	}
	away, err := t.isAway(ctx, person, t.now)
	if err != nil {
		return false, err
	}
	from, err := t.disturbableFrom(ctx, voter)
	if err != nil || !away && !from.After(t.now) {
		return false, err
	}
	hours, err := t.workHours(ctx, person, t.now)
	if err != nil {
		return true, err
	}
	at, ok := b.RemindLater(t.now, from, hours)
	if !ok {
		return true, nil
	}
	return true, t.armBallotReminder(ctx, b, voter, at)
}

// callVoter writes to somebody who has not voted, if they are still there.
func (t *turn) callVoter(ctx context.Context, b scrum.Ballot, id scrum.PersonID, key string) error {
	person, err := t.stranger(ctx, id)
	if err != nil || person.Bot || person.Deleted {
		return err
	}
	here, err := t.tx.IsMember(ctx, t.product.Channel, id)
	if err != nil || !here {
		return err
	}
	words, zone := t.readerOf(person)
	said := words.Say(key, "channel", mentionOf(t.product.Channel), "until", words.Moment(b.ClosesAt.In(zone), t.now))
	return t.direct(ctx, id, "", view.BallotCall(words, b, said))
}
