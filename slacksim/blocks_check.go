package slacksim

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// The Block Kit checks below follow docs.slack.dev/reference/block-kit, one
// function a block, element or object. What is wrong is told as Slack tells it,
// with a JSON pointer (seen in github.com/yonicd/slackreprex/issues/3,
// github.com/adobe/spacecat-api-service/issues/176 and
// github.com/grafana-cold-storage/oncall/pull/210).

// surface is where blocks are shown.
type surface string

const (
	onMessage surface = "message"
	onModal   surface = "modal"
	onHome    surface = "home"
)

// checker collects what is wrong with some blocks.
type checker struct {
	on       surface
	problems []string
	blockIDs map[string]bool
	count    map[string]int // blocks by type, at any depth
	focused  int
	markdown int // characters
}

// check looks at one JSON value at a pointer.
type check func(k *checker, v any, at string)

func (k *checker) fail(at, format string, args ...any) {
	k.problems = append(k.problems, fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// rule is one field of an object.
type rule struct {
	name  string
	need  bool
	check check
}

func must(name string, c check) rule { return rule{name: name, need: true, check: c} }
func may(name string, c check) rule  { return rule{name: name, check: c} }

// fields checks an object: each known field, the missing ones, and those that
// do not belong there (github.com/slack-go/slack, misc_test.go: "invalid
// additional property: emoji").
func (k *checker) fields(v any, at string, rules ...rule) object {
	o, ok := v.(object)
	if !ok {
		k.fail(at, "must provide an object")
		return nil
	}
	for _, r := range rules {
		value, given := o[r.name]
		switch {
		case given && value != nil:
			r.check(k, value, at+"/"+r.name)
		case r.need:
			k.fail(at, "missing required field: %s", r.name)
		}
	}
	for name := range o {
		if name != "type" && !slices.ContainsFunc(rules, func(r rule) bool { return r.name == name }) {
			k.fail(at, "invalid additional property: %s", name)
		}
	}
	return o
}

// text is a string of so many characters.
func text(least, most int) check {
	return func(k *checker, v any, at string) {
		s, ok := v.(string)
		n := utf8.RuneCountInString(s)
		switch {
		case !ok:
			k.fail(at, "must provide a string")
		case n < least:
			k.fail(at, "must be more than %d characters", least-1)
		case n > most:
			k.fail(at, "must be less than %d characters", most+1)
		}
	}
}

// oneOf is a string out of a few.
func oneOf(allowed ...string) check {
	return func(k *checker, v any, at string) {
		if s, ok := v.(string); !ok || !slices.Contains(allowed, s) {
			k.fail(at, "must be a valid enum value")
		}
	}
}

func flag(k *checker, v any, at string) {
	if _, ok := v.(bool); !ok {
		k.fail(at, "must provide a boolean")
	}
}

func number(least, most float64) check {
	return func(k *checker, v any, at string) {
		n, ok := asNumber(v)
		switch {
		case !ok:
			k.fail(at, "must provide a number")
		case n < least || n > most:
			k.fail(at, "must be between %v and %v", least, most)
		}
	}
}

func asNumber(v any) (float64, bool) {
	switch n := v.(type) {
	case float64:
		return n, true
	case int:
		return float64(n), true
	case int64:
		return float64(n), true
	default:
		return 0, false
	}
}

// items is a list of so many things.
func items(least, most int, each check) check {
	return func(k *checker, v any, at string) {
		l, ok := v.([]any)
		switch {
		case !ok:
			k.fail(at, "must provide an array")
			return
		case len(l) < least:
			k.fail(at, "no fewer than %d items allowed", least)
		case len(l) > most:
			k.fail(at, "no more than %d items allowed", most)
		}
		for i, item := range l {
			each(k, item, at+"/"+strconv.Itoa(i))
		}
	}
}

func anything(*checker, any, string) {}

// checkMessageBlocks refuses blocks that a message cannot have.
// See docs.slack.dev/reference/methods/chat.postMessage: invalid_blocks.
func checkMessageBlocks(blocks []any) error {
	k := newChecker(onMessage)
	k.blocks(blocks, "/blocks", 50)
	if len(k.problems) > 0 {
		return refuse("invalid_blocks", k.problems...)
	}
	if k.count["table"] > 1 {
		return refuse("only_one_table_allowed") // see docs.slack.dev/reference/block-kit/blocks/table-block
	}
	// Undocumented; measured in github.com/slackapi/bolt-js/issues/2509 and 2867.
	const longest = 13_200
	if textIn(blocks) > longest {
		return refuse("msg_blocks_too_long")
	}
	return nil
}

func newChecker(on surface) *checker {
	return &checker{on: on, blockIDs: map[string]bool{}, count: map[string]int{}}
}

// textIn counts the characters of all "text" fields, at any depth.
func textIn(v any) int {
	total := 0
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			total += textIn(item)
		}
	case object:
		for key, item := range v {
			if s, ok := item.(string); ok && key == "text" {
				total += utf8.RuneCountInString(s)
			} else {
				total += textIn(item)
			}
		}
	}
	return total
}

// blocks checks the blocks of a surface, those inside others counted too.
func (k *checker) blocks(v any, at string, most int) {
	items(0, most, block)(k, v, at)
	total := 0
	for _, n := range k.count {
		total += n
	}
	// See docs.slack.dev/reference/block-kit/blocks/layout-block: children count toward the limit.
	if l, ok := v.([]any); ok && len(l) <= most && total > most {
		k.fail(at, "no more than %d items allowed", most)
	}
	// Two charts a message, as restated by docs.openclaw.ai/channels/slack/rich-messages and slack-morphism.
	if k.count["data_visualization"] > 2 {
		k.fail(at, "no more than 2 data_visualization blocks allowed")
	}
	// See docs.slack.dev/reference/block-kit/blocks/markdown-block: cumulative.
	if k.markdown > 12_000 {
		k.fail(at, "markdown must be less than 12001 characters")
	}
	if k.focused > 1 {
		k.fail(at, "only one element can have focus_on_load")
	}
}

// checkViewDefinition refuses a view that cannot be shown.
// See docs.slack.dev/reference/views/modal-views and home-tab-views.
func checkViewDefinition(def object) error {
	kind := str(def, "type")
	k := newChecker(surface(kind))
	shared := []rule{
		must("blocks", func(k *checker, v any, at string) { k.blocks(v, at, 100) }),
		may("private_metadata", text(0, 3000)), may("callback_id", text(0, 255)), may("external_id", text(0, 255)),
	}
	switch kind {
	case "modal":
		k.fields(def, "/view", append(shared,
			must("title", plainText(24)), may("submit", plainText(24)), may("close", plainText(24)),
			may("clear_on_close", flag), may("notify_on_close", flag), may("submit_disabled", flag))...)
		if k.count["input"] > 0 && def["submit"] == nil {
			k.fail("/view", "missing required field: submit") // submit is required when there is an input block
		}
	case "home":
		k.fields(def, "/view", shared...)
	default:
		k.fail("/view/type", "unsupported type: %s", kind)
	}
	if len(k.problems) > 0 {
		return refuse("invalid_arguments", k.problems...)
	}
	return nil
}
