package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// ask returns an ask that the person may answer, being the one it asks and of
// the team still, and enters its product.
func (t *turn) ask(ctx context.Context, id scrum.AskID) (scrum.Ask, error) {
	ask, err := t.tx.Ask(ctx, id)
	if err != nil {
		return ask, err
	}
	if ask.Person != t.person.ID {
		return ask, scrum.ErrNotFound
	}
	if err := t.enter(ctx, ask.Product); err != nil {
		return ask, err
	}
	member, err := t.inTeam(ctx, t.person, t.product.ID)
	if err == nil && !member {
		err = t.refuse("standup.refuse.team")
	}
	return ask, err
}

func (t *turn) mustBeOpenAsk(ask scrum.Ask) error {
	if ask.Closed(t.now) {
		return t.refuse("standup.refuse.closed")
	}
	return nil
}

// mustBeUnanswered keeps a press on an old button from overwriting an answer.
func (t *turn) mustBeUnanswered(ask scrum.Ask) error {
	if ask.State == scrum.AskAnswered {
		return t.refuse("standup.refuse.answered")
	}
	return t.mustBeOpenAsk(ask)
}

// answerToday opens my form of today, whether I was asked already or not yet.
func answerToday(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	standup, err := t.standupCalled(ctx, "")
	if err != nil {
		return err
	}
	ask, err := t.tx.AskOn(ctx, standup.ID, t.person.ID, t.dateOf(t.person))
	if errors.Is(err, scrum.ErrNotFound) {
		ask, err = t.beginAsk(ctx, standup)
	}
	if err != nil {
		return err
	}
	return openAnswers(ctx, t, Click{}, ask)
}

// beginAsk lets somebody answer before they are asked, on a day on which
// they will be or should have been.
func (t *turn) beginAsk(ctx context.Context, standup scrum.Standup) (scrum.Ask, error) {
	if !standup.Runs() {
		return scrum.Ask{}, t.refuse("standup.refuse.none")
	}
	zone := t.person.Location(t.product.Location())
	today, due := t.now.In(zone), standup.Clock.On(t.now.In(zone), zone)
	if !standup.Days.Has(today.Weekday()) || !due.After(standup.SetAt) || !t.now.Before(due.Add(scrum.CloseAfter)) {
		next, err := t.nextAsk(ctx, standup)
		if err != nil {
			return scrum.Ask{}, err
		}
		return scrum.Ask{}, t.refuse("standup.refuse.notToday", "when", next)
	}
	date := today.Format(time.DateOnly)
	day, err := t.openDay(ctx, standup, date, standup.DigestDue(date, t.product, t.now))
	if err != nil {
		return scrum.Ask{}, err
	}
	ask := newAsk(standup, day, t.person.ID, date)
	if ask, err = t.tx.CreateAsk(ctx, ask); err != nil {
		return ask, err
	}
	return ask, t.armOnce(ctx, askCloseDeed, idText(ask.ID), t.now.Add(scrum.CloseAfter), 0)
}

// openAnswers opens the form with what was answered already.
func openAnswers(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	if err := t.mustBeOpenAsk(ask); err != nil {
		return err
	}
	blocker, err := t.tx.BlockerOf(ctx, ask.ID)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	name, err := t.askOf(ctx, ask)
	if err != nil {
		return err
	}
	where := Where{Channel: string(t.product.Channel), ID: int64(ask.ID)}
	t.answer.Open = view.StandupForm(t.mine, where.String(), name, ask, string(blocker.Helper))
	return nil
}

// submitAnswers keeps what was written, even if the stand-up closed while the
// form was open.
func submitAnswers(ctx context.Context, t *turn, s Submission) error {
	ask, err := t.ask(ctx, scrum.AskID(ParseWhere(s.Private).ID))
	if err != nil {
		return err
	}
	ask.Answers = scrum.AnswersFrom(ask.Asks(), view.AnswersIn(ask.Asks(), s.Values))
	perhaps, err := t.noteBlocker(ctx, ask, scrum.PersonID(s.Values[view.FieldHelper]))
	if err != nil {
		return err
	}
	return t.keepAnswers(ctx, ask, perhaps)
}

// sameAnswers repeats the last answers. A blocker they told of is on record
// already; if it was resolved meanwhile, the person is asked.
func sameAnswers(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	if err := t.mustBeUnanswered(ask); err != nil {
		return err
	}
	last, err := t.tx.LastAnswered(ctx, ask.Standup, t.person.ID, ask.Date)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("standup.refuse.noneBefore")
	}
	if err != nil {
		return err
	}
	ask.Answers = last.Answers
	text, h := hindrance(ask.Answers)
	open, err := t.openBlockers(ctx, ask.Person)
	if err != nil {
		return err
	}
	stands := slices.ContainsFunc(open, func(b scrum.Blocker) bool { return b.Same(text) })
	return t.keepAnswers(ctx, ask, h.Obstacle == scrum.IsObstacle && !stands)
}

func nothingToReport(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	if err := t.mustBeUnanswered(ask); err != nil {
		return err
	}
	return t.keepAnswers(ctx, ask, false)
}

// keepAnswers keeps the answers, shows the person their copy in the place of
// the question, and brings a digest that was posted already up to date.
func (t *turn) keepAnswers(ctx context.Context, ask scrum.Ask, perhapsBlocked bool) error {
	if ask.State == scrum.AskAnswered {
		ask.EditedAt = t.now
	} else {
		ask.State, ask.AnsweredAt = scrum.AskAnswered, t.now
	}
	if err := t.tx.SaveAsk(ctx, ask); err != nil {
		return err
	}
	if err := t.disarm(ctx, askAgainDeed, idText(ask.ID)); err != nil {
		return err
	}
	if err := t.drawCopy(ctx, ask, perhapsBlocked); err != nil {
		return err
	}
	return t.drawLate(ctx, ask)
}

// drawCopy shows the person what they answered.
func (t *turn) drawCopy(ctx context.Context, ask scrum.Ask, perhapsBlocked bool) error {
	words, err := t.wordsOf(ctx, ask.Person)
	if err != nil {
		return err
	}
	names, err := t.namesIn(ctx, []scrum.Ask{ask}, nil)
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
	shown := view.StandupCopy(words, view.AnswerCopy{
		Ask: ask, Name: name, Editable: !ask.Closed(t.now), PerhapsBlocked: perhapsBlocked,
	}, names)
	return t.direct(ctx, ask.Person, message, shown)
}

// drawLate brings the digest of an answer up to date once it had its time. One
// that was kept back for want of answers is posted now.
func (t *turn) drawLate(ctx context.Context, ask scrum.Ask) error {
	day, err := t.tx.StandupDay(ctx, ask.Day)
	if err != nil || !day.Posted {
		return err
	}
	stands, err := t.stands(ctx, view.DigestName(day.ID))
	if err != nil {
		return err
	}
	if !stands {
		day.DigestAt = t.now
		if err := t.tx.SaveStandupDay(ctx, day); err != nil {
			return err
		}
	}
	if err := t.drawDigest(ctx, day); err != nil {
		return err
	}
	return t.drawReply(ctx, day, ask)
}
