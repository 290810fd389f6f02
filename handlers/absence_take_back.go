package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// absence returns an absence that the person may take back: their own, or one
// that they entered.
func (t *turn) absence(ctx context.Context, id scrum.AbsenceID) (scrum.Absence, error) {
	a, err := t.tx.Absence(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return a, t.refuse("absence.refuse.gone", "command", "/po "+t.verb("po", "away"))
	}
	if err == nil && a.Person != t.person.ID && a.EnteredBy != t.person.ID {
		return a, scrum.ErrNotFound
	}
	return a, err
}

// removeAbsence takes an absence back; of the person's own it shows which are
// left.
func removeAbsence(ctx context.Context, t *turn, _ Click, a scrum.Absence) error {
	said, err := t.takeBackAbsence(ctx, a)
	if err != nil {
		return err
	}
	if a.Person != t.person.ID {
		return t.replace(ctx, view.Note(said))
	}
	t.door.replace = true
	return t.tellAbsences(ctx, said)
}

// removeFrom takes an absence back in a list, and shows what is left of it.
func removeFrom(left func(context.Context, *turn, scrum.Absence, string) error) func(context.Context, *turn, Click, scrum.Absence) error {
	return func(ctx context.Context, t *turn, _ Click, a scrum.Absence) error {
		said, err := t.takeBackAbsence(ctx, a)
		if err != nil {
			return err
		}
		t.door.replace = true
		return left(ctx, t, a, said)
	}
}

// takeBackAbsence takes an absence back, tells whose it was, and returns what
// the person is told.
func (t *turn) takeBackAbsence(ctx context.Context, a scrum.Absence) (said string, err error) {
	p, err := t.dropAbsence(ctx, a)
	if err != nil {
		return "", err
	}
	span := view.AbsenceSpan(t.mine, a, t.today(p))
	if p.ID == t.person.ID {
		return t.mine.Say("absence.removed", "span", span), nil
	}
	words, _ := t.readerOf(p)
	theirs := words.Say("absence.removedBy", "who", escape(t.person.Name), "span", view.AbsenceSpan(words, a, t.today(p)))
	return t.mine.Say("absence.removedOf", "who", escape(p.Name), "span", span), t.direct(ctx, p.ID, view.AbsenceName(a.ID), view.Note(theirs))
}

func (t *turn) dropAbsence(ctx context.Context, a scrum.Absence) (scrum.Person, error) {
	p, err := t.stranger(ctx, a.Person)
	if err != nil {
		return p, err
	}
	if err := t.tx.DropAbsence(ctx, a.ID); err != nil {
		return p, err
	}
	return p, t.absencesChanged(ctx, p)
}

// denyAbsence takes back an absence that somebody else entered, and tells them.
func denyAbsence(ctx context.Context, t *turn, _ Click, a scrum.Absence) error {
	if a.Person != t.person.ID {
		return scrum.ErrNotFound
	}
	if _, err := t.dropAbsence(ctx, a); err != nil {
		return err
	}
	by, err := t.stranger(ctx, a.EnteredBy)
	if err != nil {
		return err
	}
	if by.ID != t.person.ID && by.Obeyed() {
		words, _ := t.readerOf(by)
		said := words.Say("absence.denied", "who", escape(t.person.Name), "span", view.AbsenceSpan(words, a, t.today(t.person)))
		if err := t.direct(ctx, by.ID, "", view.Note(said)); err != nil {
			return err
		}
	}
	return t.replace(ctx, view.Note(t.mine.Say("absence.deniedYours", "who", escape(by.Name), "span", view.AbsenceSpan(t.mine, a, t.today(t.person)))))
}

// backTyped ends the absence that the person has now: they are here again.
func backTyped(ctx context.Context, t *turn, _ Command, _ string) error {
	local := t.today(t.person)
	absences, err := t.tx.AbsencesOf(ctx, t.person.ID, local.Format(time.DateOnly))
	if err != nil {
		return err
	}
	calendar := scrum.Calendar{Absences: absences}
	if !calendar.AbsentStill(local) {
		return t.refuse("absence.refuse.here", "command", "/po "+t.verb("po", "away"))
	}
	for _, a := range absences {
		if a.From > local.Format(time.DateOnly) {
			continue
		}
		if err := t.endAbsence(ctx, a, local); err != nil {
			return err
		}
	}
	if err := t.absencesChanged(ctx, t.person); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("absence.back")))
}
