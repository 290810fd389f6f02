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
	// KeepReactions keeps events on a message, known or not, and returns how
	// many were not kept before.
	KeepReactions(ctx context.Context, channel scrum.ChannelID, ts string, events ...scrum.ReactionEvent) (int, error)
	// Reactions returns the events on a message, without those of bots and of
	// people who are deactivated.
	Reactions(ctx context.Context, channel scrum.ChannelID, ts string) ([]scrum.ReactionEvent, error)
	// CastReactions returns those of whoever was deactivated since, too.
	CastReactions(ctx context.Context, channel scrum.ChannelID, ts string) ([]scrum.ReactionEvent, error)
	// TakeUncounted returns the events on a message that it never returned
	// before.
	TakeUncounted(ctx context.Context, channel scrum.ChannelID, ts string) ([]scrum.ReactionEvent, error)
	// UncountedMessages returns the messages that have such events.
	UncountedMessages(ctx context.Context) ([]scrum.MessageID, error)
	// TellReactorOnce reports whether this is the first time that somebody is
	// told something about their reactions to a message.
	TellReactorOnce(ctx context.Context, m scrum.MessageID, person scrum.PersonID, what string) (bool, error)
	// ForgetReactions deletes what was kept for a message.
	ForgetReactions(ctx context.Context, channel scrum.ChannelID, ts string) error
}

const recallDeed = "reaction.recall"

func reactionNoun() noun {
	return noun{
		deeds:  map[string]deed{recallDeed: recallReactions, recountDeed: recountReactions},
		reacts: map[string]react{"story": countCard},
	}
}

// React keeps emoji that were put on one of Pogo's messages, or taken off. It
// reports whether there is something to count then, see [Handlers.Count]:
// reactions on messages that mean nothing by them are ignored. All are on the
// same message.
func (h *Handlers) React(ctx context.Context, rs ...Reaction) (kept bool, err error) {
	if len(rs) == 0 {
		return false, nil
	}
	err = h.store.Write(ctx, func(tx Tx) error {
		kept = false
		t := &turn{h: h, tx: tx, now: h.now()}
		if err := t.arrive(ctx, rs[0].Person, rs[0].Channel); err != nil {
			return err
		}
		act, _, err := t.reactionTo(ctx, t.channel.ID, rs[0].Message)
		early := errors.Is(err, scrum.ErrNotFound)
		if err != nil && !early {
			return err
		}
		// Cards and ballots stand in the channel that is a product's home.
		if t.product.ID == 0 || t.channel.ID != t.product.Channel || !early && act == nil {
			return nil
		}
		if kept, err = t.keepReactions(ctx, rs); err != nil || !kept || !early {
			return err
		}
		// A message may get its first reaction before Slack's answer to its
		// post was recorded: then nobody knows yet what it is.
		kept = false
		return t.recallLater(ctx, rs[0].Channel, rs[0].Message)
	})
	return kept && err == nil, err
}

// keepReactions keeps people's reactions to a message, and reports whether any
// was not kept before. It asks for no key: to keep one again changes nothing.
func (t *turn) keepReactions(ctx context.Context, rs []Reaction) (bool, error) {
	var by []scrum.PersonID
	for _, r := range rs {
		by = append(by, scrum.PersonID(r.Person))
	}
	people, err := t.tx.People(ctx, by...)
	if err != nil {
		return false, err
	}
	var events []scrum.ReactionEvent
	for i, r := range rs {
		if p := people[by[i]]; !p.Bot && !p.Deleted {
			events = append(events, scrum.ReactionEvent{Person: by[i], Emoji: scrum.ParseEmoji(r.Emoji), Added: r.Added, At: r.At})
		}
	}
	fresh, err := t.tx.KeepReactions(ctx, t.channel.ID, rs[0].Message, events...)
	return fresh > 0, err
}

// Uncounted returns the messages with reactions that were kept and not
// counted: Pogo was stopped in between.
func (h *Handlers) Uncounted(ctx context.Context) (list []scrum.MessageID, err error) {
	err = h.store.Read(ctx, func(tx Tx) error {
		list, err = tx.UncountedMessages(ctx)
		return err
	})
	return list, err
}

// Count lets a message count what was kept for it since the last time.
func (h *Handlers) Count(ctx context.Context, m scrum.MessageID) error {
	ctx = WithRequest(ctx, "count/"+string(m.Channel)+"/"+m.TS)
	return h.store.Write(ctx, func(tx Tx) error {
		product, err := tx.ProductOf(ctx, m.Channel)
		if errors.Is(err, scrum.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		t, err := h.occasion(ctx, tx, product.ID)
		if err != nil {
			return err
		}
		if err := t.countReactions(ctx, m); err != nil {
			return err
		}
		return t.end(ctx)
	})
}

// countReactions does so within a turn. A message that is not known yet is
// looked at again later.
func (t *turn) countReactions(ctx context.Context, m scrum.MessageID) error {
	act, id, err := t.reactionTo(ctx, m.Channel, m.TS)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.recallLater(ctx, string(m.Channel), m.TS)
	}
	if err != nil {
		return err
	}
	if act == nil {
		return t.tx.ForgetReactions(ctx, m.Channel, m.TS)
	}
	events, err := t.tx.TakeUncounted(ctx, m.Channel, m.TS)
	if err != nil || len(events) == 0 {
		return err
	}
	return act(ctx, t, id, events)
}

// reactionTo finds what a reaction on a message does: nil if nothing. The
// error is [scrum.ErrNotFound] for a message that is not known as ours.
func (t *turn) reactionTo(ctx context.Context, channel scrum.ChannelID, ts string) (react, int64, error) {
	message, err := t.tx.DeliveryAt(ctx, channel, ts)
	if err != nil {
		return nil, 0, err
	}
	noun, id, ok := parseName(message.Name)
	if !ok {
		return nil, 0, nil
	}
	return t.h.reacts[noun], id, nil
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
	return t.countReactions(ctx, scrum.MessageID{Channel: scrum.ChannelID(channel), TS: ts})
}
