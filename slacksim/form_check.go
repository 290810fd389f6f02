package slacksim

import (
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

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

// checkTyped refuses what Slack's client would not let a person enter.
func checkTyped(kind, typed string) error {
	var err error
	switch kind {
	case "datepicker":
		_, err = time.Parse(time.DateOnly, typed)
	case "timepicker":
		_, err = time.Parse("15:04", typed)
	case "email_text_input":
		_, err = mail.ParseAddress(typed)
	case "url_text_input":
		_, err = url.ParseRequestURI(typed)
	}
	if err != nil {
		return refuse("invalid_value", err.Error())
	}
	return nil
}

// numberProblem is what Slack's client says about a number.
// See docs.slack.dev/reference/block-kit/block-elements/number-input-element.
func numberProblem(element object, typed string) string {
	n, err := strconv.ParseFloat(typed, 64)
	if err != nil || !truth(element, "is_decimal_allowed") && strings.Contains(typed, ".") {
		return "Please enter a valid number."
	}
	if lowest, err := strconv.ParseFloat(str(element, "min_value"), 64); err == nil && n < lowest {
		return "The number must be at least " + str(element, "min_value") + "."
	}
	if highest, err := strconv.ParseFloat(str(element, "max_value"), 64); err == nil && n > highest {
		return "The number must be at most " + str(element, "max_value") + "."
	}
	return ""
}
