package scrum

import "time"

// Move is a story whose state is another than at some instant before.
type Move struct {
	Story  Story
	Before StoryState // "" if it did not exist
}

// MoveKind is what a move means to those who were not there.
type MoveKind string

// The kinds of move.
const (
	MovedAccepted MoveKind = "accepted"
	MovedStarted  MoveKind = "started"
	MovedAdded    MoveKind = "added"
	MovedDropped  MoveKind = "dropped"
	MovedBack     MoveKind = "back" // reopened, or given back
)

// Kind says what the move means; false for one that is not worth a word,
// such as a need that came and went.
func (m Move) Kind() (MoveKind, bool) {
	switch m.Story.State {
	case StoryAccepted:
		return MovedAccepted, true
	case StoryStarted:
		if m.Before == StoryAccepted || m.Before == StoryDropped {
			return MovedBack, true
		}
		return MovedStarted, true
	case StoryDropped:
		return MovedDropped, m.Before != ""
	case StoryDraft, StoryPlanned:
		if m.Before == "" {
			return MovedAdded, true
		}
		return MovedBack, m.Before != StoryDraft && m.Before != StoryPlanned
	case StoryUndone:
	}
	return "", false
}

// Step is that somebody brought a story into a state, as it was recorded.
type Step struct {
	State StoryState
	By    PersonID  // "" if it came so from another tool
	At    time.Time // zero likewise
}
