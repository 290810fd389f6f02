package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const dayColumns = `id, standup_id, product_id, date, since_us, digest_us, posted, late`

func scanDay(r row) (scrum.StandupDay, error) {
	var d scrum.StandupDay
	var since, digest int64
	err := r.Scan(&d.ID, &d.Standup, &d.Product, &d.Date, &since, &digest, &d.Posted, &d.Late)
	d.Since, d.DigestAt = instant(since), instant(digest)
	return d, err
}

const insertDay = `INSERT INTO standup_day (standup_id, product_id, date, since_us, digest_us) VALUES ($1, $2, $3, $4, $5)`

// CreateStandupDay keeps a new day and returns it with its id. The error is
// [scrum.ErrTaken] if the stand-up has that date already.
func (tx *Tx) CreateStandupDay(ctx context.Context, d scrum.StandupDay) (scrum.StandupDay, error) {
	id, err := insert[scrum.StandupDayID](ctx, tx, insertDay, d.Standup, d.Product, d.Date, micros(d.Since), micros(d.DigestAt))
	if err != nil {
		return d, fmt.Errorf("create day %s of stand-up %d: %w", d.Date, d.Standup, err)
	}
	d.ID = id
	return d, nil
}

const (
	selectDay     = `SELECT ` + dayColumns + ` FROM standup_day WHERE id = $1`
	selectDayOn   = `SELECT ` + dayColumns + ` FROM standup_day WHERE standup_id = $1 AND date = $2`
	selectLastDay = `SELECT ` + dayColumns + ` FROM standup_day WHERE standup_id = $1 AND posted = 1 ORDER BY digest_us DESC LIMIT 1`
	selectDaysOn  = `SELECT d.id, d.standup_id, d.product_id, d.date, d.since_us, d.digest_us, d.posted, d.late
		FROM standup u JOIN standup_day d ON d.standup_id = u.id WHERE u.product_id = $1 AND d.date = $2 ORDER BY d.digest_us, d.id`
	selectNewestDay = `SELECT ` + dayColumns + ` FROM standup_day WHERE product_id = $1 AND posted = 1 ORDER BY digest_us DESC LIMIT 1`
)

// StandupDay returns a day, or [scrum.ErrNotFound].
func (tx *Tx) StandupDay(ctx context.Context, id scrum.StandupDayID) (scrum.StandupDay, error) {
	d, err := one(ctx, tx, scanDay, selectDay, id)
	if err != nil {
		return d, fmt.Errorf("stand-up day %d: %w", id, err)
	}
	return d, nil
}

// StandupDayOn returns a stand-up's day by its date, or [scrum.ErrNotFound].
func (tx *Tx) StandupDayOn(ctx context.Context, standup scrum.StandupID, date string) (scrum.StandupDay, error) {
	d, err := one(ctx, tx, scanDay, selectDayOn, standup, date)
	if err != nil {
		return d, fmt.Errorf("day %s of stand-up %d: %w", date, standup, err)
	}
	return d, nil
}

// StandupDaysOn returns the days of a date of all of a product's stand-ups, in the
// order of their digests.
func (tx *Tx) StandupDaysOn(ctx context.Context, product scrum.ProductID, date string) ([]scrum.StandupDay, error) {
	list, err := all(ctx, tx, scanDay, selectDaysOn, product, date)
	if err != nil {
		return nil, fmt.Errorf("days %s of product %d: %w", date, product, err)
	}
	return list, nil
}

// LastDigest returns the day of a stand-up's newest digest that was posted, or
// [scrum.ErrNotFound].
func (tx *Tx) LastDigest(ctx context.Context, standup scrum.StandupID) (scrum.StandupDay, error) {
	d, err := one(ctx, tx, scanDay, selectLastDay, standup)
	if err != nil {
		return d, fmt.Errorf("last digest of stand-up %d: %w", standup, err)
	}
	return d, nil
}

// NewestDigest returns the day of the newest digest of any of a product's
// stand-ups, or [scrum.ErrNotFound].
func (tx *Tx) NewestDigest(ctx context.Context, product scrum.ProductID) (scrum.StandupDay, error) {
	d, err := one(ctx, tx, scanDay, selectNewestDay, product)
	if err != nil {
		return d, fmt.Errorf("newest digest of product %d: %w", product, err)
	}
	return d, nil
}

const updateDay = `UPDATE standup_day SET since_us = $2, digest_us = $3, posted = $4, late = $5 WHERE id = $1`

// SaveStandupDay keeps from when on a day's digest tells, and when it is due or
// was posted.
func (tx *Tx) SaveStandupDay(ctx context.Context, d scrum.StandupDay) error {
	if err := tx.change(ctx, updateDay, d.ID, micros(d.Since), micros(d.DigestAt), bit(d.Posted), bit(d.Late)); err != nil {
		return fmt.Errorf("save stand-up day %d: %w", d.ID, err)
	}
	return nil
}
