package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	upsertUserGroup = `INSERT INTO user_group (id, handle) VALUES ($1, $2)
		ON CONFLICT (id) DO UPDATE SET handle = CASE excluded.handle WHEN '' THEN user_group.handle ELSE excluded.handle END`
	deleteUserGroup        = `DELETE FROM user_group WHERE id = $1`
	insertUserGroupMember  = `INSERT INTO user_group_member (group_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`
	deleteUserGroupMembers = `DELETE FROM user_group_member WHERE group_id = $1`
)

// SaveUserGroups keeps what Slack says of user groups, each with all of its
// members. One without a handle keeps the handle that is known; one that is
// off is forgotten.
func (tx *Tx) SaveUserGroups(ctx context.Context, groups ...scrum.UserGroup) error {
	for _, g := range groups {
		if err := tx.saveUserGroup(ctx, g); err != nil {
			return fmt.Errorf("save user group %s: %w", g.ID, err)
		}
	}
	return nil
}

func (tx *Tx) saveUserGroup(ctx context.Context, g scrum.UserGroup) error {
	if g.Off {
		_, err := tx.exec(ctx, deleteUserGroup, g.ID)
		return err
	}
	if _, err := tx.exec(ctx, upsertUserGroup, g.ID, text(g.Handle)); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, deleteUserGroupMembers, g.ID); err != nil {
		return err
	}
	for _, person := range g.Members {
		if _, err := tx.exec(ctx, insertUserGroupMember, g.ID, person); err != nil {
			return err
		}
	}
	return nil
}

const (
	selectUserGroups       = `SELECT id, handle FROM user_group ORDER BY handle, id -- scans: a workspace has some dozens`
	selectUserGroup        = `SELECT id, handle FROM user_group WHERE id = $1`
	selectUserGroupMembers = `SELECT person_id FROM user_group_member WHERE group_id = $1 ORDER BY person_id`
)

// UserGroups returns all user groups that are known, by their handles.
func (tx *Tx) UserGroups(ctx context.Context) ([]scrum.UserGroup, error) {
	groups, err := all(ctx, tx, scanUserGroup, selectUserGroups)
	if err != nil {
		return nil, fmt.Errorf("user groups: %w", err)
	}
	for i, g := range groups {
		if groups[i], err = tx.withMembers(ctx, g); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// UserGroup returns what is known of a user group, or [scrum.ErrNotFound].
func (tx *Tx) UserGroup(ctx context.Context, id scrum.GroupID) (scrum.UserGroup, error) {
	g, err := one(ctx, tx, scanUserGroup, selectUserGroup, id)
	if err != nil {
		return g, fmt.Errorf("user group %s: %w", id, err)
	}
	return tx.withMembers(ctx, g)
}

func (tx *Tx) withMembers(ctx context.Context, g scrum.UserGroup) (scrum.UserGroup, error) {
	var err error
	if g.Members, err = all(ctx, tx, scalar[scrum.PersonID], selectUserGroupMembers, g.ID); err != nil {
		return g, fmt.Errorf("members of user group %s: %w", g.ID, err)
	}
	return g, nil
}

func scanUserGroup(r row) (scrum.UserGroup, error) {
	var g scrum.UserGroup
	err := r.Scan(&g.ID, &g.Handle)
	return g, err
}
