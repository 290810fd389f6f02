package scrum

import "time"

// ActionID identifies an action.
type ActionID int64

// Action is what a team decided to try, with one person who looks after it.
type Action struct {
	ID      ActionID
	Product ProductID
	Retro   RetroID // the retrospective it comes from
	Text    string  // as it was written
	Owner   PersonID
	Due     string // a date of the product's zone, "2006-01-02"
	State   ActionState
	EndedAt time.Time // zero while open
}

// ActionState is where an action stands.
type ActionState string

// The states of an action.
const (
	ActionOpen    ActionState = "open"
	ActionDone    ActionState = "done"
	ActionDropped ActionState = "dropped"
)

// MaxOpenActions is how many actions of a product may be open at a time: a
// team that tries more finishes none.
const MaxOpenActions = 3

// MayAddAction reports whether one more action can be opened.
func MayAddAction(actions []Action) bool { return len(OpenActions(actions)) < MaxOpenActions }

// OpenActions returns those of actions that are open.
func OpenActions(actions []Action) []Action {
	var open []Action
	for _, a := range actions {
		if a.State == ActionOpen {
			open = append(open, a)
		}
	}
	return open
}

// End ends an open action at an instant. It reports false for one that has
// ended before.
func (a Action) End(as ActionState, now time.Time) (Action, bool) {
	if a.State != ActionOpen {
		return a, false
	}
	a.State, a.EndedAt = as, now
	return a, true
}

// Overdue reports whether the action is open past its date, today being a
// date of the product's zone.
func (a Action) Overdue(today string) bool { return a.State == ActionOpen && a.Due < today }

// ActionDue is the date an action is due if nothing else is said: two weeks
// from today, as the next retrospective most often is.
func ActionDue(now time.Time, zone *time.Location) string {
	return dateIn(now, zone).AddDate(0, 0, 14).Format(time.DateOnly)
}
