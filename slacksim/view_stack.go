package slacksim

import (
	"slices"
	"time"
)

// trigger is a person's deed that allows to open one modal.
type trigger struct {
	user string
	born time.Time // real
	used bool
}

func (s *Slack) newTrigger(user string) string {
	id := "13" + s.newID("")[1:] + "." + teamID[2:] + "." + s.uuid()
	now := realTime()
	s.forget(now)
	s.triggers[id] = &trigger{user: user, born: now}
	return id
}

// spend uses a trigger, once and in time.
// docs.slack.dev/reference/methods/views.open: three seconds, single use.
func (s *Slack) spend(id string) (user string, err error) {
	t := s.triggers[id]
	switch {
	case id == "" || t == nil:
		return "", refuse("invalid_trigger_id")
	case t.used:
		return "", refuse("exchanged_trigger_id")
	case realTime().Sub(t.born) > s.cfg.TriggerTimeout:
		return "", refuse("expired_trigger_id")
	}
	t.used = true
	return t.user, nil
}

// unique refuses an external_id that another view has.
func (s *Slack) unique(def object, except *view) error {
	id := str(def, "external_id")
	for _, v := range s.views {
		if id != "" && v != except && str(v.def, "external_id") == id {
			return refuse("duplicate_external_id")
		}
	}
	return nil
}

func (s *Slack) addView(user string, def object) *view {
	v := &view{id: s.newID("V"), user: user, def: def, state: object{}}
	v.root = v.id
	s.rehash(v)
	v.fillInitial()
	s.views[v.id] = v
	return v
}

func (s *Slack) rehash(v *view) {
	v.hash = formatStamp(s.cfg.Now().UnixMicro())[:10] + "." + s.uuid()[:8]
}

func (s *Slack) push(user string, def object) (*view, error) {
	const maxStack = 3 // docs.slack.dev/surfaces/modals: push_limit_reached
	under := s.top(user)
	switch {
	case under == nil:
		return nil, refuse("not_found")
	case len(s.modals[user]) >= maxStack:
		return nil, refuse("push_limit_reached")
	}
	v := s.addView(user, def)
	v.root, v.previous = under.root, under.id
	s.modals[user] = append(s.modals[user], v)
	s.changed(Change{Kind: "view", User: user})
	return v, nil
}

// replaceView puts a new definition in place; what was typed stays where block
// and action id are the same. docs.slack.dev/surfaces/modals#updating.
func (s *Slack) replaceView(v *view, def object) {
	v.def, v.errors = def, nil
	s.rehash(v)
	v.fillInitial()
	s.changed(Change{Kind: "view", User: v.user})
}

// clearModals closes every modal of a person.
func (s *Slack) clearModals(user string) {
	for _, v := range s.modals[user] {
		delete(s.views, v.id)
	}
	delete(s.modals, user)
	s.changed(Change{Kind: "view", User: user})
}

// popModal closes one modal and those above it.
func (s *Slack) popModal(v *view) {
	stack := s.modals[v.user]
	i := slices.Index(stack, v)
	if i < 0 {
		return
	}
	for _, gone := range stack[i:] {
		delete(s.views, gone.id)
	}
	s.modals[v.user] = stack[:i:i]
	s.changed(Change{Kind: "view", User: v.user})
}
