package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// askDue asks a person when it is time on their clock. Who left the team
// meanwhile is not asked, and what comes too late stays in the ledger alone.
func askDue(ctx context.Context, t *turn, o occurrence) error {
	if o.Timing == scrum.Missed {
		return nil
	}
	asked, err := scrum.ParseAsked(o.Subject)
	if err != nil {
		return err
	}
	person, ok, err := t.member(ctx, asked.Person)
	if err != nil || !ok {
		return err
	}
	standup, err := t.tx.Standup(ctx, asked.Standup)
	if err != nil {
		return err
	}
	at := o.Due // the minute that was announced, not a moment after it
	if o.Timing == scrum.Late {
		at = t.now
	}
	day, err := t.openDay(ctx, standup, o.Date, standup.DigestDue(o.Date, t.product, at))
	if err != nil {
		return err
	}
	_, err = t.askOnce(ctx, standup, day, person, o.Date, o.Timing == scrum.Late)
	return err
}

// member returns somebody of the team; false for who is not, or no longer. It
// looks at nobody else: a crowd is asked one by one.
func (t *turn) member(ctx context.Context, id scrum.PersonID) (scrum.Person, bool, error) {
	if !t.channel.Member || t.channel.Archived {
		return scrum.Person{}, false, nil
	}
	here, err := t.tx.IsMember(ctx, t.product.Channel, id)
	if err != nil || !here {
		return scrum.Person{}, false, err
	}
	p, err := t.tx.Person(ctx, id)
	if err != nil {
		return p, false, err
	}
	ok, err := t.inTeam(ctx, p, t.product.ID)
	return p, ok, err
}

// askNow asks everybody who was not asked today.
func askNow(ctx context.Context, t *turn, name string) error {
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	team, err := t.team(ctx)
	if err != nil {
		return err
	}
	standup, err := t.standupToAsk(ctx, name)
	if err != nil {
		return err
	}
	home := t.product.Location()
	day, err := t.openDay(ctx, standup, t.now.In(home).Format(time.DateOnly), t.now.Add(scrum.DigestAfter))
	if err != nil {
		return err
	}
	n := 0
	for _, p := range team {
		asked, err := t.askOnce(ctx, standup, day, p, t.dateOf(p), false)
		if err != nil {
			return err
		}
		if asked {
			n++
		}
	}
	if n == 0 {
		return t.refuse("standup.refuse.asked")
	}
	return t.tell(ctx, view.Note(t.mine.Say("standup.asked", "n", n, "when", t.mine.Clock(day.DigestAt.In(home)))))
}

// standupToAsk returns the product's stand-up of a name; one that was never set
// can be asked by hand, too.
func (t *turn) standupToAsk(ctx context.Context, name string) (scrum.Standup, error) {
	standup, err := t.standupCalled(ctx, name)
	switch {
	case err != nil || standup.ID != 0:
		return standup, err
	case name != "":
		return t.runningStandup(ctx, name)
	}
	return t.tx.SaveStandup(ctx, standup)
}

// newAsk is what a person is to be asked of a stand-up on a date of theirs.
func newAsk(s scrum.Standup, day scrum.StandupDay, p scrum.PersonID, date string) scrum.Ask {
	return scrum.Ask{
		Standup: s.ID, Product: s.Product, Day: day.ID, Person: p, Date: date,
		State: scrum.AskOpen, Questions: s.Questions,
	}
}

// askOnce writes to a person, once for a date of theirs. It reports whether it
// did: somebody who was asked or has answered is left in peace.
func (t *turn) askOnce(ctx context.Context, s scrum.Standup, day scrum.StandupDay, p scrum.Person, date string, late bool) (bool, error) {
	ask, err := t.tx.AskOn(ctx, s.ID, p.ID, date)
	switch {
	case errors.Is(err, scrum.ErrNotFound):
		ask = newAsk(s, day, p.ID, date)
		ask.AskedAt = t.now
		ask, err = t.tx.CreateAsk(ctx, ask)
	case err == nil && (ask.State != scrum.AskOpen || !ask.AskedAt.IsZero()):
		return false, nil
	case err == nil:
		ask.AskedAt = t.now
		err = t.tx.SaveAsk(ctx, ask)
	}
	if err != nil {
		return false, err
	}
	if err := t.armOnce(ctx, askCloseDeed, idText(ask.ID), t.now.Add(scrum.CloseAfter), 0); err != nil {
		return false, err
	}
	return true, t.sendAsk(ctx, ask, p, late)
}

// sendAsk writes the question, in the reader's language.
func (t *turn) sendAsk(ctx context.Context, ask scrum.Ask, p scrum.Person, late bool) error {
	words, zone := t.readerOf(p)
	name, err := t.askOf(ctx, ask)
	if err != nil {
		return err
	}
	question := view.StandupQuestion{Ask: ask, Name: name, Late: late}
	last, err := t.tx.LastAnswered(ctx, ask.Standup, p.ID, ask.Date)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	question.Again = err == nil && !last.Answers.Empty()
	sprint, running, err := t.openSprint(ctx)
	if err != nil {
		return err
	}
	if running {
		question.Goal = sprint.Goal
	}
	since := scrum.DayBefore(t.now.In(zone))
	moves, err := t.moves(ctx, p.ID, since, t.now)
	if err != nil {
		return err
	}
	question.Since = since
	for _, m := range moves {
		if m.Story.Owner == p.ID {
			question.Moves = append(question.Moves, m)
		}
	}
	return t.direct(ctx, p.ID, view.AskName(ask.ID, ask.PutOff), view.StandupAsk(words, question))
}

// putOff promises to ask again in a while, twice at most.
func putOff(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	if err := t.mustBeUnanswered(ask); err != nil {
		return err
	}
	if ask.PutOff >= scrum.MaxPutOff {
		return t.refuse("standup.refuse.putOff")
	}
	again := t.now.Add(scrum.AskAgainAfter)
	if ask.Closed(again) {
		return t.refuse("standup.refuse.closesSoon")
	}
	name, err := t.askOf(ctx, ask)
	if err != nil {
		return err
	}
	words, zone := t.readerOf(t.person)
	message := view.AskName(ask.ID, ask.PutOff)
	ask.PutOff++
	if err := t.tx.SaveAsk(ctx, ask); err != nil {
		return err
	}
	if err := t.armOnce(ctx, askAgainDeed, idText(ask.ID), again, time.Hour); err != nil {
		return err
	}
	return t.direct(ctx, ask.Person, message, view.StandupPutOff(words, name, ask, again.In(zone), true))
}

// askAgainDue asks somebody who had pressed Later, in a message of its own: an
// edited one rings nobody.
func askAgainDue(ctx context.Context, t *turn, o occurrence, ask scrum.Ask) error {
	if ask.State != scrum.AskOpen || o.Timing == scrum.Missed {
		return nil
	}
	person, ok, err := t.member(ctx, ask.Person)
	if err != nil || !ok {
		return err
	}
	words, zone := t.readerOf(person)
	name, err := t.askOf(ctx, ask)
	if err != nil {
		return err
	}
	before := view.StandupPutOff(words, name, ask, t.now.In(zone), false)
	if err := t.direct(ctx, ask.Person, view.AskName(ask.ID, ask.PutOff-1), before); err != nil {
		return err
	}
	return t.sendAsk(ctx, ask, person, false)
}

// closeAskDue records who has not answered; nobody else is told.
func closeAskDue(ctx context.Context, t *turn, _ occurrence, ask scrum.Ask) error {
	if ask.State != scrum.AskOpen {
		return t.drawCopy(ctx, ask, false)
	}
	return t.endAsk(ctx, ask, "standup.ask.closed")
}

// endAsk closes an ask without an answer and takes its buttons away.
func (t *turn) endAsk(ctx context.Context, ask scrum.Ask, said string) error {
	ask.State = scrum.AskMissed
	if err := t.tx.SaveAsk(ctx, ask); err != nil {
		return err
	}
	if err := t.disarm(ctx, askAgainDeed, idText(ask.ID)); err != nil {
		return err
	}
	if ask.AskedAt.IsZero() {
		return nil // they opened the form by themselves and sent nothing
	}
	words, err := t.wordsOf(ctx, ask.Person)
	if err != nil {
		return err
	}
	message, err := t.askName(ctx, ask)
	if err != nil {
		return err
	}
	name, err := t.askOf(ctx, ask)
	if err != nil {
		return err
	}
	return t.direct(ctx, ask.Person, message, view.StandupEnded(words, name, said))
}

// askOf is what the stand-up of an ask is called.
func (t *turn) askOf(ctx context.Context, ask scrum.Ask) (view.StandupName, error) {
	standup, err := t.tx.Standup(ctx, ask.Standup)
	return t.called(standup), err
}

// askName is the direct message in which an ask stands: the newest that was
// sent, which after Later is still the one before.
func (t *turn) askName(ctx context.Context, ask scrum.Ask) (string, error) {
	name := view.AskName(ask.ID, ask.PutOff)
	_, err := t.tx.Delivery(ctx, name)
	if errors.Is(err, scrum.ErrNotFound) && ask.PutOff > 0 {
		return view.AskName(ask.ID, ask.PutOff-1), nil
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return name, nil
	}
	return name, err
}
