package slacksim

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// webAddress is where Slack fetches something.
func webAddress(k *checker, v any, at string) { k.address(v, at, "http", "https") }

// anyAddress is what somebody may follow.
func anyAddress(k *checker, v any, at string) {
	k.address(v, at, "http", "https", "mailto", "tel", "slack")
}

// address checks a URL: "invalid url", seen in github.com/MacPaw/together-app/issues/4.
// Which schemes Slack takes is not documented.
func (k *checker) address(v any, at string, schemes ...string) {
	text(1, 3000)(k, v, at)
	s, _ := v.(string)
	u, err := url.Parse(s)
	if s != "" && (err != nil || !slices.Contains(schemes, strings.ToLower(u.Scheme)) || u.Host == "" && u.Opaque == "") {
		k.fail(at, "invalid url")
	}
}

// moment is a date or a time that there is.
func moment(layout string) check {
	return func(k *checker, v any, at string) {
		s, _ := v.(string)
		if _, err := time.Parse(layout, s); err != nil {
			k.fail(at, "must match the format %s", layout)
		}
	}
}

// boundsAgree refuses an element that begins with what its own bounds forbid, and
// bounds between which nothing lies. That Slack looks at them together is not
// documented.
func (k *checker) boundsAgree(o object, at string) {
	value, begins := o["initial_value"].(string)
	length := float64(utf8.RuneCountInString(value))
	least, hasLeast := asNumber(o["min_length"])
	most, hasMost := asNumber(o["max_length"])
	switch {
	case hasLeast && hasMost && least > most:
		k.fail(at+"/min_length", "must be at most max_length")
	case begins && (hasLeast && length < least || hasMost && length > most):
		k.fail(at+"/initial_value", "must be between min_length and max_length")
	}
	if most, ok := asNumber(o["max_selected_items"]); ok && float64(len(list(o, initialField(str(o, "type"))))) > most {
		k.fail(at+"/"+initialField(str(o, "type")), "must be at most max_selected_items")
	}
	if str(o, "type") == "number_input" {
		k.numbersAgree(o, at)
	}
}

// numbersAgree does so for numbers, which Slack takes as texts.
func (k *checker) numbersAgree(o object, at string) {
	numbers := map[string]float64{}
	for _, field := range []string{"min_value", "max_value", "initial_value"} {
		written := str(o, field)
		if written == "" {
			continue
		}
		n, err := strconv.ParseFloat(written, 64)
		if err != nil || !truth(o, "is_decimal_allowed") && strings.Contains(written, ".") {
			k.fail(at+"/"+field, "must be a valid number")
			return
		}
		numbers[field] = n
	}
	ordered := func(low, high string) {
		least, hasLeast := numbers[low]
		most, hasMost := numbers[high]
		if hasLeast && hasMost && least > most {
			k.fail(at+"/"+low, "must be at most %s", high)
		}
	}
	ordered("min_value", "max_value")
	ordered("min_value", "initial_value")
	ordered("initial_value", "max_value")
}
