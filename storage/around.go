package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const selectLatest = `SELECT s.text, s.kind, s.role, s.goal, s.benefit, s.situation, s.warnings FROM story s WHERE s.product_id = $1` + seen + `
	ORDER BY s.number DESC LIMIT $3`

// Latest returns how the newest stories of a product that a person may see are
// told, as far as it takes to name their templates: their texts, parts and
// warnings, and nothing else.
func (tx *Tx) Latest(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID, limit int) ([]scrum.Wording, error) {
	stories, err := all(ctx, tx, scanWritten, selectLatest, product, viewer, limit)
	if err != nil {
		return nil, fmt.Errorf("newest stories of product %d: %w", product, err)
	}
	return stories, nil
}

func scanWritten(r row) (scrum.Wording, error) {
	var w scrum.Wording
	var warnings string
	if err := r.Scan(&w.Text, &w.Kind, &w.Role, &w.Goal, &w.Benefit, &w.Situation, &warnings); err != nil {
		return w, err
	}
	return w, fromJSON(warnings, &w.Warnings)
}

// An index has all that a person asked for. The sign before id keeps SQLite
// from a walk through what everybody did.
const selectAsked = `SELECT text FROM story WHERE id IN (
		SELECT id FROM story WHERE product_id = $1 AND author_id = $2 AND +id < $3 ORDER BY +id DESC LIMIT $4)
	ORDER BY id DESC`

// AskedBefore returns what the person who asked for a story had asked for in
// its product before, as it was typed, the newest first.
func (tx *Tx) AskedBefore(ctx context.Context, s scrum.Story, limit int) ([]string, error) {
	texts, err := all(ctx, tx, scalar[string], selectAsked, s.Product, s.Author, s.ID, limit)
	if err != nil {
		return nil, fmt.Errorf("what %s asked for before %s: %w", s.Author, s.Key, err)
	}
	return texts, nil
}

const selectPaces = `SELECT (SELECT COALESCE(SUM(x.size_halves), 0) FROM sprint_story x WHERE x.sprint_id = s.id AND x.removed_us = 0 AND x.done_us <> 0)
	FROM sprint s WHERE s.product_id = $1 AND s.closed_us <> 0 ORDER BY s.number DESC LIMIT $2`

func scanPace(r row) (scrum.Points, error) {
	p := scrum.Points{Known: true}
	err := r.Scan(&p.Halves)
	return p, err
}

// Paces returns the points that were done in each of a product's last closed
// sprints, the newest first.
func (tx *Tx) Paces(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Points, error) {
	paces, err := all(ctx, tx, scanPace, selectPaces, product, limit)
	if err != nil {
		return nil, fmt.Errorf("paces of product %d: %w", product, err)
	}
	return paces, nil
}
