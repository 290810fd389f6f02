package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	upsertRole = `INSERT INTO member_role (product_id, person_id, role) VALUES ($1, $2, $3)
		ON CONFLICT (product_id, person_id) DO UPDATE SET role = excluded.role`
	deleteRole  = `DELETE FROM member_role WHERE product_id = $1 AND person_id = $2`
	selectRoles = `SELECT person_id, role FROM member_role WHERE product_id = $1
		UNION ALL SELECT owner_id, 'owner' FROM product
		WHERE id = $1 AND owner_id NOT IN (SELECT person_id FROM member_role WHERE product_id = $1)`
)

// SetMemberRole says what somebody is to a product; [scrum.RoleTeam] takes any
// other role away.
func (tx *Tx) SetMemberRole(ctx context.Context, product scrum.ProductID, person scrum.PersonID, role scrum.MemberRole) error {
	var err error
	if role == scrum.RoleTeam {
		_, err = tx.exec(ctx, deleteRole, product, person)
	} else {
		_, err = tx.exec(ctx, upsertRole, product, person, role)
	}
	if err != nil {
		return fmt.Errorf("make %s %q in product %d: %w", person, role, product, err)
	}
	return nil
}

type personRole struct {
	person scrum.PersonID
	role   scrum.MemberRole
}

func scanMemberRole(r row) (personRole, error) {
	var p personRole
	err := r.Scan(&p.person, &p.role)
	return p, err
}

// MemberRoles returns who has a role in a product, the owner among them.
func (tx *Tx) MemberRoles(ctx context.Context, product scrum.ProductID) (map[scrum.PersonID]scrum.MemberRole, error) {
	list, err := all(ctx, tx, scanMemberRole, selectRoles, product)
	if err != nil {
		return nil, fmt.Errorf("roles of product %d: %w", product, err)
	}
	roles := make(map[scrum.PersonID]scrum.MemberRole, len(list))
	for _, p := range list {
		roles[p.person] = p.role
	}
	return roles, nil
}

const (
	upsertWeight = `INSERT INTO role_weight (product_id, role, weight) VALUES ($1, $2, $3)
		ON CONFLICT (product_id, role) DO UPDATE SET weight = excluded.weight`
	selectWeights = `SELECT role, weight FROM role_weight WHERE product_id = $1`
)

// SetWeight says how much the people of a role count in the votes of a product
// from the next one on.
func (tx *Tx) SetWeight(ctx context.Context, product scrum.ProductID, role scrum.MemberRole, weight scrum.Weight) error {
	if _, err := tx.exec(ctx, upsertWeight, product, role, weight); err != nil {
		return fmt.Errorf("set the weight of %q in product %d: %w", role, product, err)
	}
	return nil
}

type roleWeight struct {
	role   scrum.MemberRole
	weight scrum.Weight
}

func scanWeight(r row) (roleWeight, error) {
	var w roleWeight
	err := r.Scan(&w.role, &w.weight)
	return w, err
}

// Weights returns the weights that were set for a product's votes.
func (tx *Tx) Weights(ctx context.Context, product scrum.ProductID) (scrum.Weights, error) {
	list, err := all(ctx, tx, scanWeight, selectWeights, product)
	if err != nil {
		return nil, fmt.Errorf("weights of product %d: %w", product, err)
	}
	weights := scrum.Weights{}
	for _, w := range list {
		weights[w.role] = w.weight
	}
	return weights, nil
}
