package handlers

import (
	"cmp"
	"context"
	"slices"
	"time"

	"pogo/holiday"
	"pogo/scrum"
	"pogo/view"
)

// absenceTx is what absences need of a transaction.
type absenceTx interface {
	CreateAbsence(ctx context.Context, a scrum.Absence) (scrum.Absence, error)
	Absence(ctx context.Context, id scrum.AbsenceID) (scrum.Absence, error)
	// SaveAbsence keeps the dates of an absence; the rest of it never changes.
	SaveAbsence(ctx context.Context, a scrum.Absence) error
	DropAbsence(ctx context.Context, id scrum.AbsenceID) error
	// AbsencesOf and AbsencesIn return the absences of somebody, or of everybody
	// in a conversation, that last until a local date or longer, in their order.
	AbsencesOf(ctx context.Context, person scrum.PersonID, since string) ([]scrum.Absence, error)
	AbsencesIn(ctx context.Context, channel scrum.ChannelID, since string) (map[scrum.PersonID][]scrum.Absence, error)

	SetProductHolidays(ctx context.Context, product scrum.ProductID, calendar string) error
	// SetPersonHolidays gives somebody a calendar of their own; "" takes it away.
	SetPersonHolidays(ctx context.Context, person scrum.PersonID, calendar string) error
	SetReadsStatus(ctx context.Context, person scrum.PersonID, reads bool) error
	StatusReaders(ctx context.Context) ([]scrum.PersonID, error)
}

func absenceNoun() noun {
	return noun{
		clicks: map[string]click{
			view.AbsenceAdd:        pressAway,
			view.AbsenceRemove:     on((*turn).absence, removeAbsence),
			view.AbsenceRemoveTeam: on((*turn).absence, removeFrom(leftOfTeam)),
			view.AbsenceRemoveOf:   on((*turn).absence, removeFrom(leftOfPerson)),
			view.AbsenceWrong:      on((*turn).absence, denyAbsence),
			view.AbsenceStatus:     pressStatus,
		},
		forms:         map[string]submit{view.AbsenceAdd: submitAway},
		rosterChanged: followStatus,
	}
}

// calendar is when a person works, from a day before an instant on.
func (t *turn) calendar(ctx context.Context, p scrum.Person, from time.Time) (scrum.Calendar, error) {
	absences, err := t.tx.AbsencesOf(ctx, p.ID, dateBefore(from))
	return t.calendarOf(p, absences), err
}

// calendars are those of everybody in the product's channel, by person.
func (t *turn) calendars(ctx context.Context, people []scrum.Person, from time.Time) (map[scrum.PersonID]scrum.Calendar, error) {
	absences, err := t.tx.AbsencesIn(ctx, t.product.Channel, dateBefore(from))
	if err != nil {
		return nil, err
	}
	calendars := make(map[scrum.PersonID]scrum.Calendar, len(people))
	for _, p := range people {
		calendars[p.ID] = t.calendarOf(p, absences[p.ID])
	}
	return calendars, nil
}

// dateBefore is a date that an instant has nowhere yet: the clocks of the
// world are two dates apart at most.
func dateBefore(at time.Time) string { return at.UTC().AddDate(0, 0, -1).Format(time.DateOnly) }

func (t *turn) calendarOf(p scrum.Person, absences []scrum.Absence) scrum.Calendar {
	return scrum.Calendar{Person: p.ID, Absences: absences, Holidays: holiday.Of(cmp.Or(p.Holidays, t.product.Holidays))}
}

// holidays are those by which the product's own dates go, such as the end of
// a sprint.
func (t *turn) holidays() scrum.Holidays { return holiday.Of(t.product.Holidays) }

// awayAt tells who of the people in the product's channel is away at an
// instant, each on their own clocks: nothing is asked of them, nobody waits for
// them, and they are in no denominator.
func (t *turn) awayAt(ctx context.Context, people []scrum.Person, at time.Time) (map[scrum.PersonID]scrum.Away, error) {
	calendars, err := t.calendars(ctx, people, at)
	if err != nil {
		return nil, err
	}
	away := map[scrum.PersonID]scrum.Away{}
	for _, p := range people {
		if a, is := calendars[p.ID].At(at.In(p.Location(t.product.Location()))); is {
			away[p.ID] = a
		}
	}
	return away, nil
}

// present leaves those of a list who are not away now.
func (t *turn) present(ctx context.Context, people []scrum.Person) ([]scrum.Person, error) {
	away, err := t.awayAt(ctx, people, t.now)
	return slices.DeleteFunc(slices.Clone(people), func(p scrum.Person) bool {
		_, is := away[p.ID]
		return is
	}), err
}

// awayToday tells who of the people in the product's channel is away for some
// of the day of an instant, each on their own clocks, in the order of people.
func (t *turn) awayToday(ctx context.Context, people []scrum.Person, at time.Time) ([]scrum.Away, error) {
	calendars, err := t.calendars(ctx, people, at)
	if err != nil {
		return nil, err
	}
	var list []scrum.Away
	for _, p := range people {
		if a, is := calendars[p.ID].Today(at.In(p.Location(t.product.Location()))); is {
			list = append(list, a)
		}
	}
	return list, nil
}

// isAway tells of one person what [turn.awayAt] does.
func (t *turn) isAway(ctx context.Context, p scrum.Person, at time.Time) (bool, error) {
	calendar, err := t.calendar(ctx, p, at)
	_, away := calendar.At(at.In(p.Location(t.product.Location())))
	return away, err
}
