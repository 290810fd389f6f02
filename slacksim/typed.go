package slacksim

import (
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
)

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
