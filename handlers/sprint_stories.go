package handlers

import (
	"context"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// addToSprint puts stories into the sprint. Before one runs, they wait for
// the next.
func addToSprint(ctx context.Context, t *turn, _ Command, rest string) error {
	named, err := t.sprintKeys(ctx, "add", rest)
	if err != nil {
		return err
	}
	if err := t.mustAllBeReady(ctx, named); err != nil {
		return err
	}
	sprint, found, err := t.openSprint(ctx)
	if err == nil && !found {
		sprint, err = t.tx.CreateSprint(ctx, scrum.Sprint{Product: t.product.ID})
	}
	if err != nil {
		return err
	}
	var added, already []scrum.Story
	for _, name := range named {
		s, err := t.ownStory(ctx, sprint.Product, name)
		if err != nil {
			return err
		}
		if s.Sprint == sprint.ID {
			already = append(already, s)
			continue
		}
		if s, err = t.plan(ctx, s, sprint.ID); err != nil {
			return err
		}
		added = append(added, s)
	}
	return t.tellAdded(ctx, sprint, added, already)
}

// plan puts a story into a sprint. One that was begun already stays as far as
// it is.
func (t *turn) plan(ctx context.Context, s scrum.Story, sprint scrum.SprintID) (scrum.Story, error) {
	if err := t.mustBeWork(ctx, s); err != nil {
		return s, err
	}
	s.Sprint = sprint
	if s.State.Queued() {
		s.State = scrum.StoryPlanned
	}
	return t.saveStory(ctx, s)
}

// tellAdded says what came into a sprint, what was in it already, and what
// should be known of that: what waits for another story, and too many Musts.
func (t *turn) tellAdded(ctx context.Context, sprint scrum.Sprint, added, already []scrum.Story) error {
	var waits []string
	for _, s := range added {
		line, err := comesFirst(ctx, t, s)
		if err != nil {
			return err
		}
		if line != "" {
			waits = append(waits, line)
		}
	}
	board, err := t.sprintBoard(ctx, sprint, t.person.ID)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.SprintAdded(t.mine, board, added, already).With(strings.Join(waits, "\n")))
}

// removeFromSprint takes stories out of the sprint and back to the backlog.
func removeFromSprint(ctx context.Context, t *turn, _ Command, rest string) error {
	named, err := t.sprintKeys(ctx, "remove", rest)
	if err != nil {
		return err
	}
	sprint, found, err := t.openSprint(ctx)
	if err != nil {
		return err
	}
	if !found {
		return t.tell(ctx, view.Note(t.mine.Say("sprint.none")))
	}
	var removed []scrum.Story
	for _, name := range named {
		s, err := t.ownStory(ctx, sprint.Product, name)
		if err != nil {
			return err
		}
		if s.Sprint != sprint.ID {
			return t.refuse("sprint.refuse.notIn", "key", s.Key)
		}
		s.Sprint = 0
		if s, err = t.saveStory(ctx, s.Unplanned()); err != nil {
			return err
		}
		removed = append(removed, s)
	}
	return t.tell(ctx, view.SprintRemoved(t.mine, removed))
}

// sprintKeys reads the stories that a command names, or refuses with an
// example.
func (t *turn) sprintKeys(ctx context.Context, verb, text string) ([]string, error) {
	if err := t.mustHaveProduct(); err != nil {
		return nil, err
	}
	if named, ok := keys(text); ok {
		return named, nil
	}
	example, err := t.example(ctx)
	if err != nil {
		return nil, err
	}
	return nil, t.refuse("sprint.refuse.which", "verb", t.verb("sprint", verb), "example", example)
}

// ownStory returns an open story of a product that the person named.
func (t *turn) ownStory(ctx context.Context, product scrum.ProductID, typed string) (scrum.Story, error) {
	s, err := t.storyNamed(ctx, typed)
	if err != nil {
		return s, err
	}
	if s.Product != product {
		return s, t.refuse("sprint.refuse.other", "key", s.Key)
	}
	return s, t.mustBeOpen(ctx, s)
}

// followStory keeps the product's sprint in step with a story that changed,
// and its message with the sprint.
func followStory(ctx context.Context, t *turn, before, s scrum.Story) error {
	if before.ID == 0 && s.Sprint == 0 {
		return nil
	}
	sprint, found, err := t.openSprint(ctx)
	if err != nil || !found {
		return err
	}
	stays, err := t.tx.SprintStays(ctx, sprint.ID)
	if err != nil {
		return err
	}
	changes := sprint.Follow(stays, s, t.now)
	for _, stay := range changes {
		if err := t.tx.SaveSprintStay(ctx, stay); err != nil {
			return err
		}
	}
	if len(changes) == 0 && (s.Sprint != sprint.ID || s.Hidden && before.Hidden) {
		return nil
	}
	return t.drawSprint(ctx, sprint)
}
