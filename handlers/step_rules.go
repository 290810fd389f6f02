package handlers

import (
	"context"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// leadTo brings a story into a state that its own leads to.
func leadTo(state scrum.StoryState) func(context.Context, *turn, scrum.Story, string) (scrum.Story, error) {
	return func(ctx context.Context, t *turn, s scrum.Story, _ string) (scrum.Story, error) {
		switch {
		case s.State == state || state == scrum.StoryAccepted && s.State.Done():
			return s, t.refuseState(ctx, "life.refuse.already", s)
		case s.State.Leads(state):
			return t.stepped(s, state), nil
		case state == scrum.StoryReleased && s.State.Open():
			return s, t.refuseState(ctx, "life.refuse.release", s)
		case state == scrum.StoryChanges && s.State.Open():
			return s, t.refuseState(ctx, "life.refuse.changes", s)
		}
		return s, t.refuseState(ctx, "life.refuse.closed", s)
	}
}

// accept takes a story for done: an epic only if its parts are, or somebody
// says that it is all the same.
func accept(ctx context.Context, t *turn, s scrum.Story, words string) (scrum.Story, error) {
	done, err := leadTo(scrum.StoryAccepted)(ctx, t, s, words)
	if err != nil || !s.Epic {
		return done, err
	}
	return done, t.mustBeWhole(ctx, s)
}

// becomeReady finds a story complete enough to be planned. One in the sprint
// stays there.
func becomeReady(ctx context.Context, t *turn, s scrum.Story, _ string) (scrum.Story, error) {
	switch {
	case s.State == scrum.StoryReady || s.State == scrum.StoryPlanned && !s.ReadyAt.IsZero():
		return s, t.refuseState(ctx, "life.refuse.already", s)
	case s.State.Begun():
		return s, t.refuseState(ctx, "life.refuse.ready", s)
	case !s.State.Open():
		return s, t.refuseState(ctx, "life.refuse.closed", s)
	}
	if err := t.mustLackNothing(ctx, s); err != nil {
		return s, err
	}
	if s.State == scrum.StoryPlanned {
		s.ReadyAt = t.now
		return s, nil
	}
	return t.stepped(s, scrum.StoryReady), nil
}

// becomeMine makes the person the one who works on a story.
func becomeMine(ctx context.Context, t *turn, s scrum.Story, _ string) (scrum.Story, error) {
	switch {
	case !s.State.Open():
		return s, t.refuseState(ctx, "life.refuse.closed", s)
	case s.Owner == t.person.ID && s.State.Begun():
		return s, t.refuse("life.refuse.mine", "key", s.Key)
	}
	if err := t.mustBeUntaken(ctx, s); err != nil {
		return s, err
	}
	s.Owner = t.person.ID
	if !s.State.Begun() {
		s = t.stepped(s, scrum.StoryStarted)
	}
	return s, nil
}

// mustBeUntaken refuses what somebody else works on, unless their account is gone.
func (t *turn) mustBeUntaken(ctx context.Context, s scrum.Story) error {
	if s.Owner == "" || s.Owner == t.person.ID {
		return nil
	}
	people, err := t.tx.People(ctx, s.Owner)
	if err != nil || people[s.Owner].Deleted {
		return err
	}
	who, err := t.nameOf(ctx, s.Owner)
	if err != nil {
		return err
	}
	return t.refuse("story.refuse.taken", "who", who, "key", s.Key)
}

// giveUp drops a story.
func giveUp(ctx context.Context, t *turn, s scrum.Story, words string) (scrum.Story, error) {
	s, err := leadTo(scrum.StoryDropped)(ctx, t, s, words)
	s.DroppedCause = words
	return s, err
}

func askCause(t *turn, private string, stories []scrum.Story, notes []string) *view.Form {
	return view.DropForm(t.mine, private, stories, notes)
}

// miss asks for changes to a story that was tried.
func miss(ctx context.Context, t *turn, s scrum.Story, words string) (scrum.Story, error) {
	s, err := leadTo(scrum.StoryChanges)(ctx, t, s, words)
	s.Missing = words
	return s, err
}

func askMissing(t *turn, private string, stories []scrum.Story, notes []string) *view.Form {
	return view.ChangesForm(t.mine, private, stories, notes)
}

// callOwner tells whoever took a story, in its thread, that something is
// missing: they must act. Of a story that the channel does not see they hear
// directly.
func callOwner(ctx context.Context, t *turn, s scrum.Story) (string, error) {
	if s.Owner == "" || s.Owner == t.person.ID || !s.VisibleTo(s.Owner, t.product) {
		return "", nil
	}
	names, err := t.names(ctx, t.person.ID)
	if err != nil {
		return "", err
	}
	if s.Hidden {
		words, err := t.wordsOf(ctx, s.Owner)
		if err != nil {
			return "", err
		}
		return "", t.direct(ctx, s.Owner, "", view.ChangesAsked(words, s, names.Of(t.person.ID)))
	}
	return "", t.reply(ctx, view.StoryName(s.ID), "", view.ChangesAsked(t.ours, s, names.Of(t.person.ID)))
}

// goBack takes a story one step back. Work that somebody has begun is given
// back by them, or taken from them by the product's owner.
func goBack(ctx context.Context, t *turn, s scrum.Story, _ string) (scrum.Story, error) {
	taken, err := t.tx.Steps(ctx, s.ID)
	if err != nil {
		return s, err
	}
	state, ok := s.Back(taken)
	if !ok {
		return s, t.refuse("life.refuse.first", "key", s.Key)
	}
	if s.State == scrum.StoryDropped {
		return reopen(ctx, t, s, "")
	}
	if s.State.Begun() && !state.Begun() {
		if err := t.mustHaveTaken(ctx, s); err != nil {
			return s, err
		}
		s.Owner = ""
	}
	return t.returned(ctx, s, state)
}

// mustHaveTaken refuses to give back what somebody else works on.
func (t *turn) mustHaveTaken(ctx context.Context, s scrum.Story) error {
	if s.Owner == "" || slices.Contains([]scrum.PersonID{s.Owner, t.product.Owner}, t.person.ID) {
		return nil
	}
	who, err := t.nameOf(ctx, s.Owner, t.product.Owner)
	if err != nil {
		return err
	}
	return t.refuse("life.refuse.theirs", "key", s.Key, "who", who)
}

// reopen takes a story up again that was done or dropped.
func reopen(ctx context.Context, t *turn, s scrum.Story, _ string) (scrum.Story, error) {
	if s.State.Open() {
		return s, t.refuseState(ctx, "life.refuse.open", s)
	}
	taken, err := t.tx.Steps(ctx, s.ID)
	if err != nil {
		return s, err
	}
	return t.returned(ctx, s, s.Reopened(taken))
}

// stepped is a story as the person brings it into a state now.
func (t *turn) stepped(s scrum.Story, state scrum.StoryState) scrum.Story {
	return s.Stepped(scrum.Step{State: state, By: t.person.ID, At: t.now})
}

// returned is a story as it goes back to a state it had. As long as its sprint
// is not over it stays there, unless it was only planned.
func (t *turn) returned(ctx context.Context, s scrum.Story, state scrum.StoryState) (scrum.Story, error) {
	sprint, found, err := t.openSprint(ctx)
	if err != nil {
		return s, err
	}
	switch here := found && s.Sprint == sprint.ID; {
	case state == scrum.StoryPlanned && !here:
		return t.stepped(s, state).Unplanned(), nil
	case state.Queued() && here && s.State == scrum.StoryPlanned:
		s.Sprint = 0
	case state.Queued() && here:
		state = scrum.StoryPlanned
	}
	return t.stepped(s, state), nil
}

// refuseState refuses because of the state that a story is in, and says who
// brought it there, and when: perhaps a moment ago.
func (t *turn) refuseState(ctx context.Context, key string, s scrum.Story, more ...any) error {
	args := []any{"key", s.Key, "state", t.mine.Say("life.is." + string(s.State)), "since", ""}
	taken, err := t.tx.Steps(ctx, s.ID)
	if err != nil {
		return err
	}
	if n := len(taken); n > 1 && taken[n-1].By != "" {
		who := t.mine.Say("life.you")
		if taken[n-1].By != t.person.ID {
			if who, err = t.nameOf(ctx, taken[n-1].By); err != nil {
				return err
			}
		}
		args[5] = " (" + who + ", " + t.lately(taken[n-1].At) + ")"
	}
	return t.refuse(key, append(args, more...)...)
}

// lately writes a past instant in a few words: of today the time, else the
// day.
func (t *turn) lately(at time.Time) string {
	zone := t.person.Location(t.product.Location())
	at = at.In(zone)
	if at.Format(time.DateOnly) == t.now.In(zone).Format(time.DateOnly) {
		return t.mine.Clock(at)
	}
	return t.mine.Day(at)
}
