package slacksim

import (
	"encoding/json"
)

// A SubmitResult is what a person sees after they sent a form.
type SubmitResult struct {
	// Action is "close", "clear", "update", "push" or "errors".
	Action string
	// Errors by block id, when Action is "errors". Local ones, which Slack's
	// client finds by itself (a required answer is missing, a text too long),
	// never reach the app.
	Errors map[string]string
	Local  bool
	// View is the modal now on top, if any.
	View *View
}

// Submit fills in a modal and sends it. Values go by block id and action id: a
// string, or a []string where several can be chosen, read as in Press.Values.
// What is left out keeps what the person had filled in or the initial value.
func (s *Slack) Submit(user, viewID string, values map[string]map[string]any) (SubmitResult, error) {
	s.mu.Lock()
	v, p, err := s.opened(user, viewID)
	if err == nil && str(sub(v.def, "submit"), "text") == "" && !hasInput(v.def) {
		err = refuse("no_submit_button")
	}
	if err == nil {
		err = fill(v.state, list(v.def, "blocks"), values, s)
	}
	if err != nil {
		s.mu.Unlock()
		return SubmitResult{}, err
	}
	if problems := localErrors(v); len(problems) > 0 {
		v.errors = problems
		s.changed(Change{Kind: "view", User: user})
		result := s.shows(user, SubmitResult{Action: "errors", Errors: problems, Local: true})
		s.mu.Unlock()
		return result, nil
	}
	payload := s.interaction("view_submission", p)
	payload["view"], payload["response_urls"] = s.viewJSON(v), s.responseURLs(v)
	s.mu.Unlock()

	ack, err := s.ask("interactive", payload)
	if err != nil {
		return SubmitResult{}, err // Slack shows "We had some trouble connecting. Try again?"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.submitted(v, ack)
}

// responseURLs are those of the conversation menus that ask for one.
// See docs.slack.dev/surfaces/modals#modal_response_url.
func (s *Slack) responseURLs(v *view) []any {
	urls := []any{}
	interactiveIn(list(v.def, "blocks"), func(block, element object) bool {
		b, a := str(block, "block_id"), str(element, "action_id")
		field, _ := valueField(str(element, "type"))
		c := s.channel(str(sub(sub(v.state, b), a), field))
		if truth(element, "response_url_enabled") && c != nil {
			urls = append(urls, object{
				"block_id": b, "action_id": a, "channel_id": c.ID, "response_url": s.newHook(c, v.user, nil),
			})
		}
		return true
	})
	return urls
}

// opened is a modal that a person has open, on top.
func (s *Slack) opened(user, viewID string) (*view, *Person, error) {
	p, err := s.actor(user)
	if err != nil {
		return nil, nil, err
	}
	v := s.views[viewID]
	if v == nil || v.user != user || s.top(user) != v {
		return nil, nil, refuse("not_found")
	}
	return v, p, nil
}

// submitted does what the app acknowledged a submission with.
// See docs.slack.dev/surfaces/modals#response_actions.
func (s *Slack) submitted(v *view, ack json.RawMessage) (SubmitResult, error) {
	var answer struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   object            `json:"view"`
	}
	if len(ack) > 0 {
		if err := json.Unmarshal(ack, &answer); err != nil {
			return SubmitResult{}, refuse("invalid_response_payload", err.Error())
		}
	}
	v.errors = nil
	switch answer.Action {
	case "":
		s.popModal(v)
		return s.shows(v.user, SubmitResult{Action: "close"}), nil
	case "clear":
		s.clearModals(v.user)
		return SubmitResult{Action: "clear"}, nil
	case "errors":
		if err := checkErrorBlocks(v, answer.Errors); err != nil {
			return SubmitResult{}, err
		}
		v.errors = answer.Errors
		s.changed(Change{Kind: "view", User: v.user})
		return s.shows(v.user, SubmitResult{Action: "errors", Errors: answer.Errors}), nil
	case "update", "push":
		def, err := s.checkView(answer.View, "modal")
		if err != nil {
			return SubmitResult{}, err
		}
		if answer.Action == "update" {
			s.replaceView(v, def)
		} else if _, err := s.push(v.user, def); err != nil {
			return SubmitResult{}, err
		}
		return s.shows(v.user, SubmitResult{Action: answer.Action}), nil
	default:
		return SubmitResult{}, refuse("invalid_response_action", answer.Action)
	}
}

// checkErrorBlocks refuses errors that name no input block.
// See docs.slack.dev/surfaces/modals#displaying_errors.
func checkErrorBlocks(v *view, errors map[string]string) error {
	if len(errors) == 0 {
		return refuse("invalid_response_payload", "errors is empty")
	}
	for id := range errors {
		known := false
		for _, item := range list(v.def, "blocks") {
			block, _ := item.(object)
			known = known || str(block, "type") == "input" && str(block, "block_id") == id
		}
		if !known {
			return refuse("invalid_response_payload", "errors names no input block: "+id)
		}
	}
	return nil
}

func (s *Slack) shows(user string, result SubmitResult) SubmitResult {
	if v := s.top(user); v != nil {
		snap := s.viewSnapshot(v)
		result.View = &snap
	}
	return result
}

// CloseView closes a modal with its close button; the one under it reappears.
// The app hears view_closed if the view asked for it with notify_on_close.
func (s *Slack) CloseView(user, viewID string) error {
	s.mu.Lock()
	v, p, err := s.opened(user, viewID)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	all := truth(v.def, "clear_on_close")
	payload := s.interaction("view_closed", p)
	delete(payload, "trigger_id") // docs.slack.dev/reference/interaction-payloads/view-interactions-payload
	payload["view"], payload["is_cleared"] = s.viewJSON(v), all
	notify := truth(v.def, "notify_on_close")
	if all {
		s.clearModals(user)
	} else {
		s.popModal(v)
	}
	s.mu.Unlock()
	if !notify {
		return nil
	}
	_, err = s.ask("interactive", payload)
	return err
}

// interaction is what every interactive payload has.
// See docs.slack.dev/reference/interaction-payloads.
func (s *Slack) interaction(kind string, p *Person) object {
	return object{
		"type": kind, "token": "verification", "api_app_id": appID, "trigger_id": s.newTrigger(p.ID),
		"team": object{"id": teamID, "domain": teamDomain}, "enterprise": nil, "is_enterprise_install": false,
		"user": object{"id": p.ID, "username": p.Name, "name": p.Name, "team_id": p.TeamID},
	}
}
