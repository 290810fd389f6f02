package slacksim

import (
	"cmp"
	"encoding/json"
	"maps"
)

// A View is a modal or a Home tab as one person sees it.
type View struct {
	ID              string
	Hash            string
	Type            string // "modal" or "home"
	CallbackID      string
	ExternalID      string
	RootID          string
	PreviousID      string // the view under it, when it was pushed
	Title           string
	Submit          string
	Close           string
	PrivateMetadata string
	Blocks          json.RawMessage
	State           json.RawMessage   // {"values": …} as Slack sends it
	Errors          map[string]string // by block id, from the last submission
	NotifyOnClose   bool
	ClearOnClose    bool
}

// view is a View with its decoded definition.
type view struct {
	id, hash, root, previous string
	user                     string
	def                      object // as the app gave it, with ids filled in; replaced, never changed
	state                    object // block id → action id → value
	errors                   map[string]string
}

// OpenView returns the modal that a person has on top.
func (s *Slack) OpenView(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.top(user)
	if v == nil {
		return View{}, false
	}
	return s.viewSnapshot(v), true
}

// Home returns what the app has published on a person's Home tab.
func (s *Slack) Home(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.homes[user]
	if v == nil {
		return View{}, false
	}
	return s.viewSnapshot(v), true
}

func (s *Slack) top(user string) *view {
	stack := s.modals[user]
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1]
}

func (s *Slack) viewSnapshot(v *view) View {
	snap := View{
		ID: v.id, Hash: v.hash, Type: str(v.def, "type"), CallbackID: str(v.def, "callback_id"),
		ExternalID: str(v.def, "external_id"), RootID: v.root, PreviousID: v.previous,
		Title: str(sub(v.def, "title"), "text"), Submit: str(sub(v.def, "submit"), "text"),
		Close: str(sub(v.def, "close"), "text"), PrivateMetadata: str(v.def, "private_metadata"),
		Blocks: encode(v.def["blocks"]), State: encode(object{"values": v.state}),
		NotifyOnClose: truth(v.def, "notify_on_close"), ClearOnClose: truth(v.def, "clear_on_close"),
	}
	if len(v.errors) > 0 {
		snap.Errors = maps.Clone(v.errors)
	}
	return snap
}

// viewJSON is a view as docs.slack.dev/reference/interaction-payloads/view-interactions-payload tells it.
func (s *Slack) viewJSON(v *view) object {
	o := object{
		"id": v.id, "team_id": teamID, "state": object{"values": clone(v.state)}, "hash": v.hash, "previous_view_id": nil,
		"root_view_id": v.root, "app_id": appID, "app_installed_team_id": teamID, "bot_id": botID,
		"callback_id": "", "private_metadata": "", "external_id": "", "submit": nil, "close": nil, "title": nil,
		"clear_on_close": false, "notify_on_close": false,
	}
	maps.Copy(o, v.def)
	if v.previous != "" {
		o["previous_view_id"] = v.previous
	}
	return o
}

// readView takes the view from a call and checks it.
func (s *Slack) readView(c *call, kind string) (object, error) {
	raw, err := c.structured("view")
	def, ok := raw.(object)
	if err != nil || !ok {
		return nil, refuse("invalid_arguments", "missing required field: view")
	}
	return s.checkView(def, kind)
}

func (s *Slack) checkView(def object, kind string) (object, error) {
	const tooLarge = 250 * 1024 // docs.slack.dev/reference/methods/views.open: view_too_large
	if len(encode(def)) > tooLarge {
		return nil, refuse("view_too_large")
	}
	if kind != "" && str(def, "type") != kind {
		return nil, refuse("invalid_arguments", "must be of type "+kind+" [json-pointer:/view/type]")
	}
	if err := checkViewDefinition(def); err != nil {
		return nil, err
	}
	s.nameBlocks(list(def, "blocks"))
	return def, nil
}

// newModal reads the modal of a call and whose screen it is for, and spends the
// trigger.
func (s *Slack) newModal(c *call) (def object, user string, err error) {
	if def, err = s.readView(c, "modal"); err != nil {
		return nil, "", err
	}
	if err := s.unique(def, nil); err != nil {
		return nil, "", err
	}
	user, err = s.spend(cmp.Or(c.str("trigger_id"), c.str("interactivity_pointer")))
	return def, user, err
}

// viewsOpen answers docs.slack.dev/reference/methods/views.open.
func (s *Slack) viewsOpen(c *call) (object, error) {
	def, user, err := s.newModal(c)
	if err != nil {
		return nil, err
	}
	s.clearModals(user)
	v := s.addView(user, def)
	s.modals[user] = []*view{v}
	s.changed(Change{Kind: "view", User: user})
	return object{"view": s.viewJSON(v)}, nil
}

// viewsPush answers docs.slack.dev/reference/methods/views.push.
func (s *Slack) viewsPush(c *call) (object, error) {
	def, user, err := s.newModal(c)
	if err != nil {
		return nil, err
	}
	v, err := s.push(user, def)
	if err != nil {
		return nil, err
	}
	return object{"view": s.viewJSON(v)}, nil
}

// viewsUpdate answers docs.slack.dev/reference/methods/views.update.
func (s *Slack) viewsUpdate(c *call) (object, error) {
	v := s.views[c.str("view_id")]
	if v == nil && c.str("external_id") != "" {
		for _, other := range s.views {
			if str(other.def, "external_id") == c.str("external_id") {
				v = other
			}
		}
	}
	if v == nil {
		return nil, refuse("not_found")
	}
	def, err := s.readView(c, str(v.def, "type"))
	if err != nil {
		return nil, err
	}
	if err := s.unique(def, v); err != nil {
		return nil, err
	}
	if hash := c.str("hash"); hash != "" && hash != v.hash {
		return nil, refuse("hash_conflict")
	}
	s.replaceView(v, def)
	return object{"view": s.viewJSON(v)}, nil
}

// viewsPublish answers docs.slack.dev/reference/methods/views.publish.
func (s *Slack) viewsPublish(c *call) (object, error) {
	user := c.str("user_id")
	def, err := s.readView(c, "home")
	switch p := s.person(user); {
	case err != nil:
		return nil, err
	case p == nil || p.Deleted:
		return nil, refuse("invalid_arguments", "invalid user_id")
	case !s.manifest.homeTab():
		return nil, refuse("not_enabled")
	}
	v := s.homes[user]
	if err := s.unique(def, v); err != nil {
		return nil, err
	}
	if hash := c.str("hash"); hash != "" && (v == nil || v.hash != hash) {
		return nil, refuse("hash_conflict")
	}
	if v == nil {
		v = s.addView(user, def)
		s.homes[user] = v
	} else {
		s.replaceView(v, def)
	}
	s.changed(Change{Kind: "home", User: user})
	return object{"view": s.viewJSON(v)}, nil
}
