package scrum

import "slices"

// StoryState is where a story stands in its life.
type StoryState string

// The life of a story.
const (
	StoryDraft    StoryState = "draft"             // in the backlog, in no sprint
	StoryReady    StoryState = "ready"             // likewise, and complete enough to be planned
	StoryPlanned  StoryState = "planned"           // in the sprint, not begun
	StoryStarted  StoryState = "started"           // somebody works on it
	StoryToAccept StoryState = "to_accept"         // ready to try: its criteria wait to be looked at
	StoryChanges  StoryState = "changes_requested" // tried, and not yet what was agreed
	StoryAccepted StoryState = "accepted"          // done
	StoryReleased StoryState = "released"          // done, and those it is for have it
	StoryDropped  StoryState = "dropped"           // will not be done, kept with its reason
	StoryUndone   StoryState = "undone"            // its creation was taken back within ten minutes
)

// Open reports whether work on the story may still happen.
func (s StoryState) Open() bool {
	return s.Queued() || s == StoryPlanned || s.Begun()
}

// Queued reports whether the story waits in the backlog, in no sprint.
func (s StoryState) Queued() bool { return s == StoryDraft || s == StoryReady }

// Begun reports whether somebody has worked on the story, which is not done.
func (s StoryState) Begun() bool {
	return s == StoryStarted || s == StoryToAccept || s == StoryChanges
}

// Done reports whether the story was accepted.
func (s StoryState) Done() bool { return s == StoryAccepted || s == StoryReleased }

// Known reports whether there is such a state.
func (s StoryState) Known() bool {
	return s.Open() || s.Done() || s == StoryDropped || s == StoryUndone
}

// Leads reports whether a story may go from one state to another by a deed of
// its team. Ways back that an undo takes are not asked for here.
func (s StoryState) Leads(to StoryState) bool {
	return slices.Contains(s.next(), to)
}

func (s StoryState) next() []StoryState {
	switch s {
	case StoryDraft:
		return []StoryState{StoryReady, StoryPlanned, StoryStarted, StoryToAccept, StoryAccepted, StoryDropped}
	case StoryReady:
		return []StoryState{StoryDraft, StoryPlanned, StoryStarted, StoryToAccept, StoryAccepted, StoryDropped}
	case StoryPlanned:
		return []StoryState{StoryDraft, StoryReady, StoryStarted, StoryToAccept, StoryAccepted, StoryDropped}
	case StoryStarted:
		return []StoryState{StoryPlanned, StoryDraft, StoryReady, StoryToAccept, StoryAccepted, StoryDropped}
	case StoryToAccept:
		return []StoryState{StoryStarted, StoryChanges, StoryAccepted, StoryDropped}
	case StoryChanges:
		return []StoryState{StoryStarted, StoryToAccept, StoryAccepted, StoryDropped}
	case StoryAccepted:
		return []StoryState{StoryReleased}
	case StoryReleased, StoryDropped, StoryUndone, AnyDone:
	}
	return nil
}

// Unplanned returns the story as it goes back from a sprint to the backlog,
// with its points. What somebody has begun stays begun.
func (s Story) Unplanned() Story {
	if s.State == StoryPlanned {
		s.State = s.waiting()
	}
	return s
}

// waiting is the state of a story that nobody has planned or begun.
func (s Story) waiting() StoryState {
	if s.ReadyAt.IsZero() {
		return StoryDraft
	}
	return StoryReady
}
