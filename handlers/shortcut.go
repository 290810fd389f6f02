package handlers

import (
	"cmp"
	"context"

	"pogo/scrum"
	"pogo/view"
)

// Shortcut opens the form of a new story: filled with the message it was used
// on, or empty.
func (h *Handlers) Shortcut(ctx context.Context, s Shortcut) (Answer, error) {
	d := door{response: s.Response}
	t, err := h.take(ctx, s.Key, d, s.Person, s.Channel, func(ctx context.Context, t *turn) error {
		if !t.person.Obeyed() {
			return t.refuse("command.notObeyed")
		}
		if s.Channel != "" && !t.channel.Member && !t.channel.Direct {
			return t.refuse("command.stranded")
		}
		var targets []view.Target
		if t.product.ID == 0 && (s.Channel == "" || t.channel.Direct) {
			var err error
			if targets, err = t.targets(ctx); err != nil {
				return err
			}
		}
		text, err := t.named(ctx, s.Text)
		if err != nil {
			return err
		}
		where := Where{Channel: s.Channel, Thread: cmp.Or(s.Thread, s.Message)}
		t.answer.Open = view.StoryForm(t.mine, where.String(), scrum.AsRead(text), targets)
		return nil
	})
	if refusal, ok := isRefusal(err); ok {
		return Answer{}, h.refuseAloud(ctx, t, refusal)
	}
	return t.answer, err
}

// targets are the products a person can write a story for, where the channel
// does not say.
func (t *turn) targets(ctx context.Context) ([]view.Target, error) {
	products, err := t.tx.ProductsOf(ctx, t.person.ID)
	if err != nil {
		return nil, err
	}
	if len(products) == 0 {
		return nil, t.refuse("command.direct")
	}
	targets := make([]view.Target, 0, len(products))
	for _, p := range products {
		channel, err := t.tx.Channel(ctx, p.Channel)
		if err != nil {
			return nil, err
		}
		targets = append(targets, view.Target{ID: string(p.Channel), Label: p.Key + " · #" + channel.Name})
	}
	return targets, nil
}
