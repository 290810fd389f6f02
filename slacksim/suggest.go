package slacksim

import "encoding/json"

// An Option is one choice that a menu offers.
type Option struct{ Text, Value string }

// Suggest types into a menu whose choices come from the app (external_select)
// and returns what it offers. p says where, as for Press.
// See docs.slack.dev/reference/interaction-payloads/block_suggestion-payload.
func (s *Slack) Suggest(user string, p Press, typed string) ([]Option, error) {
	s.mu.Lock()
	payload, err := s.suggestion(user, p, typed)
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	ack, err := s.ask("interactive", payload)
	if err != nil {
		return nil, err
	}
	var answer object
	if err := json.Unmarshal(ack, &answer); err != nil {
		return nil, refuse("invalid_response_payload", err.Error())
	}
	k := newChecker(onMessage)
	k.fields(answer, "", may("options", items(0, 100, option(75))), may("option_groups", items(0, 100, optionGroup)))
	if len(k.problems) > 0 {
		return nil, refuse("invalid_response_payload", k.problems...)
	}
	var offered []Option
	for _, choice := range optionsOf(answer) {
		offered = append(offered, Option{Text: str(sub(choice, "text"), "text"), Value: str(choice, "value")})
	}
	return offered, nil
}

func (s *Slack) suggestion(user string, p Press, typed string) (object, error) {
	person, err := s.human(user)
	if err != nil {
		return nil, err
	}
	place, err := s.pressedPlace(person, p)
	if err != nil {
		return nil, err
	}
	block, element, err := findElement(place.blocks, p.BlockID, p.ActionID)
	if err != nil {
		return nil, err
	}
	if kind := str(element, "type"); kind != "external_select" && kind != "multi_external_select" {
		return nil, refuse("element_not_found", p.ActionID)
	}
	payload := s.interaction("block_suggestion", person)
	delete(payload, "trigger_id") // there is none while somebody types
	s.describePlace(payload, place, person)
	delete(payload, "response_url")
	payload["value"], payload["action_id"], payload["block_id"] = typed, p.ActionID, str(block, "block_id")
	return payload, nil
}
