package slacksim

import (
	"math"
	"time"
)

// textObject is a plain or a formatted text.
// See docs.slack.dev/reference/block-kit/composition-objects/text-object.
func textObject(most int) check {
	return func(k *checker, v any, at string) {
		o, _ := v.(object)
		switch kind := str(o, "type"); kind {
		case "plain_text":
			k.fields(v, at, must("text", text(1, most)), may("emoji", flag))
		case "mrkdwn":
			k.fields(v, at, must("text", text(1, most)), may("verbatim", flag))
		case "":
			k.fail(at, "missing required field: type")
		default:
			k.fail(at+"/type", "unsupported type: %s", kind)
		}
	}
}

// plainText is a text object that may not be formatted.
func plainText(most int) check {
	return func(k *checker, v any, at string) {
		if o, _ := v.(object); str(o, "type") != "plain_text" {
			k.fail(at+"/type", "must be a plain_text object")
			return
		}
		textObject(most)(k, v, at)
	}
}

// isMenu says whether a type is a menu, of which one choice or several are made.
func isMenu(kind string) bool {
	switch kind {
	case "static_select", "external_select", "users_select", "conversations_select", "channels_select":
		return true
	}
	return isMultiMenu(kind)
}

func isMultiMenu(kind string) bool {
	switch kind {
	case "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select",
		"multi_channels_select":
		return true
	}
	return false
}

// What each block takes: docs.slack.dev/reference/block-kit/block-elements.
func isAccessory(kind string) bool {
	switch kind {
	case "button", "checkboxes", "datepicker", "image", "overflow", "radio_buttons", "timepicker", "workflow_button":
		return true
	}
	return isMenu(kind)
}

func isAction(kind string) bool {
	switch kind {
	case "button", "checkboxes", "datepicker", "datetimepicker", "overflow", "radio_buttons", "timepicker",
		"workflow_button", "rich_text_input":
		return true
	}
	return isMenu(kind)
}

func isInput(kind string) bool {
	switch kind {
	case "checkboxes", "datepicker", "datetimepicker", "email_text_input", "file_input", "number_input",
		"plain_text_input", "radio_buttons", "rich_text_input", "timepicker", "url_text_input":
		return true
	}
	return isMenu(kind)
}

func isButton(kind string) bool { return kind == "button" }
func isImage(kind string) bool  { return kind == "image" }

func isContextAction(kind string) bool { return kind == "feedback_buttons" || kind == "icon_button" }

// element checks one element out of the allowed types.
func element(allowed func(kind string) bool) check {
	return func(k *checker, v any, at string) {
		o, ok := v.(object)
		kind := str(o, "type")
		switch {
		case !ok:
			k.fail(at, "must provide an object")
			return
		case kind == "":
			k.fail(at, "missing required field: type")
			return
		case !allowed(kind):
			k.fail(at+"/type", "unsupported type: %s", kind)
			return
		}
		rules := append(elementRules(kind, k.on), may("action_id", text(1, 255)))
		if kind == "image" {
			rules = []rule{must("alt_text", text(1, 2000)), may("image_url", webAddress), may("slack_file", slackFile)}
			k.oneImage(o, at)
		}
		k.fields(o, at, rules...)
		k.optionsAgree(o, at)
		k.boundsAgree(o, at)
		if truth(o, "focus_on_load") {
			k.focused++
		}
	}
}

// elementRules are the fields of a type of element, its action_id left out.
func elementRules(kind string, on surface) []rule {
	switch kind {
	case "button":
		return []rule{
			must("text", plainText(75)), may("value", text(0, 2000)), may("url", anyAddress), may("confirm", confirm),
			may("style", oneOf("primary", "danger")), may("accessibility_label", text(0, 75)),
			may("visible_to_user_ids", items(1, 100, text(1, 255))),
		}
	case "icon_button":
		return []rule{
			must("icon", text(1, 255)), must("text", plainText(75)), may("value", text(0, 2000)), may("confirm", confirm),
			may("accessibility_label", text(0, 75)), may("visible_to_user_ids", items(1, 100, text(1, 255))),
		}
	case "feedback_buttons":
		return []rule{must("positive_button", feedback), must("negative_button", feedback)}
	case "workflow_button":
		return []rule{
			must("text", plainText(75)), must("workflow", anything), may("style", oneOf("primary", "danger")),
			may("accessibility_label", text(0, 75)),
		}
	case "overflow":
		return []rule{must("options", items(1, 5, option(75))), may("confirm", confirm)}
	case "checkboxes":
		return []rule{
			must("options", items(1, 10, option(150))), may("initial_options", items(1, 10, option(150))),
			may("confirm", confirm), may("focus_on_load", flag), may("visible_to_user_ids", items(1, 100, text(1, 255))),
		}
	case "radio_buttons":
		return []rule{
			must("options", items(1, 10, option(150))), may("initial_option", option(150)), may("confirm", confirm),
			may("focus_on_load", flag),
		}
	case "datepicker", "timepicker", "datetimepicker":
		return pickerRules(kind)
	default:
		if rules := inputRules(kind); rules != nil {
			return rules
		}
		return selectRules(kind, on)
	}
}

func pickerRules(kind string) []rule {
	rules := []rule{may("confirm", confirm), may("focus_on_load", flag)}
	switch kind {
	case "datepicker":
		return append(rules, may("placeholder", plainText(150)), may("initial_date", moment(time.DateOnly)))
	case "timepicker":
		return append(rules, may("placeholder", plainText(150)), may("initial_time", moment("15:04")),
			may("timezone", text(1, 255)))
	default:
		return append(rules, may("initial_date_time", number(1e9, 9_999_999_999)))
	}
}

func inputRules(kind string) []rule {
	rules := []rule{
		may("placeholder", plainText(150)), may("focus_on_load", flag), may("dispatch_action_config", anything),
	}
	switch kind {
	case "plain_text_input":
		return append(rules, may("initial_value", text(0, 3000)), may("multiline", flag),
			may("min_length", number(0, 3000)), may("max_length", number(1, 3000)))
	case "email_text_input", "url_text_input":
		return append(rules, may("initial_value", text(0, 3000)))
	case "number_input":
		return append(rules, must("is_decimal_allowed", flag), may("initial_value", text(0, 255)),
			may("min_value", text(0, 255)), may("max_value", text(0, 255)))
	case "rich_text_input":
		return append(rules, may("initial_value", block), may("min_lines", number(1, 100)), may("max_lines", number(1, 100)))
	case "file_input":
		return []rule{may("filetypes", items(1, 100, text(1, 255))), may("max_files", number(1, 10))}
	default:
		return nil
	}
}

// selectRules are the fields of menus.
// See docs.slack.dev/reference/block-kit/block-elements/select-menu-element.
func selectRules(kind string, on surface) []rule {
	rules := []rule{may("placeholder", plainText(150)), may("confirm", confirm), may("focus_on_load", flag)}
	initial := may(initialField(kind), text(1, 255))
	if isMultiMenu(kind) {
		rules = append(rules, may("max_selected_items", number(1, math.MaxInt32)))
		initial = may(initialField(kind), items(0, 100, text(1, 255)))
	}
	switch kind {
	case "static_select", "multi_static_select":
		rules = append(rules, may("options", items(1, 100, option(75))), may("option_groups", items(1, 100, optionGroup)))
		initial.check = anything
	case "external_select", "multi_external_select":
		rules = append(rules, may("min_query_length", number(0, 255)))
		initial.check = anything
	case "conversations_select", "multi_conversations_select":
		rules = append(rules, may("default_to_current_conversation", flag), may("filter", anything))
	}
	if on == onModal && (kind == "conversations_select" || kind == "channels_select") {
		rules = append(rules, may("response_url_enabled", flag)) // in modals only
	}
	return append(rules, initial)
}

// option is one choice. Newer pages allow a value of 150 characters, the
// published types 75; the harder reading is taken.
func option(most int) check {
	return func(k *checker, v any, at string) {
		label := plainText(most)
		if most > 75 {
			label = textObject(75) // radio buttons and checkboxes take formatted text
		}
		k.fields(v, at, must("text", label), must("value", text(1, 75)), may("description", textObject(75)), may("url", anyAddress))
	}
}

func optionGroup(k *checker, v any, at string) {
	k.fields(v, at, must("label", plainText(75)), must("options", items(1, 100, option(75))))
}

// confirm is a confirmation dialog.
func confirm(k *checker, v any, at string) {
	k.fields(v, at, must("title", plainText(100)), must("text", textObject(300)), must("confirm", plainText(30)),
		must("deny", plainText(30)), may("style", oneOf("primary", "danger")))
}

func feedback(k *checker, v any, at string) {
	k.fields(v, at, must("text", plainText(75)), must("value", text(1, 2000)), may("accessibility_label", text(0, 75)))
}

// optionsAgree refuses menus without choices and initial choices that are none.
func (k *checker) optionsAgree(o object, at string) {
	kind := str(o, "type")
	if kind != "static_select" && kind != "multi_static_select" && kind != "radio_buttons" && kind != "checkboxes" {
		return
	}
	if (o["options"] == nil) == (o["option_groups"] == nil) {
		k.fail(at, "must define either `options` or `option_groups`")
	}
	values := map[string]bool{}
	for _, choice := range optionsOf(o) {
		values[str(choice, "value")] = true
	}
	initial := list(o, "initial_options")
	if o["initial_option"] != nil {
		initial = append(initial, o["initial_option"])
	}
	for _, one := range initial {
		choice, _ := one.(object)
		if !values[str(choice, "value")] {
			k.fail(at, "the initial option must be one of the options")
		}
	}
}
