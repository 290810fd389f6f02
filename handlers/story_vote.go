package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/locale"
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

// onCard are the reactions to a story's card, and where it stands; none while
// it stands nowhere.
func (t *turn) onCard(ctx context.Context, s scrum.Story) (scrum.MessageID, []scrum.ReactionEvent, error) {
	card, err := t.tx.Delivery(ctx, view.StoryName(s.ID))
	if errors.Is(err, scrum.ErrNotFound) || err == nil && !card.Posted() {
		return scrum.MessageID{}, nil, nil
	}
	if err != nil {
		return scrum.MessageID{}, nil, err
	}
	at := standsAt(card)
	events, err := t.tx.Reactions(ctx, at.Channel, at.TS)
	return at, events, err
}

// byButton is the tone of a 👍 that was given by a button, which no reaction
// takes back.
const byButton = -1

// cardVote is what people say of a story, each once, by reactions to its card
// and by the button.
func (t *turn) cardVote(ctx context.Context, s scrum.Story) (scrum.MessageID, scrum.CardVote, error) {
	at, events, err := t.onCard(ctx, s)
	if err != nil {
		return at, scrum.CardVote{}, err
	}
	pressed, err := t.tx.StoryVotes(ctx, s.ID)
	for _, p := range pressed {
		yes := scrum.Emoji{Name: t.product.Emoji.Or(scrum.UsualEmoji()).Approve, Tone: byButton}
		events = append(events, scrum.ReactionEvent{Person: p, Emoji: yes, Added: true, At: t.now})
	}
	if err == nil {
		events, err = t.entitled(ctx, events)
	}
	return at, t.product.Emoji.CardVote(events), err
}

// countCard counts the reactions to a story's card.
func countCard(ctx context.Context, t *turn, id int64, fresh []scrum.ReactionEvent) error {
	s, err := t.tx.Story(ctx, scrum.StoryID(id))
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	at, vote, err := t.cardVote(ctx, s)
	if err != nil {
		return err
	}
	if err := t.askBoth(ctx, at, s, vote, t.product.Emoji, fresh); err != nil {
		return err
	}
	emoji := t.product.Emoji.Or(scrum.UsualEmoji())
	speaks := slices.ContainsFunc(fresh, func(e scrum.ReactionEvent) bool { return e.Emoji.Name == emoji.Approve || e.Emoji.Name == emoji.Object })
	return t.setVote(ctx, s, vote, speaks)
}

// askBoth asks those who just said yes and no at once what they mean, once a
// message.
func (t *turn) askBoth(ctx context.Context, at scrum.MessageID, s scrum.Story, vote scrum.CardVote, emoji scrum.VoteEmoji, fresh []scrum.ReactionEvent) error {
	emoji = emoji.Or(scrum.UsualEmoji())
	for _, person := range vote.Both {
		if !slices.ContainsFunc(fresh, func(e scrum.ReactionEvent) bool { return e.Person == person && e.Added }) {
			continue
		}
		first, err := t.tx.TellReactorOnce(ctx, at, person, "both")
		if err != nil {
			return err
		}
		if !first {
			continue
		}
		p, err := t.stranger(ctx, person)
		if err != nil {
			return err
		}
		words, _ := t.readerOf(p)
		if err := t.whisper(ctx, person, view.Note(bothSaid(words, s, emoji))); err != nil {
			return err
		}
	}
	return nil
}

// countThumbs counts the people who want a story. It moves no story that has
// a rank: the backlog's order sees to that.
func (t *turn) countThumbs(ctx context.Context, s scrum.Story) error {
	_, vote, err := t.cardVote(ctx, s)
	if err != nil {
		return err
	}
	return t.setVote(ctx, s, vote, false)
}

// setVote keeps how many people want a story, and shows it if it changed or
// the card is to be drawn anyway.
func (t *turn) setVote(ctx context.Context, s scrum.Story, vote scrum.CardVote, draw bool) error {
	if thumbs := len(vote.For); thumbs != s.Thumbs {
		s.Thumbs, draw = thumbs, true
		if err := t.tx.SetThumbs(ctx, s.ID, thumbs); err != nil {
			return err
		}
	}
	if !draw {
		return nil
	}
	return t.drawVoted(ctx, s, vote)
}

// bothSaid tells somebody that their yes and their no cancel.
func bothSaid(words *locale.Words, s scrum.Story, emoji scrum.VoteEmoji) string {
	return words.Say("emoji.both", "key", s.Key, "yes", view.EmojiSaid(emoji.Approve), "no", view.EmojiSaid(emoji.Object))
}
