package scrum

import (
	"slices"
	"time"
)

// Step is that somebody brought a story into a state, as it was recorded.
type Step struct {
	State StoryState
	By    PersonID  // "" if it came so from another tool
	At    time.Time // zero likewise
}

// Stepped returns the story after a step: in the new state, with the instants
// that belong to that state, and without the reason given for the state
// before.
func (s Story) Stepped(step Step) Story {
	s.State = step.State
	s.DroppedCause, s.Missing = "", ""
	switch {
	case s.State == StoryDraft:
		s.ReadyAt = time.Time{}
	case s.State == StoryReady && s.ReadyAt.IsZero():
		s.ReadyAt = step.At
	case s.State.Done() && s.DoneAt.IsZero():
		s.DoneAt = step.At
	}
	if !s.State.Done() {
		s.DoneAt = time.Time{}
	}
	s.ReleasedAt = time.Time{}
	if s.State == StoryReleased {
		s.ReleasedAt = step.At
	}
	return s
}

// Back returns the state that a story had before it came as far as it is;
// false at the beginning of its life. Steps are all that it took, the first
// one first. Nobody goes back to changes that were asked for: they were made.
func (s Story) Back(steps []Step) (StoryState, bool) {
	for _, step := range slices.Backward(steps) {
		if step.State.progress() < s.State.progress() && step.State != StoryChanges {
			return s.settled(step.State), true
		}
	}
	return s.settled(StoryDraft), s.State != StoryDraft
}

// Reopened returns the state that a story had before it ended. If that is not
// known, the story goes back to the backlog, or to whoever took it.
func (s Story) Reopened(steps []Step) StoryState {
	for _, step := range slices.Backward(steps) {
		if step.State.Open() && step.State != StoryChanges {
			return s.settled(step.State)
		}
	}
	if s.Owner != "" {
		return StoryStarted
	}
	return s.waiting()
}

// settled is the state itself, but for a story in the backlog that which goes
// with its being ready; [Story.Back] takes even that back.
func (s Story) settled(state StoryState) StoryState {
	if state.Queued() && s.State != StoryReady {
		return s.waiting()
	}
	return state
}

// progress is how far a state is in a story's life.
func (s StoryState) progress() int {
	return slices.Index([]StoryState{
		StoryDraft, StoryReady, StoryPlanned, StoryStarted, StoryToAccept, StoryChanges, StoryAccepted, StoryReleased, StoryDropped, StoryUndone,
	}, s)
}
