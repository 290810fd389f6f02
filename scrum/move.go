package scrum

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
	MovedToAccept MoveKind = "to_accept"
	MovedStarted  MoveKind = "started"
	MovedAdded    MoveKind = "added"
	MovedDropped  MoveKind = "dropped"
	MovedChanges  MoveKind = "changes_requested"
	MovedReleased MoveKind = "released"
	MovedBack     MoveKind = "back" // reopened, or given back
)

// Kind says what the move means; false for one that is not worth a word,
// such as a need that came and went.
func (m Move) Kind() (MoveKind, bool) {
	switch m.Story.State {
	case StoryAccepted:
		return MovedAccepted, m.Before != StoryReleased
	case StoryReleased:
		return MovedReleased, true
	case StoryToAccept:
		return MovedToAccept, true
	case StoryStarted:
		if m.Before != "" && !m.Before.Queued() && m.Before != StoryPlanned && m.Before != StoryChanges {
			return MovedBack, true
		}
		return MovedStarted, true
	case StoryChanges:
		return MovedChanges, true
	case StoryDropped:
		return MovedDropped, m.Before != ""
	case StoryDraft, StoryReady, StoryPlanned:
		if m.Before == "" {
			return MovedAdded, true
		}
		return MovedBack, !m.Before.Queued() && m.Before != StoryPlanned
	case StoryUndone, AnyDone:
	}
	return "", false
}
