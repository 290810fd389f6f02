package handlers

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// Restored tells the owner of a product privately that the database was made
// of a backup, and since when things are missing.
func (h *Handlers) Restored(ctx context.Context, product scrum.ProductID, until time.Time) error {
	err := h.store.Write(ctx, func(tx Tx) error {
		t, err := h.occasion(ctx, tx, product)
		if err != nil {
			return err
		}
		owner, err := t.stranger(ctx, t.product.Owner)
		if err != nil {
			return err
		}
		words, zone := t.readerOf(owner)
		since := words.Moment(until.In(zone), t.now)
		return t.direct(ctx, owner.ID, "", view.Note(words.Say("restored.told", "channel", mentionOf(t.product.Channel), "since", since)))
	})
	if err != nil {
		return fmt.Errorf("tell the owner of product %d of the restore: %w", product, err)
	}
	return nil
}
