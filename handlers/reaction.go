package handlers

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
)

// reactionTx is what reactions need of a transaction.
type reactionTx interface {
	// KeepReaction keeps an event on a message, known or not. It reports
	// false if that was kept before.
	KeepReaction(ctx context.Context, channel scrum.ChannelID, ts string, e scrum.ReactionEvent) (bool, error)
	// Reactions returns the events on a message, without those of bots and of
	// people who are deactivated.
	Reactions(ctx context.Context, channel scrum.ChannelID, ts string) ([]scrum.ReactionEvent, error)
	// ForgetReactions deletes what was kept for a message.
	ForgetReactions(ctx context.Context, channel scrum.ChannelID, ts string) error
}

const recallDeed = "reaction.recall"

func reactionNoun() noun {
	return noun{
		deeds:  map[string]deed{recallDeed: recallReactions},
		reacts: map[string]react{"story": thumbStory},
	}
}

// react keeps an emoji on a message that means something by it, and lets that
// message count. A message may get its first reaction before Slack's answer to
// its post was recorded: then nobody knows yet what it is, so the event is
// kept all the same and looked at again.
func (h *Handlers) react(ctx context.Context, t *turn, r Reaction) error {
	if t.person.Bot || t.person.Deleted {
		return nil
	}
	act, id, err := h.reactionTo(ctx, t, scrum.ChannelID(r.Channel), r.Message)
	early := errors.Is(err, scrum.ErrNotFound)
	if err != nil && !early {
		return err
	}
	// Cards and ballots stand in the channel that is a product's home.
	if t.product.ID == 0 || t.channel.ID != t.product.Channel || !early && act == nil {
		return nil
	}
	e := scrum.ReactionEvent{Person: t.person.ID, Emoji: scrum.ParseEmoji(r.Emoji), Added: r.Added, At: r.At}
	fresh, err := t.tx.KeepReaction(ctx, t.channel.ID, r.Message, e)
	if err != nil || !fresh {
		return err
	}
	if early {
		return t.recallLater(ctx, r.Channel, r.Message)
	}
	return act(ctx, t, id, r)
}

// reactionTo finds what a reaction on a message does: nil if nothing. The
// error is [scrum.ErrNotFound] for a message that is not known as ours.
func (h *Handlers) reactionTo(ctx context.Context, t *turn, channel scrum.ChannelID, ts string) (react, int64, error) {
	message, err := t.tx.DeliveryAt(ctx, channel, ts)
	if err != nil {
		return nil, 0, err
	}
	noun, id, ok := ParseName(message.Name)
	if !ok {
		return nil, 0, nil
	}
	return h.reacts[noun], id, nil
}

// How soon a message that is not known yet is looked at again, and for how
// long: a post whose outcome is in doubt is found within that time or never.
const (
	recallSoon = 5 * time.Second
	recallFor  = 24 * time.Hour
)

// recallLater looks at a message again, each time after as long as it has
// stood. One that is still unknown at the end is not ours: what was kept for
// it is forgotten.
func (t *turn) recallLater(ctx context.Context, channel, ts string) error {
	seconds, err := strconv.ParseFloat(ts, 64)
	age := t.now.Sub(time.Unix(int64(seconds), 0))
	if err != nil || age > recallFor {
		return t.tx.ForgetReactions(ctx, scrum.ChannelID(channel), ts)
	}
	return t.armOnce(ctx, recallDeed, channel+" "+ts, t.now.Add(max(recallSoon, age)), 0)
}

// recallReactions counts the reactions that came before their message was
// known.
func recallReactions(ctx context.Context, t *turn, o occurrence) error {
	channel, ts, _ := strings.Cut(o.Subject, " ")
	act, id, err := t.h.reactionTo(ctx, t, scrum.ChannelID(channel), ts)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.recallLater(ctx, channel, ts)
	}
	if err != nil {
		return err
	}
	if act == nil {
		return t.tx.ForgetReactions(ctx, scrum.ChannelID(channel), ts)
	}
	events, err := t.tx.Reactions(ctx, scrum.ChannelID(channel), ts)
	if err != nil {
		return err
	}
	for _, e := range events {
		t.person, err = t.tx.Person(ctx, e.Person)
		if errors.Is(err, scrum.ErrNotFound) {
			t.person, err = scrum.Person{ID: e.Person}, nil
		}
		if err == nil {
			err = act(ctx, t, id, Reaction{Person: string(e.Person), Channel: channel, Message: ts, Emoji: e.Emoji.Name, Added: e.Added, At: e.At})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// thumbStory counts a 👍 on a story's card.
func thumbStory(ctx context.Context, t *turn, id int64, r Reaction) error {
	if scrum.ParseEmoji(r.Emoji).Name != scrum.ThumbsUp {
		return nil
	}
	s, err := t.tx.Story(ctx, scrum.StoryID(id))
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.countThumbs(ctx, s)
}
