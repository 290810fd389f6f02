package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// storyVoteTx is what votes for a story need of a transaction.
type storyVoteTx interface {
	// KeepStoryVote keeps that a person wants a story; false: they said so by
	// a button before.
	KeepStoryVote(ctx context.Context, id scrum.StoryID, person scrum.PersonID, at time.Time) (bool, error)
	DropStoryVote(ctx context.Context, id scrum.StoryID, person scrum.PersonID) error
	// StoryVotes returns who said so by a button, without those who are
	// deactivated.
	StoryVotes(ctx context.Context, id scrum.StoryID) ([]scrum.PersonID, error)
	// SetThumbs keeps how many people want a story.
	SetThumbs(ctx context.Context, id scrum.StoryID, thumbs int) error
}

// voteFor keeps the person's 👍 for a story, as if they had put it on its card.
func (t *turn) voteFor(ctx context.Context, s scrum.Story) error {
	if err := t.mustBelong(); err != nil {
		return err
	}
	fresh, err := t.tx.KeepStoryVote(ctx, s.ID, t.person.ID, t.now)
	if err != nil || !fresh {
		return err
	}
	return t.countThumbs(ctx, s)
}

// toggleVote gives the person's 👍 to a story, or takes it back. One that
// stands on the card as a reaction is theirs alone to take off.
func toggleVote(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	pressed, err := t.tx.StoryVotes(ctx, s.ID)
	if err != nil {
		return err
	}
	reacted, err := t.reacted(ctx, s)
	if err != nil {
		return err
	}
	said := "story.voteGiven"
	switch given := slices.Contains(pressed, t.person.ID); {
	case slices.Contains(reacted, t.person.ID):
		return t.refuse("story.refuse.voteOnCard", "key", s.Key)
	case given:
		said = "story.voteTaken"
		err = t.unvote(ctx, s)
	default:
		err = t.voteFor(ctx, s)
	}
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say(said, "key", s.Key)))
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

// reacted are the people whose 👍 stands on a story's card.
func (t *turn) reacted(ctx context.Context, s scrum.Story) ([]scrum.PersonID, error) {
	card, err := t.tx.Delivery(ctx, view.StoryName(s.ID))
	if errors.Is(err, scrum.ErrNotFound) || err == nil && !card.Posted() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	events, err := t.tx.Reactions(ctx, scrum.ChannelID(card.PostedIn), card.TS)
	return scrum.Standing(events, time.Time{})[scrum.ThumbsUp], err
}

// countThumbs counts the people who want a story, each once: those whose 👍
// stands on its card and those who pressed a button. It moves no story that
// has a rank: the backlog's order sees to that.
func (t *turn) countThumbs(ctx context.Context, s scrum.Story) error {
	people, err := t.tx.StoryVotes(ctx, s.ID)
	if err != nil {
		return err
	}
	reacted, err := t.reacted(ctx, s)
	if err != nil {
		return err
	}
	people = append(people, reacted...)
	slices.Sort(people)
	thumbs := len(slices.Compact(people))
	if thumbs == s.Thumbs {
		return nil
	}
	s.Thumbs = thumbs
	if err := t.tx.SetThumbs(ctx, s.ID, thumbs); err != nil {
		return err
	}
	return t.drawCard(ctx, s)
}
