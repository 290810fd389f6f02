package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const insertHeir = `INSERT INTO heir (product_id, person_id, asked_us) VALUES ($1, $2, $3)`

// AskHeir keeps that somebody was asked to own a product. Nobody is asked twice
// before [Tx.ForgetHeirs].
func (tx *Tx) AskHeir(ctx context.Context, product scrum.ProductID, person scrum.PersonID, at time.Time) error {
	if _, err := tx.exec(ctx, insertHeir, product, person, micros(at)); err != nil {
		return fmt.Errorf("ask %s to own product %d: %w", person, product, err)
	}
	return nil
}

const selectHeirs = `SELECT product_id, person_id, asked_us, passed FROM heir WHERE product_id = $1 ORDER BY asked_us, person_id`

func scanHeir(r row) (scrum.Heir, error) {
	var h scrum.Heir
	var asked int64
	err := r.Scan(&h.Product, &h.Person, &asked, &h.Passed)
	h.AskedAt = instant(asked)
	return h, err
}

// Heirs returns those who were asked to own a product, the first one first.
func (tx *Tx) Heirs(ctx context.Context, product scrum.ProductID) ([]scrum.Heir, error) {
	heirs, err := all(ctx, tx, scanHeir, selectHeirs, product)
	if err != nil {
		return nil, fmt.Errorf("who was asked to own product %d: %w", product, err)
	}
	return heirs, nil
}

const (
	markHeir    = `UPDATE heir SET passed = 1 WHERE product_id = $1 AND person_id = $2`
	deleteHeirs = `DELETE FROM heir WHERE product_id = $1`
)

// PassHeir keeps that somebody who was asked does not take the product.
func (tx *Tx) PassHeir(ctx context.Context, product scrum.ProductID, person scrum.PersonID) error {
	if err := tx.change(ctx, markHeir, product, person); err != nil {
		return fmt.Errorf("pass over %s for product %d: %w", person, product, err)
	}
	return nil
}

// ForgetHeirs ends the search for an owner.
func (tx *Tx) ForgetHeirs(ctx context.Context, product scrum.ProductID) error {
	if _, err := tx.exec(ctx, deleteHeirs, product); err != nil {
		return fmt.Errorf("end the search for an owner of product %d: %w", product, err)
	}
	return nil
}

const selectOwnedOrOffered = `SELECT id FROM product WHERE owner_id = $1 UNION SELECT product_id FROM heir WHERE person_id = $1 ORDER BY 1`

// OwnedOrOffered returns the products that somebody owns, or was asked to own.
func (tx *Tx) OwnedOrOffered(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error) {
	ids, err := all(ctx, tx, scalar[scrum.ProductID], selectOwnedOrOffered, person)
	if err != nil {
		return nil, fmt.Errorf("products owned by %s: %w", person, err)
	}
	return ids, nil
}
