package exchange

import (
	"time"

	"pogo/scrum"
)

type absenceForm struct {
	Person    scrum.PersonID      `json:"person"`
	From      string              `json:"from"`
	To        string              `json:"to"`
	FromNoon  bool                `json:"from_noon,omitempty"`
	UntilNoon bool                `json:"until_noon,omitempty"`
	Note      string              `json:"note,omitempty"`
	EnteredBy scrum.PersonID      `json:"entered_by,omitempty"`
	Source    scrum.AbsenceSource `json:"source,omitempty"`
	EnteredAt time.Time           `json:"entered"`
}

func fromAbsence(a scrum.Absence) absenceForm {
	return absenceForm{a.Person, a.From, a.To, a.FromNoon, a.UntilNoon, a.Note, a.EnteredBy, a.Source, a.EnteredAt}
}

func (f absenceForm) absence() scrum.Absence {
	return scrum.Absence{
		Person: f.Person, From: f.From, To: f.To, FromNoon: f.FromNoon, UntilNoon: f.UntilNoon, Note: f.Note,
		EnteredBy: f.EnteredBy, Source: f.Source, EnteredAt: f.EnteredAt,
	}
}

// wrong reports whether no absence of ours can be so.
func (f absenceForm) wrong() bool {
	return f.Person == "" || !isDate(f.From) || !isDate(f.To) || f.EnteredAt.IsZero() || f.absence().Check(f.From) != nil ||
		f.Source != scrum.AbsenceEntered && f.Source != scrum.AbsenceStatus
}
