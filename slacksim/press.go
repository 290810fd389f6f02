package slacksim

import (
	"maps"
	"slices"
)

// A Press is a person's use of one interactive element: a click on a button, a
// choice in a menu. The place is exactly one of Message (with Channel),
// Ephemeral and View.
type Press struct {
	Channel   string // of Message or Ephemeral
	Message   string // timestamp
	Ephemeral string // Message.ID
	View      string // View.ID: a modal or the Home tab

	BlockID  string // may be empty when ActionID is unique at that place
	ActionID string

	// Values is what was chosen, read according to the kind of element: the
	// option's value for menus, radio buttons and overflow menus (several for
	// multi-selects and checkboxes), ids for people, conversation and channel
	// menus, 2006-01-02 for dates, 15:04 for times, Unix seconds for a date and
	// time, the text for inputs that dispatch. Buttons need none. No values
	// clears a menu.
	Values []string

	// State is what the person had filled in elsewhere at that place when they
	// pressed, as in Submit; it is kept.
	State map[string]map[string]any
}

// Press uses an interactive element and returns once the app has acknowledged it.
func (s *Slack) Press(user string, p Press) error {
	s.mu.Lock()
	payload, err := s.press(user, p)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	_, err = s.ask("interactive", payload)
	return err
}

// pressed is the place where a person presses.
type pressed struct {
	blocks  []any
	state   object
	message *message
	channel *channel
	view    *view
}

func (s *Slack) press(user string, p Press) (object, error) {
	person, err := s.human(user)
	if err != nil {
		return nil, err
	}
	if !s.manifest.interactive() {
		return nil, refuse("interactivity_disabled") // "This app is not configured to handle interactive responses."
	}
	place, err := s.pressedPlace(person, p)
	if err != nil {
		return nil, err
	}
	if err := fill(place.state, place.blocks, p.State, s); err != nil {
		return nil, err
	}
	block, element, err := findElement(place.blocks, p.BlockID, p.ActionID)
	if err != nil {
		return nil, err
	}
	if only := list(element, "visible_to_user_ids"); len(only) > 0 && !slices.Contains(only, any(user)) {
		return nil, refuse("element_not_found", p.ActionID) // they do not see it
	}
	if str(block, "type") == "input" && !truth(block, "dispatch_action") {
		return nil, refuse("no_dispatch", p.ActionID) // an input says nothing before the form is sent
	}
	action, err := s.action(block, element, p.Values)
	if err != nil {
		return nil, err
	}
	kind := str(element, "type")
	if stateful(kind) {
		value := object{"type": kind}
		field, _ := valueField(kind)
		value[field] = action[field]
		put(place.state, str(block, "block_id"), p.ActionID, value)
	}
	payload := s.interaction("block_actions", person)
	payload["actions"] = []any{action}
	s.describePlace(payload, place, person)
	return payload, nil
}

func (s *Slack) pressedPlace(p *Person, press Press) (pressed, error) {
	if press.View != "" {
		v := s.views[press.View]
		if v == nil || v.user != p.ID || str(v.def, "type") == "modal" && s.top(p.ID) != v {
			return pressed{}, refuse("not_found")
		}
		return pressed{blocks: list(v.def, "blocks"), state: v.state, view: v}, nil
	}
	c, err := s.place(p, press.Channel, false)
	if err != nil {
		return pressed{}, err
	}
	for _, m := range c.messages {
		mine := press.Ephemeral != "" && m.ID == press.Ephemeral && m.EphemeralTo == p.ID
		if mine || press.Ephemeral == "" && m.TS == press.Message && m.EphemeralTo == "" {
			blocks := m.decodeBlocks()
			m.State = initialState(blocks, m.State)
			return pressed{blocks: blocks, state: m.State, message: m, channel: c}, nil
		}
	}
	return pressed{}, refuse("message_not_found")
}

// action is what a block_actions payload says about the element that was used.
// See docs.slack.dev/reference/interaction-payloads/block_actions-payload.
func (s *Slack) action(block, element object, values []string) (object, error) {
	kind := str(element, "type")
	action := object{
		"type": kind, "block_id": str(block, "block_id"), "action_id": str(element, "action_id"),
		"action_ts": s.eventStamp(),
	}
	switch kind {
	case "button", "workflow_button", "icon_button":
		for _, key := range []string{"text", "value", "style", "confirm"} {
			if element[key] != nil {
				action[key] = clone(element[key])
			}
		}
		return action, nil
	case "feedback_buttons":
		if len(values) == 1 {
			action["value"] = values[0]
		}
		return action, nil
	}
	value, err := s.choose(element, values)
	if err != nil {
		return nil, err
	}
	maps.Copy(action, value)
	return action, nil
}

// describePlace tells where the element was.
func (s *Slack) describePlace(payload object, at pressed, p *Person) {
	if at.view != nil {
		payload["container"] = object{"type": "view", "view_id": at.view.id}
		payload["view"] = s.viewJSON(at.view)
		return
	}
	m, c := at.message, at.channel
	payload["container"] = object{
		"type": "message", "message_ts": m.TS, "channel_id": c.ID, "is_ephemeral": m.EphemeralTo != "",
	}
	payload["channel"] = object{"id": c.ID, "name": commandChannelName(c)}
	payload["response_url"] = s.newHook(c, p.ID, m)
	payload["state"] = object{"values": clone(m.State)}
	if m.EphemeralTo == "" { // an ephemeral message is not told
		payload["message"] = s.messageJSON(m, nil)
	}
	if m.ThreadTS != "" {
		payload["container"].(object)["thread_ts"] = m.ThreadTS
	}
}
