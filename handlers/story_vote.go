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

// countThumbs counts the people who want a story, each once: those whose 👍
// stands on its card and those who pressed a button. It moves no story that
// has a rank: the backlog's order sees to that.
func (t *turn) countThumbs(ctx context.Context, s scrum.Story) error {
	people, err := t.tx.StoryVotes(ctx, s.ID)
	if err != nil {
		return err
	}
	card, err := t.tx.Delivery(ctx, view.StoryName(s.ID))
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	if card.Posted() {
		events, err := t.tx.Reactions(ctx, scrum.ChannelID(card.PostedIn), card.TS)
		if err != nil {
			return err
		}
		people = append(people, scrum.Standing(events, time.Time{})[scrum.ThumbsUp]...)
	}
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
