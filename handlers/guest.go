package handlers

import "context"

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
