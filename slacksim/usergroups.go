package slacksim

import "slices"

// A UserGroup is people of the workspace who can be mentioned together.
type UserGroup struct {
	ID       string // "S…"; made up when empty
	Handle   string // as in @devs; unique
	Name     string
	Users    []string
	Disabled bool
}

// AddUserGroup adds a user group, or replaces the one with the same id, and
// returns the id. The app hears subteam_created for a new one and
// subteam_updated for a change.
func (s *Slack) AddUserGroup(g UserGroup) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g.ID == "" {
		g.ID = s.newID("S")
	}
	event := "subteam_created"
	if old := s.userGroup(g.ID); old != nil {
		*old, event = g, "subteam_updated"
	} else {
		s.groups = append(s.groups, &g)
	}
	s.emit(event, object{"subteam": s.userGroupJSON(&g, true), "event_ts": s.eventStamp()}, nil)
	return g.ID
}

func (s *Slack) userGroup(id string) *UserGroup {
	i := slices.IndexFunc(s.groups, func(g *UserGroup) bool { return g.ID == id })
	if i < 0 {
		return nil
	}
	return s.groups[i]
}

// userGroupJSON is a user group as usergroups.list tells it.
// See docs.slack.dev/reference/objects/usergroup-object.
func (s *Slack) userGroupJSON(g *UserGroup, users bool) object {
	deleted := int64(0)
	if g.Disabled {
		deleted = s.cfg.Now().Unix()
	}
	o := object{
		"id": g.ID, "team_id": teamID, "is_usergroup": true, "is_subteam": true, "name": g.Name, "description": "", "handle": g.Handle,
		"is_external": false, "date_create": 0, "date_update": 0, "date_delete": deleted, "auto_type": nil,
		"created_by": "USLACKBOT", "updated_by": "USLACKBOT", "deleted_by": nil, "prefs": object{"channels": []any{}, "groups": []any{}},
		"user_count": len(g.Users),
	}
	if users {
		o["users"] = append([]string{}, g.Users...)
	}
	return o
}

// usergroupsList answers docs.slack.dev/reference/methods/usergroups.list.
func (s *Slack) usergroupsList(c *call) (object, error) {
	list := []object{}
	for _, g := range s.groups {
		if !g.Disabled || c.truth("include_disabled") {
			list = append(list, s.userGroupJSON(g, c.truth("include_users")))
		}
	}
	return object{"usergroups": list}, nil
}

// usergroupsUsersList answers
// docs.slack.dev/reference/methods/usergroups.users.list, which knows a disabled
// group only if it is asked to.
func (s *Slack) usergroupsUsersList(c *call) (object, error) {
	g := s.userGroup(c.str("usergroup"))
	if g == nil || g.Disabled && !c.truth("include_disabled") {
		return nil, refuse("no_such_subteam")
	}
	return object{"users": append([]string{}, g.Users...)}, nil
}
