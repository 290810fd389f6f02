package slacksim

import (
	"fmt"
	"slices"
	"strconv"
)

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
