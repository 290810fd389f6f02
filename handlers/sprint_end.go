package handlers

import (
	"context"
	"fmt"

	"pogo/scrum"
	"pogo/view"
)

// endSprintDue ends a sprint at its time, or as soon as something runs again.
func endSprintDue(ctx context.Context, t *turn, _ occurrence, s scrum.Sprint) error {
	if s.Closed() {
		return nil
	}
	return t.endSprint(ctx, s)
}

// closeSprint ends a sprint before its time, which then brings nothing more.
func closeSprint(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	s, _, err := t.openSprint(ctx)
	if err != nil {
		return err
	}
	if !s.Started() {
		return t.refuse("sprint.refuse.none")
	}
	if err := t.mustBeOneOf(ctx, "sprint.refuse.close", t.product.Owner, s.StartedBy); err != nil {
		return err
	}
	if err := t.disarm(ctx, sprintEndDeed, idText(s.ID)); err != nil {
		return err
	}
	if err := t.endSprint(ctx, s); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("sprint.closed", "number", s.Number)))
}

// endSprint closes a sprint: what is not done goes back to the backlog, the
// channel gets one summary with the numbers in its thread, and whoever
// follows sprints has their turn.
func (t *turn) endSprint(ctx context.Context, s scrum.Sprint) error {
	s.ClosedAt = t.now
	if err := t.tx.SaveSprint(ctx, s); err != nil {
		return err
	}
	if err := t.carryOver(ctx, s); err != nil {
		return err
	}
	if err := t.drawSprint(ctx, s); err != nil {
		return err
	}
	board, err := t.sprintBoard(ctx, s, "")
	if err != nil {
		return err
	}
	if err := t.post(ctx, view.SprintEndName(s.ID), view.SprintSummary(t.ours, board)); err != nil {
		return err
	}
	if board.Tally.Stories > 0 {
		if err := t.reply(ctx, view.SprintEndName(s.ID), view.SprintNumbersName(s.ID), view.SprintNumbers(t.ours, board)); err != nil {
			return err
		}
	}
	return t.sprintEnded(ctx, s)
}

// carryOver puts what was only planned back into the backlog, with its
// points. What somebody has begun stays begun, and theirs.
func (t *turn) carryOver(ctx context.Context, s scrum.Sprint) error {
	stories, err := t.tx.SprintStories(ctx, s.ID)
	if err != nil {
		return err
	}
	for _, story := range stories {
		if story.Sprint != s.ID || story.State != scrum.StoryPlanned {
			continue
		}
		if _, err := t.saveStory(ctx, story.Unplanned()); err != nil {
			return err
		}
	}
	return nil
}

// judgeSprint keeps what the owner says of the goal, in the summary itself.
func judgeSprint(verdict scrum.Verdict) func(context.Context, *turn, Click, scrum.Sprint) error {
	return func(ctx context.Context, t *turn, _ Click, s scrum.Sprint) error {
		if err := t.mustOwn(ctx); err != nil {
			return err
		}
		if !s.Closed() {
			return t.refuse("command.nothing")
		}
		s.Verdict = verdict
		if err := t.tx.SaveSprint(ctx, s); err != nil {
			return err
		}
		board, err := t.sprintBoard(ctx, s, "")
		if err != nil {
			return err
		}
		if err := t.post(ctx, view.SprintEndName(s.ID), view.SprintSummary(t.ours, board)); err != nil {
			return err
		}
		return t.tell(ctx, view.Note(t.mine.Say("sprint.judged")))
	}
}

// sprintEnded lets every noun follow the end of a sprint, in the turn that
// closed it.
func (t *turn) sprintEnded(ctx context.Context, s scrum.Sprint) error {
	for _, follow := range t.h.sprintEnds {
		if err := follow(ctx, t, s); err != nil {
			return fmt.Errorf("follow the end of sprint %d: %w", s.Number, err)
		}
	}
	return nil
}
