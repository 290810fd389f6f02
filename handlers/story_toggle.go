package handlers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// toggleVote gives the person's 👍 to a story, or takes it back. One that
// stands on the card as a reaction is theirs alone to take off.
func toggleVote(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	out, err := t.votesNot(ctx, t.person)
	if err != nil {
		return err
	}
	if out {
		return t.refuse("roll.refuse.guest")
	}
	pressed, err := t.tx.StoryVotes(ctx, s.ID)
	if err != nil {
		return err
	}
	_, events, err := t.onCard(ctx, s)
	if err != nil {
		return err
	}
	emoji := t.product.Emoji.Or(scrum.UsualEmoji())
	standing := scrum.Standing(events, time.Time{})
	if slices.Contains(standing[emoji.Approve], t.person.ID) {
		return t.leaveToReaction(ctx, s)
	}
	if again, err := t.doubleClick(ctx, c, fmt.Sprint("vote/", s.ID)); err != nil || again {
		return err
	}
	if slices.Contains(pressed, t.person.ID) {
		if err := t.unvote(ctx, s); err != nil {
			return err
		}
		return t.tell(ctx, view.Note(t.mine.Say("story.voteTaken", "key", s.Key)))
	}
	if err := t.voteFor(ctx, s); err != nil {
		return err
	}
	if slices.Contains(standing[emoji.Object], t.person.ID) {
		return t.tell(ctx, view.Note(bothSaid(t.mine, s, emoji)))
	}
	return t.tell(ctx, view.Note(t.mine.Say("story.voteGiven", "key", s.Key)))
}

// leaveToReaction tells somebody whose 👍 stands on the card how to take it back.
// One that they gave by the button before would outlast that.
func (t *turn) leaveToReaction(ctx context.Context, s scrum.Story) error {
	if err := t.unvote(ctx, s); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("story.voteOnCard", "key", s.Key)))
}

// unvote takes back the 👍 that the person gave to a story by a button.
func (t *turn) unvote(ctx context.Context, s scrum.Story) error {
	if err := t.mustBelong(); err != nil {
		return err
	}
	if err := t.tx.DropStoryVote(ctx, s.ID, t.person.ID); err != nil {
		return err
	}
	return t.countThumbs(ctx, s)
}

// doubleClickTime is within what two presses are one: who presses again because
// nothing is to be seen yet wants nothing taken back, and nothing twice.
const doubleClickTime = 2 * time.Second

// doubleClick reports whether a press on something that the next press takes
// back, or does once more, is the same as the last, by the times at which they
// were made.
func (t *turn) doubleClick(ctx context.Context, c Click, what string) (bool, error) {
	return t.tx.SeenWithin(ctx, "press/"+what+"/"+string(t.person.ID), c.At, doubleClickTime)
}
