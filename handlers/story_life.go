package handlers

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// takeStory makes the person who pressed the owner of the work.
func takeStory(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
	if err := t.mustBeOpen(s); err != nil {
		return err
	}
	if s.Owner != "" && s.Owner != t.person.ID {
		who, err := t.nameOf(ctx, s.Owner)
		if err != nil {
			return err
		}
		return t.refuse("story.refuse.taken", "who", who, "key", s.Key)
	}
	s.Owner, s.State = t.person.ID, scrum.StoryStarted
	if _, err := t.saveStory(ctx, s); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("story.takenSaid", "key", s.Key)))
}

func (t *turn) mustBeOpen(s scrum.Story) error {
	if s.State.Open() {
		return nil
	}
	return t.refuse("story.refuse.closed", "key", s.Key, "state", strings.ToLower(t.mine.Say("story.state."+string(s.State))))
}

func finishStories(ctx context.Context, t *turn, _ Command, rest string) error {
	named, ok := keys(rest)
	if !ok {
		return t.whichStory(ctx, "done")
	}
	var stories []scrum.Story
	for _, name := range named {
		s, err := t.storyNamed(ctx, name)
		if err != nil {
			return err
		}
		if err := t.mustBeOpen(s); err != nil {
			return err
		}
		if !slices.ContainsFunc(stories, func(other scrum.Story) bool { return other.ID == s.ID }) {
			stories = append(stories, s)
		}
	}
	return t.endStories(ctx, stories, scrum.StoryAccepted, "")
}

// finishStory marks a story as done.
func finishStory(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
	if err := t.mustBeOpen(s); err != nil {
		return err
	}
	return t.endStories(ctx, []scrum.Story{s}, scrum.StoryAccepted, "")
}

// endStories moves stories to one of their ends and offers to take all of it
// back.
func (t *turn) endStories(ctx context.Context, stories []scrum.Story, end scrum.StoryState, cause string) error {
	var before []storyBefore
	var keys []string
	for _, s := range stories {
		before, keys = append(before, storyBefore{ID: s.ID, State: s.State}), append(keys, s.Key)
		s.State, s.DroppedCause, s.DoneAt = end, cause, time.Time{}
		if end == scrum.StoryAccepted {
			s.DoneAt = t.now
		}
		if _, err := t.saveStory(ctx, s); err != nil {
			return err
		}
	}
	deed, said := "story.done", "story.doneSaid"
	if end == scrum.StoryDropped {
		deed, said = "story.drop", "story.droppedSaid"
	}
	undo, err := t.keepUndo(ctx, deed, before)
	if err != nil {
		return err
	}
	text := t.mine.Say(said, "n", len(keys), "key", t.mine.List(keys))
	return t.tell(ctx, view.NoteWithUndo(text, undo, t.mine.Say("story.button.reopen")))
}

// undoState puts the stories back to where they were before they were done or
// dropped, unless somebody else did meanwhile.
func undoState(ctx context.Context, t *turn, before []storyBefore) error {
	back := 0
	for _, was := range before {
		s, err := t.story(ctx, was.ID)
		if err != nil {
			return err
		}
		if s.State.Open() {
			continue
		}
		s.State, s.DroppedCause, s.DoneAt = was.State, "", time.Time{}
		if _, err := t.saveStory(ctx, s); err != nil {
			return err
		}
		back++
	}
	if back == 0 {
		return t.refuse("common.cantUndo")
	}
	return t.replace(ctx, view.Note(t.mine.Say("common.undone")))
}

func dropStory(ctx context.Context, t *turn, c Command, rest string) error {
	s, err := t.oneStory(ctx, "drop", rest)
	if err != nil {
		return err
	}
	return openDrop(ctx, t, Click{Channel: c.Channel}, s)
}

func openDrop(_ context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.mustBelong(); err != nil {
		return err
	}
	if err := t.mustBeOpen(s); err != nil {
		return err
	}
	t.answer.Open = view.DropForm(t.mine, Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision}.String(), s)
	return nil
}

func submitDrop(ctx context.Context, t *turn, sub Submission) error {
	s, err := t.story(ctx, scrum.StoryID(ParseWhere(sub.Private).ID))
	if err != nil {
		return err
	}
	if err := t.mustBeOpen(s); err != nil {
		return err
	}
	return t.endStories(ctx, []scrum.Story{s}, scrum.StoryDropped, sub.Values["cause"])
}

func editStory(ctx context.Context, t *turn, c Command, rest string) error {
	s, err := t.oneStory(ctx, "edit", rest)
	if err != nil {
		return err
	}
	return openEdit(ctx, t, Click{Channel: c.Channel}, s)
}

// mustRevise refuses the words of a story to guests who did not ask for it,
// to people of other workspaces and to visitors.
func (t *turn) mustRevise(ctx context.Context, s scrum.Story) error {
	if !t.person.Obeyed() {
		return t.refuse("command.notObeyed")
	}
	return t.unlessGuest(ctx, s.Author == t.person.ID, t.mustBelong)
}

func openEdit(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision}
	t.answer.Open = view.StoryEditForm(t.mine, where.String(), s)
	return nil
}

// submitEdit keeps an edited story. An edit on a form that was opened before
// somebody else's change is refused with the form left open, so that nothing
// is overwritten and nothing typed is lost.
func submitEdit(ctx context.Context, t *turn, sub Submission) error {
	where := ParseWhere(sub.Private)
	s, err := t.story(ctx, scrum.StoryID(where.ID))
	if err != nil {
		return err
	}
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if s.Revision != where.Revision {
		return t.refuseField(firstField(sub), "story.refuse.changed", "key", s.Key)
	}
	s.Parsed = edited(s.Parsed, sub.Values)
	s, err = t.saveStory(ctx, s)
	if errors.Is(err, scrum.ErrChanged) {
		return t.refuseField(firstField(sub), "story.refuse.changed", "key", s.Key)
	}
	return err
}

// edited is what the grammar found, with the parts that a person changed. A
// part the form did not offer stays.
func edited(p scrum.Parsed, values map[string]string) scrum.Parsed {
	was := p
	set := func(field *string, name string) {
		if value, ok := values[name]; ok {
			*field = strings.TrimSpace(value)
		}
	}
	set(&p.Title, "title")
	set(&p.Role, "role")
	set(&p.Goal, "goal")
	set(&p.Benefit, "benefit")
	if text, ok := values["criteria"]; ok {
		p.Criteria = lines(text)
	}
	return p.RecheckedSince(was)
}

// firstField is the field where a sentence about the whole form stands.
func firstField(s Submission) string {
	for _, name := range []string{"title", "role", "goal", "benefit", "criteria"} {
		if _, ok := s.Values[name]; ok {
			return name
		}
	}
	return slices.Sorted(maps.Keys(s.Values))[0]
}
