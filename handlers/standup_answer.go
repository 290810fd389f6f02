package handlers

import (
	"context"
	"errors"
	"slices"

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

// unanswered are the asks in the message of one that were not answered, which
// keeps a press on an old button from overwriting an answer.
func (t *turn) unanswered(ctx context.Context, pressed scrum.Ask) ([]scrum.Ask, error) {
	asks, err := t.newest(ctx, pressed)
	if err != nil {
		return nil, err
	}
	asks = slices.DeleteFunc(asks, func(a scrum.Ask) bool { return a.State == scrum.AskAnswered })
	if len(asks) == 0 {
		return nil, t.refuse("standup.refuse.answered")
	}
	return asks, nil
}

// newest are the asks in the message of one that can be answered still.
func (t *turn) newest(ctx context.Context, pressed scrum.Ask) ([]scrum.Ask, error) {
	asks, err := t.tx.AsksTogether(ctx, pressed.Leads())
	if err != nil {
		return nil, err
	}
	var newest []scrum.Ask
	for _, ask := range asks {
		since, err := t.tx.AskedSince(ctx, ask, t.dateOf(t.person))
		if err != nil {
			return nil, err
		}
		if !since {
			newest = append(newest, ask)
		}
	}
	if len(newest) == 0 {
		return nil, t.refuse("standup.refuse.closed")
	}
	return newest, nil
}

// sameAnswers repeats the last answers, where there are any. A blocker they
// told of is on record already; if it was resolved meanwhile, the person is
// asked.
func sameAnswers(ctx context.Context, t *turn, _ Click, pressed scrum.Ask) error {
	asks, err := t.unanswered(ctx, pressed)
	if err != nil {
		return err
	}
	repeated := false
	for _, ask := range asks {
		last, err := t.tx.LastAnswered(ctx, ask.Standup, t.person.ID, ask.Date)
		if errors.Is(err, scrum.ErrNotFound) {
			continue
		}
		if err == nil {
			repeated, err = true, t.repeat(ctx, ask, last)
		}
		if err != nil {
			return err
		}
	}
	if !repeated {
		return t.refuse("standup.refuse.noneBefore")
	}
	return nil
}

func (t *turn) repeat(ctx context.Context, ask, last scrum.Ask) error {
	if _, err := t.ask(ctx, ask.ID); err != nil {
		return err
	}
	ask.Questions, ask.Answers = last.Questions, last.Answers
	text, h := hindrance(ask.Answers)
	open, err := t.openBlockers(ctx, ask.Person)
	if err != nil {
		return err
	}
	stands := slices.ContainsFunc(open, func(b scrum.Blocker) bool { return b.Same(text) })
	return t.keepAnswers(ctx, ask, h.Obstacle == scrum.IsObstacle && !stands)
}

func nothingToReport(ctx context.Context, t *turn, _ Click, pressed scrum.Ask) error {
	asks, err := t.unanswered(ctx, pressed)
	if err != nil {
		return err
	}
	for _, ask := range asks {
		if _, err := t.ask(ctx, ask.ID); err != nil {
			return err
		}
		if err := t.keepAnswers(ctx, ask, false); err != nil {
			return err
		}
	}
	return nil
}

// keepAnswers keeps the answers, shows the person their copy in the place of
// the question, and brings a digest that was posted already up to date.
func (t *turn) keepAnswers(ctx context.Context, ask scrum.Ask, perhapsBlocked bool) error {
	if ask.State == scrum.AskAnswered {
		ask.EditedAt = t.now
	} else {
		ask.State, ask.AnsweredAt = scrum.AskAnswered, t.now
	}
	ask.Perhaps = perhapsBlocked
	if err := t.tx.SaveAsk(ctx, ask); err != nil {
		return err
	}
	if err := t.drawSheet(ctx, ask.Leads()); err != nil {
		return err
	}
	return t.drawLate(ctx, ask)
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
		if day, err = t.caughtUp(ctx, day); err != nil {
			return err
		}
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
