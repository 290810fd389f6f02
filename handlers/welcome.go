package handlers

import (
	"cmp"
	"context"

	"pogo/scrum"
	"pogo/view"
)

// Joined greets a channel that Pogo was invited to, once; when it comes back
// after having been removed, what the channel refused meanwhile is posted.
func (h *Handlers) Joined(ctx context.Context, j Joined) error {
	if !j.Self {
		return nil
	}
	_, err := h.take(ctx, j.Key, door{}, cmp.Or(j.Inviter, j.Person), j.Channel, func(ctx context.Context, t *turn) error {
		if err := t.welcome(ctx); err != nil {
			return err
		}
		return t.tx.LetIn(ctx, t.channel.ID)
	})
	return err
}

// welcome says hello where Pogo never did before. Where stories stand already,
// it is enough to say how many: people know it, or they were imported.
func (t *turn) welcome(ctx context.Context) error {
	name := "welcome:" + string(t.channel.ID)
	stands, err := t.stands(ctx, name)
	if err != nil || stands {
		return err
	}
	said := view.Welcome(t.ours, Where{Channel: string(t.channel.ID)}.String())
	if t.product.ID != 0 {
		_, open, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: 1})
		if err != nil {
			return err
		}
		if open.N > 0 {
			said = view.Note(t.ours.Say("home.welcomeBack", "n", open.N))
		}
	}
	return t.put(ctx, name, string(t.channel.ID), "", said)
}
