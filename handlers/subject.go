package handlers

import (
	"context"
	"strconv"
)

// on makes a click out of what it does to the thing that a button is about,
// whose id stands first in the button's value; what follows it is left in the
// click's. Find enters the thing's product, so
// that nobody reaches what they may not see.
func on[T any, ID ~int64](find func(*turn, context.Context, ID) (T, error), act func(context.Context, *turn, Click, T) error) click {
	return func(ctx context.Context, t *turn, c Click) error {
		first, rest := cutWord(c.Value)
		c.Value = rest
		id, err := parseID[ID](first)
		if err != nil {
			return t.refuse("command.nothing")
		}
		thing, err := find(t, ctx, id)
		if err != nil {
			return err
		}
		return act(ctx, t, c, thing)
	}
}

// idText writes an id into what only carries text: the subject of a schedule,
// the value of a button.
func idText[ID ~int64](id ID) string { return strconv.FormatInt(int64(id), 10) }

// parseID reads what [idText] wrote.
func parseID[ID ~int64](text string) (ID, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	return ID(id), err
}
