package handlers

import (
	"context"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// openOtherwise asks the owner for another order than the result's, and why.
func openOtherwise(ctx context.Context, t *turn, c Click, b scrum.Ballot) error {
	if err := t.mustDecide(ctx, b); err != nil {
		return err
	}
	_, keys, err := t.openRows(ctx, b)
	if err != nil {
		return err
	}
	if len(keys) == 0 {
		return t.refuse("vote.refuse.nothing")
	}
	t.answer.Open = view.OtherwiseForm(t.mine, Where{Channel: c.Channel, ID: int64(b.ID)}.String(), keys)
	return nil
}

// submitOtherwise applies the order that the owner wrote, and keeps the reason
// under the result.
func submitOtherwise(ctx context.Context, t *turn, sub Submission) error {
	b, err := t.ballot(ctx, scrum.BallotID(ParseWhere(sub.Private).ID))
	if err != nil {
		return err
	}
	if err := t.mustDecide(ctx, b); err != nil {
		return err
	}
	order, keys, err := t.orderWritten(ctx, b, sub.Values["order"])
	if err != nil {
		return err
	}
	if b.Reason = strings.TrimSpace(sub.Values["reason"]); b.Reason == "" {
		return t.refuseField("reason", "vote.refuse.noReason")
	}
	b.Outcome.Decided = order
	return t.applyOrder(ctx, b, order, t.mine.Say("vote.otherwise.done", "n", len(keys), "keys", view.KeysSaid(t.mine, keys)))
}

// orderWritten reads an order of stories of a ballot, a key a line. What is
// left out of it keeps its place behind.
func (t *turn) orderWritten(ctx context.Context, b scrum.Ballot, text string) (order []scrum.StoryID, keys []string, err error) {
	no := func(key string, args ...any) error { return t.refuseField("order", key, args...) }
	result, _, err := t.openRows(ctx, b)
	if err != nil {
		return nil, nil, err
	}
	for word := range strings.FieldsFuncSeq(text, betweenKeys) {
		s, err := t.optionWritten(ctx, b, word, no)
		switch {
		case err != nil:
			return nil, nil, err
		case slices.Contains(order, s.ID):
			return nil, nil, no("vote.refuse.orderTwice", "key", s.Key)
		case !s.State.Open():
			return nil, nil, no("vote.refuse.orderClosed", "key", s.Key)
		}
		order, keys = append(order, s.ID), append(keys, s.Key)
	}
	switch {
	case len(order) == 0:
		return nil, nil, no("vote.refuse.orderEmpty")
	case slices.Equal(order, result):
		return nil, nil, no("vote.refuse.orderSame", "button", t.mine.Say("vote.button.apply"))
	}
	return order, keys, nil
}

// optionWritten is the story of a ballot that a word names.
func (t *turn) optionWritten(ctx context.Context, b scrum.Ballot, word string, no func(string, ...any) error) (scrum.Story, error) {
	product, number, ok := scrum.ParseStoryKey(word)
	if !ok {
		return scrum.Story{}, no("vote.refuse.orderUnread", "typed", clipWord(word), "key", scrum.StoryKey(t.product.Key, 1))
	}
	for _, o := range b.Options {
		s, err := t.tx.Story(ctx, o.Story)
		if err != nil {
			return s, err
		}
		if s.Number == number && (product == "" || product == t.product.Key) {
			return s, nil
		}
	}
	return scrum.Story{}, no("vote.refuse.orderForeign", "key", clipWord(strings.ToUpper(word)))
}
