package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// openAnswers opens the form of everything in a message, with what was answered
// already.
func openAnswers(ctx context.Context, t *turn, _ Click, pressed scrum.Ask) error {
	asks, err := t.newest(ctx, pressed)
	if err != nil {
		return err
	}
	return t.openAsks(ctx, asks)
}

// openAsks opens one form for several asks of the person.
func (t *turn) openAsks(ctx context.Context, asks []scrum.Ask) error {
	where := Where{Channel: string(t.product.Channel)}
	parts := make([]view.StandupFormPart, len(asks))
	for i, ask := range asks {
		home, err := t.at(ctx, ask.Product)
		if err != nil {
			return err
		}
		blocker, err := t.tx.BlockerOf(ctx, ask.ID)
		if err != nil && !errors.Is(err, scrum.ErrNotFound) {
			return err
		}
		part := view.StandupFormPart{Ask: ask, Helper: string(blocker.Helper)}
		if part.Name, err = home.askOf(ctx, ask); err != nil {
			return err
		}
		if ask.Date > t.dateOf(t.person) {
			part.Day, _ = time.Parse(time.DateOnly, ask.Date) // we wrote it
		}
		parts[i], where.Asks = part, append(where.Asks, int64(ask.ID))
	}
	t.answer.Open = view.StandupForm(t.mine, where.String(), parts)
	return nil
}

// section is what a form says of one ask.
type section struct {
	ask     scrum.Ask
	answers scrum.Answers
	helper  scrum.PersonID
}

// blank reports whether it was left empty, as it was opened.
func (s section) blank() bool {
	return s.answers.Empty() && s.helper == "" && s.ask.State != scrum.AskAnswered
}

// submitAnswers keeps what was written, even if the stand-up closed while the
// form was open.
func submitAnswers(ctx context.Context, t *turn, s Submission) error {
	sections, err := t.sections(ctx, s)
	if err == nil {
		err = t.joinAhead(ctx, sections)
	}
	if err != nil {
		return err
	}
	for _, s := range sections {
		ask, err := t.ask(ctx, s.ask.ID)
		if err != nil {
			return err
		}
		if err := t.takeAnswers(ctx, ask, s.answers, s.helper); err != nil {
			return err
		}
		if err := followBlockers(ctx, t); err != nil { // the next ask may be of another product
			return err
		}
	}
	return nil
}

// sections reads a form. Of several sections those that were left empty are
// not answered, and may be still; a form in which all are says that there is
// nothing to report.
func (t *turn) sections(ctx context.Context, s Submission) ([]section, error) {
	var all []section
	for _, id := range ParseWhere(s.Private).Asks {
		ask, err := t.ask(ctx, scrum.AskID(id))
		if err != nil {
			return nil, err
		}
		texts, helper := view.AnswersIn(ask, s.Values)
		all = append(all, section{ask, scrum.AnswersFrom(ask.Asks(), texts), scrum.PersonID(helper)})
	}
	if len(all) == 0 {
		return nil, scrum.ErrNotFound
	}
	if written := slices.DeleteFunc(slices.Clone(all), section.blank); len(written) > 0 {
		return written, nil
	}
	return all, nil
}

// joinAhead makes one message of what a form fills in ahead of being asked.
func (t *turn) joinAhead(ctx context.Context, sections []section) error {
	var lead scrum.AskID
	for _, s := range sections {
		switch ask := s.ask; {
		case ask.State != scrum.AskOpen || !ask.AskedAt.IsZero() || ask.Lead != 0:
		case lead == 0:
			lead = ask.ID
		default:
			ask.Lead = lead
			if err := t.tx.SaveAsk(ctx, ask); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeAnswers keeps new answers to an ask, with what they say of blockers.
func (t *turn) takeAnswers(ctx context.Context, ask scrum.Ask, answers scrum.Answers, helper scrum.PersonID) error {
	ask.Answers = answers
	perhaps, err := t.noteBlocker(ctx, ask, helper)
	if err != nil {
		return err
	}
	return t.keepAnswers(ctx, ask, perhaps)
}

// answerToday opens my form of today, for all stand-ups of the channel, whether I
// was asked already or not yet.
func answerToday(ctx context.Context, t *turn, _ Command, _ string) error {
	return t.openDays(ctx, func(s scrum.Standup) (string, bool, error) {
		zone := t.person.Location(t.product.Location())
		today := t.now.In(zone)
		date := today.Format(time.DateOnly)
		if s.Runs() && s.Days.Has(today.Weekday()) && s.Clock.On(today, zone).After(s.SetAt) {
			return date, true, nil
		}
		_, err := t.tx.AskOn(ctx, s.ID, t.person.ID, date) // by hand, or before it was stopped
		if errors.Is(err, scrum.ErrNotFound) {
			return "", false, nil
		}
		return date, true, err
	})
}

// answerTomorrow opens the form of my next stand-up day, on which I am not asked
// any more then.
func answerTomorrow(ctx context.Context, t *turn, _ Command, _ string) error {
	return t.openDays(ctx, func(s scrum.Standup) (string, bool, error) { return t.dayAfter(ctx, s) })
}

// dayAfter is the date after today on which the person is asked next, being at
// work.
func (t *turn) dayAfter(ctx context.Context, s scrum.Standup) (string, bool, error) {
	const weeks = 8
	next, ok := s.Asking(t.person, t.product).NextAfter(t.now)
	for limit := t.now.AddDate(0, 0, 7*weeks); s.Runs() && ok && next.Due.Before(limit); {
		away, err := t.isAway(ctx, t.person, next.Due)
		if err != nil || !away && next.Date != t.dateOf(t.person) {
			return next.Date, true, err
		}
		next, ok = s.Asking(t.person, t.product).NextAfter(next.Due)
	}
	return "", false, nil
}

// tomorrowPressed opens the same for what stands in one message.
func tomorrowPressed(ctx context.Context, t *turn, _ Click, pressed scrum.Ask) error {
	asks, err := t.tx.AsksTogether(ctx, pressed.Leads())
	if err != nil {
		return err
	}
	var next []scrum.Ask
	for _, ask := range asks {
		if _, err := t.ask(ctx, ask.ID); err != nil {
			return err
		}
		standup, err := t.tx.Standup(ctx, ask.Standup)
		if err != nil {
			return err
		}
		date, ok, err := t.dayAfter(ctx, standup)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if ask, err = t.askFor(ctx, standup, date); err != nil {
			return err
		}
		next = append(next, ask)
	}
	if len(next) == 0 {
		return t.refuse("standup.refuse.none")
	}
	return t.openAsks(ctx, next)
}

// openDays opens the form of a date of each of the channel's stand-ups: of those
// that have it.
func (t *turn) openDays(ctx context.Context, day func(scrum.Standup) (string, bool, error)) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	standups, err := t.tx.Standups(ctx, t.product.ID)
	if err != nil {
		return err
	}
	var asks []scrum.Ask
	for _, s := range standups {
		date, ok, err := day(s)
		if err != nil {
			return err
		}
		if !ok || len(asks) == scrum.MaxTogether {
			continue
		}
		ask, err := t.askFor(ctx, s, date)
		if err != nil {
			return err
		}
		asks = append(asks, ask)
	}
	if len(asks) > 0 {
		return t.openAsks(ctx, asks)
	}
	return t.refuseNoDay(ctx, standups)
}

// refuseNoDay says when the person is asked next.
func (t *turn) refuseNoDay(ctx context.Context, standups []scrum.Standup) error {
	i := slices.IndexFunc(standups, scrum.Standup.Runs)
	if i < 0 {
		return t.refuse("standup.refuse.none")
	}
	next, err := t.nextAsk(ctx, standups[i])
	if err != nil {
		return err
	}
	return t.refuse("standup.refuse.notToday", "when", next)
}

// askFor returns what the person is asked of a stand-up on a date, before they
// are asked if need be.
func (t *turn) askFor(ctx context.Context, s scrum.Standup, date string) (scrum.Ask, error) {
	ask, err := t.tx.AskOn(ctx, s.ID, t.person.ID, date)
	if !errors.Is(err, scrum.ErrNotFound) {
		return ask, err
	}
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ask, err
	}
	due := s.Clock.On(at, t.person.Location(t.product.Location()))
	if due.Before(t.now) {
		due = t.now
	}
	day, err := t.openDay(ctx, s, date, s.DigestDue(date, t.product, due))
	if err != nil {
		return ask, err
	}
	if ask, err = t.tx.CreateAsk(ctx, newAsk(s, day, t.person.ID, date)); err != nil {
		return ask, err
	}
	return ask, t.armOnce(ctx, askCloseDeed, idText(ask.ID), due.Add(scrum.CloseAfter), 0)
}
