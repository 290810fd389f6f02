package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/handlers"
	"pogo/scrum"
)

// groupsNamed are the user groups that somebody typed or chose.
func groupsNamed(deed any) []scrum.GroupID {
	switch d := deed.(type) {
	case handlers.Command:
		return scrum.GroupsNamed(d.Text)
	case handlers.Mention:
		return scrum.GroupsNamed(d.Text)
	case handlers.DirectMessage:
		return scrum.GroupsNamed(d.Text)
	case handlers.Submission:
		return scrum.GroupsNamed(strings.Join(slices.Collect(maps.Values(d.Values)), " "))
	}
	return nil
}

// groups reads all user groups, those that are switched off too, which are
// then forgotten. A workspace on the free plan has none.
func (d *directory) groups(ctx context.Context) error {
	found, err := d.api.GetUserGroupsContext(ctx, slack.GetUserGroupsOptionIncludeUsers(true), slack.GetUserGroupsOptionIncludeDisabled(true))
	switch {
	case withoutGroups(err):
		return nil
	case err != nil:
		return fmt.Errorf("list user groups: %w", err)
	}
	roster := handlers.Roster{}
	for _, g := range found {
		group := scrum.UserGroup{ID: scrum.GroupID(g.ID), Handle: g.Handle, Off: g.DateDelete != 0}
		for _, id := range g.Users {
			group.Members = append(group.Members, scrum.PersonID(id))
		}
		roster.Groups = append(roster.Groups, group)
	}
	if err := d.learn.Learn(ctx, roster); err != nil {
		return fmt.Errorf("store user groups: %w", err)
	}
	return nil
}

// group looks up who is in one user group. Slack does not know one that is
// switched off.
func (d *directory) group(ctx context.Context, id scrum.GroupID) error {
	group := scrum.UserGroup{ID: id}
	members, err := d.api.GetUserGroupMembersContext(ctx, string(id))
	switch {
	case withoutGroups(err):
		return nil
	case refusedFor(err, "no_such_subteam"):
		group.Off = true
	case err != nil:
		return fmt.Errorf("look up a user group: %w", err)
	}
	for _, id := range members {
		group.Members = append(group.Members, scrum.PersonID(id))
	}
	if err := d.learn.Learn(ctx, handlers.Roster{Groups: []scrum.UserGroup{group}}); err != nil {
		return fmt.Errorf("store a user group: %w", err)
	}
	return nil
}

// withoutGroups reports whether Slack answers nothing about user groups: the
// app was made without the scope, or the workspace's plan has none.
func withoutGroups(err error) bool { return refusedFor(err, "missing_scope", "plan_upgrade_required") }
