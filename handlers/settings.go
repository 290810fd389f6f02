package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// settingsTyped tells how the product is set, and what changes it.
func settingsTyped(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	shown := view.Settings{Product: t.product, Reader: t.person.ID, Holidays: t.placeOf(t.product.Holidays)}
	_, home, err := t.homeOf(ctx, t.product.ID)
	if err != nil {
		return err
	}
	shown.Channel = home.Name
	if shown.Contact, err = t.privacyContact(ctx, t.product); err != nil {
		return err
	}
	if shown.Standups, err = t.tx.Standups(ctx, t.product.ID); err != nil {
		return err
	}
	shown.Standups = slices.DeleteFunc(shown.Standups, func(s scrum.Standup) bool { return !s.Runs() })
	if shown.Names, err = t.names(ctx, shown.Product.Owner, shown.Contact); err != nil {
		return err
	}
	return t.tell(ctx, view.ProductSettings(t.mine, shown))
}
