package scrum

import (
	"encoding/json"
	"time"
)

// UndoFor is how long a deed can be undone.
const UndoFor = 10 * time.Minute

// Undo remembers how to take a deed back. It serves once.
type Undo struct {
	ID      string // opaque; travels in the button
	Product ProductID
	Person  PersonID // who did the deed
	Deed    string   // "story.create"
	Data    json.RawMessage
	Expires time.Time
}

// Expired reports whether it is too late to take the deed back.
func (u Undo) Expired(now time.Time) bool { return !now.Before(u.Expires) }
