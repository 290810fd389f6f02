package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

// mayPress tells which buttons of a private answer are of use to the person,
// who would be refused by the others. The story is that which the answer is
// about; zero for none.
func (t *turn) mayPress(ctx context.Context, s scrum.Story) func(action, value string) bool {
	revises := t.mustRevise(ctx, s) == nil
	return func(action, value string) bool {
		_, c := t.h.clickOf(Click{Action: action, Value: value})
		switch c.Action {
		case view.StoryReveal:
			return t.person.ID == t.product.Owner
		case view.StoryEdit:
			return revises
		}
		return !t.person.Guest || t.h.guests[c.Action]
	}
}

// unlessGuest does what guests may do too, or refuses it to them: by default
// they read, react, say what they need and press the buttons meant for them.
func (t *turn) unlessGuest(ctx context.Context, allowed bool, do func() error) error {
	if !t.person.Guest || allowed {
		return do()
	}
	if t.product.ID == 0 {
		return t.refuse("command.guest")
	}
	who, err := t.nameOf(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	return t.refuse("command.guestAsk", "who", who)
}
