package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const upsertSavedView = `INSERT INTO saved_view (person_id, product_id, folded, name, filter) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (person_id, product_id, folded) DO UPDATE SET name = excluded.name, filter = excluded.filter`

// SaveView keeps a filter under a name, in the place of what had that name.
func (tx *Tx) SaveView(ctx context.Context, person scrum.PersonID, product scrum.ProductID, v scrum.SavedView) error {
	if _, err := tx.exec(ctx, upsertSavedView, person, product, text(v.Folded()), text(v.Name), text(v.Filter)); err != nil {
		return fmt.Errorf("save a view of %s: %w", person, err)
	}
	return nil
}

const selectSavedViews = `SELECT name, filter FROM saved_view WHERE person_id = $1 AND product_id = $2 ORDER BY folded`

// SavedViews returns what somebody saved of a product's backlog, by name.
func (tx *Tx) SavedViews(ctx context.Context, person scrum.PersonID, product scrum.ProductID) ([]scrum.SavedView, error) {
	views, err := all(ctx, tx, scanSavedView, selectSavedViews, person, product)
	if err != nil {
		return nil, fmt.Errorf("views of %s: %w", person, err)
	}
	return views, nil
}

const selectSavedView = `SELECT name, filter FROM saved_view WHERE person_id = $1 AND product_id = $2 AND folded = $3`

// SavedView returns what somebody saved under a folded name, or
// [scrum.ErrNotFound].
func (tx *Tx) SavedView(ctx context.Context, person scrum.PersonID, product scrum.ProductID, folded string) (scrum.SavedView, error) {
	v, err := one(ctx, tx, scanSavedView, selectSavedView, person, product, text(folded))
	if err != nil {
		return v, fmt.Errorf("view %q of %s: %w", folded, person, err)
	}
	return v, nil
}

func scanSavedView(r row) (scrum.SavedView, error) {
	var v scrum.SavedView
	err := r.Scan(&v.Name, &v.Filter)
	return v, err
}

const deleteSavedView = `DELETE FROM saved_view WHERE person_id = $1 AND product_id = $2 AND folded = $3`

// ForgetView forgets what somebody saved under a folded name; the error is
// [scrum.ErrNotFound] if that is nothing.
func (tx *Tx) ForgetView(ctx context.Context, person scrum.PersonID, product scrum.ProductID, folded string) error {
	if err := tx.change(ctx, deleteSavedView, person, product, text(folded)); err != nil {
		return fmt.Errorf("forget view %q of %s: %w", folded, person, err)
	}
	return nil
}
