package handlers

import (
	"context"
	"errors"
	"html"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// maxAbsences is how many absences ahead one person may have.
const maxAbsences = 50

// awayTyped enters an absence, of the person or, by the owner, of somebody
// else. Without days it lists those that there are.
func awayTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	first, after := cutWord(rest)
	person := t.person
	switch id, named := t.personNamed(first); {
	case named && isEmpty(after):
		return t.tellAbsencesOf(ctx, id, "")
	case named:
		var err error
		if person, err = t.mayEnterFor(ctx, id); err != nil {
			return err
		}
		rest = after
	case isEmpty(rest):
		return t.tellAbsences(ctx, "")
	case isTeam(rest):
		return t.tellTeamAbsences(ctx, "")
	}
	if on, ok := statusAsked(rest); ok {
		return t.readStatus(ctx, on)
	}
	a, err := scrum.ParseAbsence(html.UnescapeString(rest), t.today(person))
	if err != nil {
		return t.unfitAbsence(rest, a, err)
	}
	return t.enterAbsence(ctx, person, a)
}

// today is an instant of now on a person's clocks.
func (t *turn) today(p scrum.Person) time.Time { return t.now.In(p.Location(t.product.Location())) }

// mayEnterFor returns somebody whose absence the person may enter: anybody of
// the team if they own the product, else only themselves.
func (t *turn) mayEnterFor(ctx context.Context, id scrum.PersonID) (scrum.Person, error) {
	if id == t.person.ID {
		return t.person, nil
	}
	if err := t.mustHaveProduct(); err != nil {
		return scrum.Person{}, err
	}
	if err := t.mustOwn(ctx); err != nil {
		return scrum.Person{}, err
	}
	if err := t.mustBeTeammate(ctx, id); err != nil {
		return scrum.Person{}, err
	}
	return t.tx.Person(ctx, id)
}

// unfitAbsence says why an absence cannot be entered, and how it can.
func (t *turn) unfitAbsence(typed string, a scrum.Absence, err error) error {
	command := "/po " + t.verb("po", "away")
	switch {
	case errors.Is(err, scrum.ErrAgo):
		return t.refuse("absence.refuse.ago", "span", view.AbsenceSpan(t.mine, a, t.today(t.person)), "command", command)
	case errors.Is(err, scrum.ErrOver):
		return t.refuse("absence.refuse.over", "span", view.AbsenceSpan(t.mine, a, t.today(t.person)), "command", command, "days", nextYear(a))
	case errors.Is(err, scrum.ErrBackward):
		return t.refuse("absence.refuse.backward", "typed", clipWord(typed), "command", command)
	case errors.Is(err, scrum.ErrTooLong):
		return t.refuse("absence.refuse.long", "span", view.AbsenceSpan(t.mine, a, t.today(t.person)))
	case errors.Is(err, scrum.ErrSeveral):
		return t.refuse("absence.refuse.several", "typed", clipWord(typed), "command", command)
	}
	return t.refuse("absence.refuse.unread", "typed", clipWord(typed), "command", command)
}

// nextYear writes the days of an absence that is over as those of a year
// later, so that they can be typed.
func nextYear(a scrum.Absence) string {
	var days []string
	for _, date := range []string{a.From, a.To} {
		day, err := time.Parse(time.DateOnly, date)
		if err == nil {
			days = append(days, day.AddDate(1, 0, 0).Format(time.DateOnly))
		}
	}
	return strings.Join(slices.Compact(days), " – ")
}

// enterAbsence keeps an absence and says until when it lasts.
func (t *turn) enterAbsence(ctx context.Context, p scrum.Person, a scrum.Absence) error {
	today := t.today(p).Format(time.DateOnly)
	stand, err := t.tx.AbsencesOf(ctx, p.ID, today)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(stand, func(other scrum.Absence) bool { return other.Holds(a) }); i >= 0 {
		return t.absenceStands(ctx, p, stand[i])
	}
	if len(stand) >= maxAbsences {
		return t.refuse("absence.refuse.many", "n", maxAbsences)
	}
	a.Person, a.EnteredBy, a.EnteredAt = p.ID, t.person.ID, t.now
	if a, err = t.tx.CreateAbsence(ctx, a); err != nil {
		return err
	}
	if err := t.absencesChanged(ctx, p); err != nil {
		return err
	}
	shown, err := t.absenceShown(ctx, p, a)
	if err != nil {
		return err
	}
	if p.ID != t.person.ID {
		words, _ := t.readerOf(p)
		if err := t.direct(ctx, p.ID, view.AbsenceName(a.ID), view.AbsenceByOther(words, shown, t.person.Name)); err != nil {
			return err
		}
		shown.Who = p.Name
	}
	return t.tell(ctx, view.AbsenceEntered(t.mine, shown))
}

// absenceStands says that an absence is known already. Whoever entered it for
// somebody else has it in no list, and gets its button again.
func (t *turn) absenceStands(ctx context.Context, p scrum.Person, a scrum.Absence) error {
	switch {
	case p.ID == t.person.ID:
		return t.refuse("absence.refuse.stands", "span", view.AbsenceSpan(t.mine, a, t.today(p)))
	case a.EnteredBy != t.person.ID:
		return t.refuse("absence.refuse.standsOf", "who", escape(p.Name), "span", view.AbsenceSpan(t.mine, a, t.today(p)))
	}
	shown := view.AbsenceShown{Absence: a, Who: p.Name, Today: t.today(p)}
	return t.tell(ctx, view.AbsenceStands(t.mine, shown))
}

// absenceShown is an absence with the day on which the person is back.
func (t *turn) absenceShown(ctx context.Context, p scrum.Person, a scrum.Absence) (view.AbsenceShown, error) {
	calendar, err := t.calendar(ctx, p, t.now)
	if err != nil {
		return view.AbsenceShown{}, err
	}
	return view.AbsenceShown{Absence: a, Today: t.today(p), Away: calendar.After(a)}, nil
}

// absencesChanged lets everything that goes by a person's absences follow.
func (t *turn) absencesChanged(ctx context.Context, p scrum.Person) error {
	t.touch(p.ID)
	products, err := t.tx.ProductsOf(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, product := range products {
		o, err := t.h.occasion(ctx, t.tx, product.ID)
		if err != nil {
			return err
		}
		if err := o.excuseFromStandup(ctx, p); err != nil {
			return err
		}
		if err := o.excuseFromBallot(ctx, p); err != nil {
			return err
		}
		if err := o.recheckPokers(ctx); err != nil {
			return err
		}
	}
	return nil
}

// pressAway opens the form of an absence.
func pressAway(_ context.Context, t *turn, c Click) error {
	where := Where{Channel: c.Channel}
	t.answer.Open = view.AbsenceForm(t.mine, where.String(), t.today(t.person))
	return nil
}

// submitAway enters what the form says.
func submitAway(ctx context.Context, t *turn, s Submission) error {
	a := view.AbsenceFrom(s.Values)
	err := a.Check(t.today(t.person).Format(time.DateOnly))
	switch {
	case errors.Is(err, scrum.ErrBackward):
		return t.refuseField(view.AbsenceTo, "absence.field.backward")
	case errors.Is(err, scrum.ErrOver):
		return t.refuseField(view.AbsenceFirst, "absence.field.over")
	case err != nil:
		return t.refuseField(view.AbsenceTo, "absence.field.long")
	}
	return t.enterAbsence(ctx, t.person, a)
}
