package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// emojiTx is what the emoji of a product need of a transaction.
type emojiTx interface {
	// SetVoteEmoji says which reactions to a card say what.
	SetVoteEmoji(ctx context.Context, product scrum.ProductID, e scrum.VoteEmoji) error
	// Uncount has the messages of a channel that an emoji was put on counted
	// again.
	Uncount(ctx context.Context, channel scrum.ChannelID, emoji string) error
}

// recountDeed counts again, soon, what an emoji that says something else now
// was put on.
const (
	recountDeed = "reaction.recount"
	recountSoon = time.Second
)

// setEmoji shows which reactions to a card say what, or lets the owner choose.
func setEmoji(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	word, typed := cutWord(rest)
	if word == "" {
		return t.tell(ctx, view.VoteEmoji(t.mine, t.product.Emoji))
	}
	chosen, said, err := t.chosenEmoji(word, typed)
	if err != nil {
		return err
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if err := t.tx.SetVoteEmoji(ctx, t.product.ID, chosen); err != nil {
		return err
	}
	if err := t.recountCards(ctx, t.product.Emoji, chosen); err != nil {
		return err
	}
	now := chosen.Or(scrum.UsualEmoji())
	args := []any{"approve", view.EmojiSaid(now.Approve), "object", view.EmojiSaid(now.Object), "abstain", view.EmojiSaid(now.Abstain)}
	if err := t.post(ctx, "", view.Note(t.ours.Say(said, args...))); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("emoji.said")))
}

// recountCards has what was put on the cards counted again, soon: it is kept,
// and counts as it would now.
func (t *turn) recountCards(ctx context.Context, all ...scrum.VoteEmoji) error {
	for _, e := range all {
		e = e.Or(scrum.UsualEmoji())
		for _, emoji := range []string{e.Approve, e.Object, e.Abstain} {
			if err := t.tx.Uncount(ctx, t.product.Channel, emoji); err != nil {
				return err
			}
		}
	}
	return t.armOnce(ctx, recountDeed, "", t.now.Add(recountSoon), 0)
}

// chosenEmoji reads what the owner wants, and which sentence says so.
func (t *turn) chosenEmoji(word, typed string) (chosen scrum.VoteEmoji, said string, err error) {
	chosen = t.product.Emoji
	var meaning *string
	switch scrum.Fold(word) {
	case "approve", "yes", "for", "vote", "pour", "oui", "approuver":
		meaning, said = &chosen.Approve, "emoji.set.approve"
	case "object", "no", "against", "objection", "contre", "non":
		meaning, said = &chosen.Object, "emoji.set.object"
	case "abstain", "abstention", "blank", "blanc":
		meaning, said = &chosen.Abstain, "emoji.set.abstain"
	case "reset", "default", "defaut":
		if !isEmpty(typed) {
			return chosen, "", t.emojiUnfit()
		}
		return scrum.VoteEmoji{}, "emoji.set.usual", nil
	default:
		return chosen, "", t.emojiUnfit()
	}
	name, ok := scrum.TypedEmoji(typed)
	all := chosen.Or(scrum.UsualEmoji())
	switch {
	case !ok:
		return chosen, "", t.refuse("emoji.refuse.unread", "typed", clipWord(typed))
	case slices.Contains([]string{all.Approve, all.Object, all.Abstain}, name):
		return chosen, "", t.refuse("emoji.refuse.taken", "emoji", view.EmojiSaid(name))
	case isOptionEmoji(name):
		return chosen, "", t.refuse("emoji.refuse.number", "emoji", view.EmojiSaid(name))
	}
	*meaning = name
	return chosen, said, nil
}

func isOptionEmoji(name string) bool {
	for i := range scrum.MaxOptions {
		if scrum.OptionEmoji(i) == name {
			return true
		}
	}
	return false
}

func (t *turn) emojiUnfit() error {
	return t.unfit("/po emoji", "/po emoji "+strings.TrimSpace(t.mine.Say("emoji.example")))
}

// recountReactions counts, some at a time, what is to be counted again.
func recountReactions(ctx context.Context, t *turn, _ occurrence) error {
	const some = 20
	all, err := t.tx.UncountedMessages(ctx)
	if err != nil {
		return err
	}
	here := slices.DeleteFunc(all, func(m scrum.MessageID) bool { return m.Channel != t.product.Channel })
	for _, m := range here[:min(some, len(here))] {
		if err := t.countReactions(ctx, m); err != nil {
			return err
		}
		if err := t.redrawCardAt(ctx, m); err != nil {
			return err
		}
	}
	if len(here) <= some {
		return nil
	}
	return t.armOnce(ctx, recountDeed, "", t.now.Add(recountSoon), 0)
}

// redrawCardAt draws a card whose count may be the same in other emoji.
func (t *turn) redrawCardAt(ctx context.Context, m scrum.MessageID) error {
	message, err := t.tx.DeliveryAt(ctx, m.Channel, m.TS)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	noun, id, ok := parseName(message.Name)
	if !ok || noun != "story" {
		return nil
	}
	s, err := t.tx.Story(ctx, scrum.StoryID(id))
	if err != nil {
		return err
	}
	return t.drawCard(ctx, s)
}
