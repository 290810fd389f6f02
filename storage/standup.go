package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

func scanStandup(r row) (scrum.Standup, error) {
	var s scrum.Standup
	var set int64
	err := r.Scan(&s.Product, &s.Clock, &s.Days, &s.SetBy, &set)
	s.SetAt = instant(set)
	return s, err
}

const selectStandup = `SELECT product_id, clock, days, set_by, set_us FROM standup WHERE product_id = $1`

// Standup returns how a product's stand-up is set, or [scrum.ErrNotFound].
func (tx *Tx) Standup(ctx context.Context, product scrum.ProductID) (scrum.Standup, error) {
	s, err := one(ctx, tx, scanStandup, selectStandup, product)
	if err != nil {
		return s, fmt.Errorf("stand-up of product %d: %w", product, err)
	}
	return s, nil
}

const upsertStandup = `INSERT INTO standup (product_id, clock, days, set_by, set_us) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (product_id) DO UPDATE SET clock = excluded.clock, days = excluded.days, set_by = excluded.set_by, set_us = excluded.set_us`

// SaveStandup sets a product's stand-up.
func (tx *Tx) SaveStandup(ctx context.Context, s scrum.Standup) error {
	if _, err := tx.exec(ctx, upsertStandup, s.Product, s.Clock, int64(s.Days), s.SetBy, micros(s.SetAt)); err != nil {
		return fmt.Errorf("set stand-up of product %d: %w", s.Product, err)
	}
	return nil
}

const deleteStandup = `DELETE FROM standup WHERE product_id = $1`

// DropStandup ends a product's stand-up; its days stay.
func (tx *Tx) DropStandup(ctx context.Context, product scrum.ProductID) error {
	if _, err := tx.exec(ctx, deleteStandup, product); err != nil {
		return fmt.Errorf("drop stand-up of product %d: %w", product, err)
	}
	return nil
}

const selectStandupsWith = `SELECT u.product_id FROM member m JOIN product d ON d.channel_id = m.channel_id
	JOIN standup u ON u.product_id = d.id WHERE m.person_id = $1 ORDER BY u.product_id`

// StandupsWith returns the products with a stand-up whose channel somebody is
// in.
func (tx *Tx) StandupsWith(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error) {
	list, err := all(ctx, tx, scalar[scrum.ProductID], selectStandupsWith, person)
	if err != nil {
		return nil, fmt.Errorf("stand-ups with %s: %w", person, err)
	}
	return list, nil
}

const dayColumns = `id, product_id, date, since_us, digest_us, posted, late`

func scanDay(r row) (scrum.StandupDay, error) {
	var d scrum.StandupDay
	var since, digest int64
	err := r.Scan(&d.ID, &d.Product, &d.Date, &since, &digest, &d.Posted, &d.Late)
	d.Since, d.DigestAt = instant(since), instant(digest)
	return d, err
}

const insertDay = `INSERT INTO standup_day (product_id, date, since_us, digest_us) VALUES ($1, $2, $3, $4) RETURNING id`

// CreateStandupDay keeps a new day and returns it with its id. The error is
// [scrum.ErrTaken] if the product has that date already.
func (tx *Tx) CreateStandupDay(ctx context.Context, d scrum.StandupDay) (scrum.StandupDay, error) {
	id, err := one(ctx, tx, scalar[scrum.StandupDayID], insertDay, d.Product, d.Date, micros(d.Since), micros(d.DigestAt))
	if err != nil {
		return d, fmt.Errorf("create stand-up of %s of product %d: %w", d.Date, d.Product, err)
	}
	d.ID = id
	return d, nil
}

const (
	selectDay     = `SELECT ` + dayColumns + ` FROM standup_day WHERE id = $1`
	selectDayOn   = `SELECT ` + dayColumns + ` FROM standup_day WHERE product_id = $1 AND date = $2`
	selectLastDay = `SELECT ` + dayColumns + ` FROM standup_day WHERE product_id = $1 AND posted = 1 ORDER BY digest_us DESC LIMIT 1`
)

// StandupDay returns a day, or [scrum.ErrNotFound].
func (tx *Tx) StandupDay(ctx context.Context, id scrum.StandupDayID) (scrum.StandupDay, error) {
	d, err := one(ctx, tx, scanDay, selectDay, id)
	if err != nil {
		return d, fmt.Errorf("stand-up day %d: %w", id, err)
	}
	return d, nil
}

// StandupDayOn returns a product's day by its date, or [scrum.ErrNotFound].
func (tx *Tx) StandupDayOn(ctx context.Context, product scrum.ProductID, date string) (scrum.StandupDay, error) {
	d, err := one(ctx, tx, scanDay, selectDayOn, product, date)
	if err != nil {
		return d, fmt.Errorf("stand-up of %s of product %d: %w", date, product, err)
	}
	return d, nil
}

// LastDigest returns the day of the newest digest that was posted, or
// [scrum.ErrNotFound].
func (tx *Tx) LastDigest(ctx context.Context, product scrum.ProductID) (scrum.StandupDay, error) {
	d, err := one(ctx, tx, scanDay, selectLastDay, product)
	if err != nil {
		return d, fmt.Errorf("last digest of product %d: %w", product, err)
	}
	return d, nil
}

const updateDay = `UPDATE standup_day SET digest_us = $2, posted = $3, late = $4 WHERE id = $1`

// SaveStandupDay keeps when a day's digest is due or was posted.
func (tx *Tx) SaveStandupDay(ctx context.Context, d scrum.StandupDay) error {
	if err := tx.change(ctx, updateDay, d.ID, micros(d.DigestAt), bit(d.Posted), bit(d.Late)); err != nil {
		return fmt.Errorf("save stand-up day %d: %w", d.ID, err)
	}
	return nil
}
