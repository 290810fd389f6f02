package exchange

import (
	"slices"
	"time"

	"pogo/scrum"
)

// Blocker is what stood, or stands, in somebody's way, with what became of it.
// It has no id, and names the story that waits by its number.
type Blocker struct {
	scrum.Blocker
	Number int // of the story that waits; 0 for none
	Events []scrum.BlockerEvent
}

type blockerForm struct {
	Person     scrum.PersonID     `json:"person"`
	Text       string             `json:"text"`
	Class      scrum.BlockerClass `json:"class"`
	Since      string             `json:"since"`
	Helper     scrum.PersonID     `json:"helper,omitempty"`
	Outside    string             `json:"outside,omitempty"`
	Story      int                `json:"story,omitempty"`
	Goal       bool               `json:"goal,omitempty"`
	Low        bool               `json:"low,omitempty"`
	CreatedAt  time.Time          `json:"created"`
	ChangedAt  time.Time          `json:"changed,omitzero"`
	AckedAt    time.Time          `json:"acked,omitzero"`
	ResolvedAt time.Time          `json:"resolved,omitzero"`
	ResolvedBy scrum.PersonID     `json:"resolved_by,omitempty"`
	AskedAt    time.Time          `json:"asked,omitzero"`
	Level      int                `json:"level,omitempty"`
	LevelAt    time.Time          `json:"level_at,omitzero"`
	Events     []blockerEventForm `json:"events,omitempty"`
}

type blockerEventForm struct {
	Deed  scrum.BlockerDeed `json:"deed"`
	By    scrum.PersonID    `json:"by,omitempty"`
	Other scrum.PersonID    `json:"other,omitempty"`
	At    time.Time         `json:"at"`
}

func fromBlocker(b Blocker) blockerForm {
	f := blockerForm{
		Person: b.Person, Text: b.Text, Class: b.Class, Since: b.Since, Helper: b.Helper, Outside: b.Outside, Story: b.Number, Goal: b.Goal, Low: b.Low,
		CreatedAt: b.CreatedAt, ChangedAt: b.ChangedAt, AckedAt: b.AckedAt, ResolvedAt: b.ResolvedAt, ResolvedBy: b.ResolvedBy,
		AskedAt: b.AskedAt, Level: b.Level, LevelAt: b.LevelAt,
	}
	for _, e := range b.Events {
		f.Events = append(f.Events, blockerEventForm{e.Deed, e.Person, e.Other, e.At})
	}
	return f
}

func (f blockerForm) blocker() Blocker {
	b := Blocker{Number: f.Story, Blocker: scrum.Blocker{
		Person: f.Person, Text: f.Text, Class: f.Class, Since: f.Since, Helper: f.Helper, Outside: f.Outside, Goal: f.Goal, Low: f.Low,
		CreatedAt: f.CreatedAt, ChangedAt: f.ChangedAt, AckedAt: f.AckedAt, ResolvedAt: f.ResolvedAt, ResolvedBy: f.ResolvedBy,
		AskedAt: f.AskedAt, Level: f.Level, LevelAt: f.LevelAt,
	}}
	for _, e := range f.Events {
		b.Events = append(b.Events, scrum.BlockerEvent{Deed: e.Deed, Person: e.By, Other: e.Other, At: e.At})
	}
	return b
}

// wrong says what no blocker of ours can be.
func (f blockerForm) wrong(p Product) string {
	deed := func(e blockerEventForm) bool { return !e.Deed.Known() || e.At.IsZero() }
	switch {
	case f.Person == "" || f.Text == "" || f.CreatedAt.IsZero():
		return "it needs a person, a text and when it was told"
	case !f.Class.Valid():
		return "a class that does not exist"
	case !isDate(f.Since):
		return "a date that is none"
	case f.Story < 0 || f.Story >= p.NextNumber:
		return "a story that cannot be"
	case f.Level < 0 || f.Level > scrum.StepStakeholder || slices.ContainsFunc(f.Events, deed):
		return "a step or a deed that does not exist"
	}
	return ""
}

func isDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}
