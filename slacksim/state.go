package slacksim

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// interactiveIn calls yield for each interactive element of some blocks, with
// the block that holds it, at any depth.
func interactiveIn(blocks []any, yield func(block, element object) bool) bool {
	for _, item := range blocks {
		block, _ := item.(object)
		elements := append([]any{block["element"], block["accessory"]}, list(block, "elements")...)
		elements = append(elements, list(block, "actions")...)
		for _, candidate := range elements {
			element, _ := candidate.(object)
			if str(element, "action_id") != "" && !yield(block, element) {
				return false
			}
		}
		for _, inner := range childBlocks(block) {
			if !interactiveIn(inner, yield) {
				return false
			}
		}
	}
	return true
}

// childBlocks are the blocks inside a container, a layout or a card.
func childBlocks(block object) [][]any {
	children := [][]any{list(block, "child_blocks")}
	if str(block, "type") == "carousel" {
		children = append(children, list(block, "elements"))
	}
	for _, r := range list(block, "rows") {
		row, _ := r.(object)
		for _, i := range list(row, "items") {
			item, _ := i.(object)
			children = append(children, []any{item["block"]})
		}
	}
	return children
}

// findElement finds an element by its ids. A person sees elements, not ids, so
// an empty block id means the only element with that action id.
func findElement(blocks []any, blockID, actionID string) (block, element object, err error) {
	found := 0
	interactiveIn(blocks, func(b, e object) bool {
		if str(e, "action_id") == actionID && (blockID == "" || str(b, "block_id") == blockID) {
			block, element = b, e
			found++
		}
		return true
	})
	switch found {
	case 1:
		return block, element, nil
	case 0:
		return nil, nil, refuse("element_not_found", blockID+"/"+actionID)
	default:
		return nil, nil, refuse("element_ambiguous", actionID)
	}
}

func hasInput(def object) bool {
	return slices.ContainsFunc(list(def, "blocks"), func(item any) bool {
		block, _ := item.(object)
		return str(block, "type") == "input"
	})
}

// fillInitial gives every element without a value its initial one, and forgets
// values of elements that are gone.
func (v *view) fillInitial() { v.state = initialState(list(v.def, "blocks"), v.state) }

func initialState(blocks []any, old object) object {
	state := object{}
	interactiveIn(blocks, func(block, element object) bool {
		kind := str(element, "type")
		if !stateful(kind) {
			return true
		}
		b, a := str(block, "block_id"), str(element, "action_id")
		value := sub(sub(old, b), a)
		if value == nil || str(value, "type") != kind {
			value = initialValue(element)
		}
		put(state, b, a, value)
		return true
	})
	return state
}

func put(state object, block, action string, value object) {
	inner := sub(state, block)
	if inner == nil {
		inner = object{}
		state[block] = inner
	}
	inner[action] = value
}

// stateful elements appear in state.values; buttons and overflow menus do not.
func stateful(kind string) bool {
	return !slices.Contains([]string{
		"button", "overflow", "image", "workflow_button", "feedback_buttons", "icon_button", "",
	}, kind)
}

// valueField is where an element keeps its value, in state and in actions.
// See docs.slack.dev/reference/block-kit/block-elements.
func valueField(kind string) (field string, many bool) {
	switch kind {
	case "static_select", "external_select", "radio_buttons", "overflow":
		return "selected_option", false
	case "multi_static_select", "multi_external_select", "checkboxes":
		return "selected_options", true
	case "users_select":
		return "selected_user", false
	case "multi_users_select":
		return "selected_users", true
	case "conversations_select":
		return "selected_conversation", false
	case "multi_conversations_select":
		return "selected_conversations", true
	case "channels_select":
		return "selected_channel", false
	case "multi_channels_select":
		return "selected_channels", true
	case "datepicker":
		return "selected_date", false
	case "timepicker":
		return "selected_time", false
	case "datetimepicker":
		return "selected_date_time", false
	case "rich_text_input":
		return "rich_text_value", false
	default:
		return "value", false
	}
}

// initialField is what an element calls its initial value.
func initialField(kind string) string {
	switch kind {
	case "users_select":
		return "initial_user"
	case "multi_users_select":
		return "initial_users"
	case "conversations_select":
		return "initial_conversation"
	case "multi_conversations_select":
		return "initial_conversations"
	case "channels_select":
		return "initial_channel"
	case "multi_channels_select":
		return "initial_channels"
	case "static_select", "external_select", "radio_buttons":
		return "initial_option"
	case "multi_static_select", "multi_external_select", "checkboxes":
		return "initial_options"
	case "datepicker":
		return "initial_date"
	case "timepicker":
		return "initial_time"
	case "datetimepicker":
		return "initial_date_time"
	default:
		return "initial_value"
	}
}

func initialValue(element object) object {
	kind := str(element, "type")
	field, many := valueField(kind)
	value := clone(element[initialField(kind)])
	if value == nil && many {
		value = []any{}
	}
	return object{"type": kind, field: value}
}

// fill puts what a person typed or chose into the state of some blocks.
func fill(state object, blocks []any, values map[string]map[string]any, s *Slack) error {
	for blockID, actions := range values {
		for actionID, given := range actions {
			block, element, err := findElement(blocks, blockID, actionID)
			if err != nil {
				return err
			}
			chosen, err := chosenValues(given)
			if err != nil {
				return err
			}
			value, err := s.choose(element, chosen)
			if err != nil {
				return err
			}
			put(state, str(block, "block_id"), actionID, value)
		}
	}
	return nil
}

func chosenValues(given any) ([]string, error) {
	switch given := given.(type) {
	case nil:
		return nil, nil
	case string:
		return []string{given}, nil
	case []string:
		return given, nil
	case []any: // as decoded from JSON
		chosen := make([]string, len(given))
		for i, one := range given {
			chosen[i] = fmt.Sprint(one)
		}
		return chosen, nil
	default:
		return nil, fmt.Errorf("a value is a string or a list of strings, not %T", given)
	}
}

// choose makes the value of an element from what a person chose in it.
func (s *Slack) choose(element object, chosen []string) (object, error) {
	kind := str(element, "type")
	field, many := valueField(kind)
	value := object{"type": kind, field: nil}
	if many {
		items := []any{}
		for _, one := range chosen {
			item, err := s.chooseOne(element, kind, one)
			if err != nil {
				return nil, err
			}
			items = append(items, item)
		}
		value[field] = items
		return value, nil
	}
	if len(chosen) > 1 {
		return nil, refuse("too_many_values", kind)
	}
	if len(chosen) == 1 && chosen[0] != "" {
		one, err := s.chooseOne(element, kind, chosen[0])
		if err != nil {
			return nil, err
		}
		value[field] = one
	}
	return value, nil
}

// chooseOne checks that a choice is one that Slack's client would offer.
func (s *Slack) chooseOne(element object, kind, chosen string) (any, error) {
	switch kind {
	case "static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow":
		for _, option := range optionsOf(element) {
			if str(option, "value") == chosen {
				return clone(option), nil
			}
		}
		return nil, refuse("option_not_found", chosen)
	case "external_select", "multi_external_select":
		return object{"text": object{"type": "plain_text", "text": chosen, "emoji": true}, "value": chosen}, nil
	case "users_select", "multi_users_select":
		if s.person(chosen) == nil {
			return nil, refuse("user_not_found", chosen)
		}
	case "channels_select", "multi_channels_select", "conversations_select", "multi_conversations_select":
		if s.channel(chosen) == nil && s.person(chosen) == nil {
			return nil, refuse("channel_not_found", chosen)
		}
	case "datetimepicker":
		unix, err := strconv.ParseInt(chosen, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("a date and time is in Unix seconds: %w", err)
		}
		return unix, nil
	case "rich_text_input":
		return object{"type": "rich_text", "elements": []any{object{
			"type": "rich_text_section", "elements": []any{object{"type": "text", "text": chosen}},
		}}}, nil
	}
	return chosen, checkTyped(kind, chosen)
}

func optionsOf(element object) []object {
	var options []object
	collect := func(items []any) {
		for _, item := range items {
			if option, ok := item.(object); ok {
				options = append(options, option)
			}
		}
	}
	collect(list(element, "options"))
	for _, g := range list(element, "option_groups") {
		group, _ := g.(object)
		collect(list(group, "options"))
	}
	return options
}

// localErrors are those that Slack's client shows without asking the app.
func localErrors(v *view) map[string]string {
	problems := map[string]string{}
	for _, item := range list(v.def, "blocks") {
		block, _ := item.(object)
		if str(block, "type") != "input" {
			continue
		}
		element, id := sub(block, "element"), str(block, "block_id")
		kind := str(element, "type")
		field, _ := valueField(kind)
		value := sub(sub(v.state, id), str(element, "action_id"))[field]
		if problem := localProblem(block, element, value); problem != "" {
			problems[id] = problem
		}
	}
	return problems
}

func localProblem(block, element object, value any) string {
	text, isText := value.(string)
	items, isList := value.([]any)
	if value == nil || isText && text == "" || isList && len(items) == 0 {
		if truth(block, "optional") {
			return ""
		}
		return "Please complete this required field."
	}
	if isList {
		if most, ok := asNumber(element["max_selected_items"]); ok && float64(len(items)) > most {
			return fmt.Sprintf("Please choose at most %d.", int(most))
		}
		return ""
	}
	if str(element, "type") == "number_input" {
		return numberProblem(element, text)
	}
	return lengthProblem(element, text)
}

// lengthProblem is what Slack's client says about a text of the wrong length.
// See docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element.
func lengthProblem(element object, text string) string {
	length := float64(utf8.RuneCountInString(text))
	lowest, hasLowest := asNumber(element["min_length"])
	highest, hasHighest := asNumber(element["max_length"])
	switch {
	case str(element, "type") == "plain_text_input" && !hasHighest && length > 3000: // docs: the default maximum
		return "This field cannot be longer than 3000 characters."
	case hasHighest && length > highest:
		return fmt.Sprintf("This field cannot be longer than %d characters.", int(highest))
	case hasLowest && length < lowest:
		return fmt.Sprintf("This field cannot be shorter than %d characters.", int(lowest))
	}
	return ""
}
