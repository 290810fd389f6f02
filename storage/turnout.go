package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const selectTurnout = `SELECT COALESCE(SUM(CASE WHEN a.state = 'answered' THEN 1 ELSE 0 END), 0), COUNT(*)
	FROM standup u JOIN standup_day d ON d.standup_id = u.id JOIN standup_ask a ON a.day_id = d.id
	WHERE u.product_id = $1 AND d.date >= $2 AND d.date <= $3 AND (a.state = 'answered' OR a.state = 'missed' AND a.asked_us > 0)`

// Turnout returns how much was answered of what a product's team was asked from
// one date up to another. What can still be answered is not counted yet.
func (tx *Tx) Turnout(ctx context.Context, product scrum.ProductID, from, to string) (scrum.Participation, error) {
	p, err := one(ctx, tx, func(r row) (scrum.Participation, error) {
		var p scrum.Participation
		err := r.Scan(&p.Answered, &p.Expected)
		return p, err
	}, selectTurnout, product, from, to)
	if err != nil {
		return p, fmt.Errorf("turnout of product %d: %w", product, err)
	}
	return p, nil
}

const selectAsksBetween = `SELECT ` + askColumns + ` FROM standup_ask WHERE day_id IN
	(SELECT d.id FROM standup u JOIN standup_day d ON d.standup_id = u.id WHERE u.product_id = $1 AND d.date >= $2 AND d.date <= $3)`

// AsksBetween returns what a product's team was asked from one date up to
// another, in no order.
func (tx *Tx) AsksBetween(ctx context.Context, product scrum.ProductID, from, to string) ([]scrum.Ask, error) {
	list, err := all(ctx, tx, scanAsk, selectAsksBetween, product, from, to)
	if err != nil {
		return nil, fmt.Errorf("asks of product %d: %w", product, err)
	}
	return list, nil
}
