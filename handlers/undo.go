package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"pogo/scrum"
)

// keepUndo remembers how to take a deed back for [scrum.UndoFor], and returns
// what the button carries.
func (t *turn) keepUndo(ctx context.Context, deed string, before any) (string, error) {
	data, err := json.Marshal(before)
	if err != nil {
		return "", fmt.Errorf("remember how to undo %s: %w", deed, err)
	}
	u := scrum.Undo{ID: t.h.token(), Product: t.product.ID, Person: t.person.ID, Deed: deed, Data: data, Expires: t.now.Add(scrum.UndoFor)}
	return u.ID, t.tx.KeepUndo(ctx, u)
}

// pressUndo takes a deed back, once, for whoever did it.
func pressUndo(ctx context.Context, t *turn, c Click) error {
	u, err := t.tx.TakeUndo(ctx, t.person.ID, c.Value)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("common.undoGone")
	}
	if err != nil {
		return err
	}
	if u.Expired(t.now) {
		return t.refuse("common.undoLate")
	}
	act, ok := t.h.undos[u.Deed]
	if !ok {
		return fmt.Errorf("no deed called %q can be undone", u.Deed)
	}
	if err := t.enter(ctx, u.Product); err != nil {
		return err
	}
	return act(ctx, t, u)
}

// withdrawal is what the button carries by which the person can still take back
// that they created a story; "" if they cannot.
func (t *turn) withdrawal(ctx context.Context, s scrum.Story) (string, error) {
	undos, err := t.tx.UndosOf(ctx, t.person.ID, t.now)
	if err != nil {
		return "", err
	}
	for _, u := range undos {
		var created storyBefore
		if u.Deed != "story.create" || json.Unmarshal(u.Data, &created) != nil {
			continue
		}
		if created.ID == s.ID {
			return u.ID, nil
		}
	}
	return "", nil
}

// back makes an undo out of what it does with what [turn.keepUndo] remembered.
func back[T any](act func(context.Context, *turn, T) error) undo {
	return func(ctx context.Context, t *turn, u scrum.Undo) error {
		var before T
		if err := json.Unmarshal(u.Data, &before); err != nil {
			return fmt.Errorf("read how to undo %s: %w", u.Deed, err)
		}
		return act(ctx, t, before)
	}
}
