package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"pogo/scrum"
)

const selectPersonas = `SELECT folded, name, stories FROM persona WHERE product_id = $1 ORDER BY stories DESC, name LIMIT $2
	-- scans: the roles of one product, which are few`

func scanPersona(r row) (scrum.Persona, error) {
	var p scrum.Persona
	err := r.Scan(&p.Key, &p.Name, &p.Stories)
	return p, err
}

// Personas returns the roles that a product's stories are told for, the most
// frequent first. Stories that the channel does not see count for none.
func (tx *Tx) Personas(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Persona, error) {
	personas, err := all(ctx, tx, scanPersona, selectPersonas, product, limit)
	if err != nil {
		return nil, fmt.Errorf("personas of product %d: %w", product, err)
	}
	return personas, nil
}

const selectRole = `SELECT product_id, kind, role, state, hidden FROM story WHERE id = $1`

func scanRole(r row) (scrum.Story, error) {
	var s scrum.Story
	err := r.Scan(&s.Product, &s.Kind, &s.Role, &s.State, &s.Hidden)
	return s, err
}

// told returns for whom a story is told, as far as it is kept already.
func (tx *Tx) told(ctx context.Context, id scrum.StoryID) (string, error) {
	s, err := one(ctx, tx, scanRole, selectRole, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("role of story %d: %w", id, err)
	}
	return s.Persona(), nil
}

const (
	raisePersona = `INSERT INTO persona (product_id, folded, name, stories) VALUES ($1, $2, $3, 1)
		ON CONFLICT (product_id, folded) DO UPDATE SET stories = persona.stories + 1`
	lowerPersona  = `UPDATE persona SET stories = stories - 1 WHERE product_id = $1 AND folded = $2`
	forgetPersona = `DELETE FROM persona WHERE product_id = $1 AND folded = $2 AND stories <= 0`
)

// keepPersona counts for whom a story is told now instead of before.
func (tx *Tx) keepPersona(ctx context.Context, s scrum.Story, before string) error {
	now := s.Persona()
	if now == before {
		return nil
	}
	if before != "" {
		for _, statement := range []string{lowerPersona, forgetPersona} {
			if _, err := tx.exec(ctx, statement, s.Product, before); err != nil {
				return fmt.Errorf("part story %s from its role: %w", s.Key, err)
			}
		}
	}
	if now == "" {
		return nil
	}
	if _, err := tx.exec(ctx, raisePersona, s.Product, now, text(s.Role)); err != nil {
		return fmt.Errorf("keep the role of story %s: %w", s.Key, err)
	}
	return nil
}

const selectUncounted = `SELECT id, product_id, kind, role, state, hidden FROM story WHERE id > $1 ORDER BY id LIMIT 500`

func scanUncounted(r row) (scrum.Story, error) {
	var s scrum.Story
	err := r.Scan(&s.ID, &s.Product, &s.Kind, &s.Role, &s.State, &s.Hidden)
	return s, err
}

// fillPersonas is step 0095 of the migrations: it counts the roles of the
// stories that were there before roles were counted.
func fillPersonas(ctx context.Context, sqlTx *sql.Tx) error {
	tx := &Tx{conn: sqlTx, engine: &sqlite{}, writes: true}
	if _, err := tx.exec(ctx, `DELETE FROM persona -- scans: all of it`); err != nil {
		return fmt.Errorf("count roles anew: %w", err)
	}
	for last := scrum.StoryID(0); ; {
		stories, err := all(ctx, tx, scanUncounted, selectUncounted, last)
		if err != nil {
			return fmt.Errorf("read stories after %d: %w", last, err)
		}
		if len(stories) == 0 {
			return nil
		}
		for _, s := range stories {
			if err := tx.keepPersona(ctx, s, ""); err != nil {
				return err
			}
			last = s.ID
		}
	}
}
