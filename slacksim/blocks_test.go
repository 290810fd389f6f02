package slacksim_test

import (
	"fmt"
	"strings"
	"testing"

	"pogo/slacksim"
)

func TestBlocksThatSlackRefuses(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Unlimited: true})
	divider := `{"type":"divider"}`
	text := func(n int) string { return strings.Repeat("x", n) }
	button := `{"type":"button","action_id":"%s","text":{"type":"plain_text","text":"%s"}}`
	pie := `{"type":"data_visualization","title":"%s","chart":{"type":"pie","segments":[{"label":"a","value":%s}]}}`
	line := `{"type":"data_visualization","title":"t","chart":{"type":"line","series":[{"name":"s","data":[{"label":"%s","value":1}]}],"axis_config":{"categories":["a"]}}}`
	for _, c := range []struct{ name, blocks, want string }{
		{"51 blocks", strings.Repeat(divider+",", 50) + divider, "no more than 50 items allowed [json-pointer:/blocks]"},
		{"an unknown type", `{"type":"banner"}`, "unsupported type: banner [json-pointer:/blocks/0/type]"},
		{"no type", `{}`, "missing required field: type [json-pointer:/blocks/0]"},
		{"a text too long", `{"type":"section","text":{"type":"mrkdwn","text":"` + text(3001) + `"}}`, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
		{"an empty text", `{"type":"section","text":{"type":"mrkdwn","text":""}}`, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		{"a section of nothing", `{"type":"section"}`, "must define either `text` or `fields` [json-pointer:/blocks/0]"},
		{"emoji in formatted text", `{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}`, "invalid additional property: emoji [json-pointer:/blocks/0/text]"},
		{"a formatted header", `{"type":"header","text":{"type":"mrkdwn","text":"x"}}`, "must be a plain_text object [json-pointer:/blocks/0/text/type]"},
		{"eleven fields", `{"type":"section","fields":[` + strings.Repeat(`{"type":"mrkdwn","text":"x"},`, 10) + `{"type":"mrkdwn","text":"x"}]}`, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"},
		{"a block id twice", `{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}`, "block_id already exists: a [json-pointer:/blocks/1/block_id]"},
		{"an action id twice", `{"type":"actions","elements":[` + fmt.Sprintf(button, "a", "A") + "," + fmt.Sprintf(button, "a", "B") + `]}`, "action_id already exists: a [json-pointer:/blocks/0]"},
		{"a long button", `{"type":"actions","elements":[` + fmt.Sprintf(button, "a", text(76)) + `]}`, "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"},
		{"a text input outside an input", `{"type":"actions","elements":[{"type":"plain_text_input"}]}`, "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]"},
		{"a menu without choices", `{"type":"actions","elements":[{"type":"static_select","action_id":"a"}]}`, "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]"},
		{"an empty run of rich text", `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}`, "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]"},
		{"an alert in a message", `{"type":"alert","text":{"type":"plain_text","text":"x"}}`, "unsupported type: alert [json-pointer:/blocks/0/type]"},
		{"an image without words", `{"type":"image","image_url":"https://a.example/b.png"}`, "missing required field: alt_text [json-pointer:/blocks/0]"},
		{"a chart with a long title", fmt.Sprintf(pie, text(51), "1"), "must be less than 51 characters [json-pointer:/blocks/0/title]"},
		{"a slice of zero", fmt.Sprintf(pie, "t", "0"), "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]"},
		{"a point outside the categories", fmt.Sprintf(line, "b"), "must have one value for each category, in the same order [json-pointer:/blocks/0/chart/series/0/data]"},
		{"a button to nowhere", `{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"},"url":"example.com"}]}`, "invalid url [json-pointer:/blocks/0/elements/0/url]"},
		{"a link that runs something", `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"javascript:alert(1)"}]}]}`, "invalid url [json-pointer:/blocks/0/elements/0/elements/0/url]"},
		{"an image that is no address", `{"type":"image","alt_text":"a","image_url":"chart.png"}`, "invalid url [json-pointer:/blocks/0/image_url]"},
		{"a blinking text", `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x","style":{"blink":true}}]}]}`, "invalid additional property: blink [json-pointer:/blocks/0/elements/0/elements/0/style]"},
		{"a day that is not", `{"type":"actions","elements":[{"type":"datepicker","action_id":"a","initial_date":"2026-02-30"}]}`, "must match the format 2006-01-02 [json-pointer:/blocks/0/elements/0/initial_date]"},
		{"an hour that is not", `{"type":"actions","elements":[{"type":"timepicker","action_id":"a","initial_time":"24:61"}]}`, "must match the format 15:04 [json-pointer:/blocks/0/elements/0/initial_time]"},
		{"three charts", strings.Repeat(fmt.Sprintf(pie, "t", "1")+",", 2) + fmt.Sprintf(pie, "t", "1"), "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := s.call(t, "xoxb-sim", "chat.postMessage", "channel", dev, "text", "x", "blocks", "["+c.blocks+"]")
			if got.Error != "invalid_blocks" || len(got.Metadata.Messages) != 1 || !strings.HasPrefix(got.Metadata.Messages[0], "[ERROR] "+c.want) {
				t.Errorf("got %q %q, want %q", got.Error, got.Metadata.Messages, c.want)
			}
		})
	}
}

func TestBlocksThatAreTooMuchTogether(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Unlimited: true})
	section := `{"type":"section","text":{"type":"mrkdwn","text":"` + strings.Repeat("x", 3000) + `"}}`
	table := `{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]}`
	for want, blocks := range map[string]string{
		"msg_blocks_too_long":    strings.Repeat(section+",", 4) + section,
		"only_one_table_allowed": table + "," + table,
		"":                       section + "," + table,
	} {
		if got := s.call(t, "xoxb-sim", "chat.postMessage", "channel", dev, "text", "x", "blocks", "["+blocks+"]"); got.Error != want {
			t.Errorf("got %q %v, want %q", got.Error, got.Metadata.Messages, want)
		}
	}
}

func TestViewsThatSlackRefuses(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Unlimited: true})
	modal := `{"type":"modal","title":{"type":"plain_text","text":"%s"},"blocks":[%s]%s}`
	input := `{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{"type":"plain_text_input","action_id":"a"}}`
	element := func(fields string) string {
		return fmt.Sprintf(modal, "T", `{"type":"input","label":{"type":"plain_text","text":"L"},"element":{"action_id":"a",`+fields+`}}`, `,"submit":{"type":"plain_text","text":"S"}`)
	}
	chart := `{"type":"data_visualization","title":"t","chart":{"type":"pie","segments":[{"label":"a","value":1}]}}`
	for _, c := range []struct{ name, view, code, want string }{
		{"a long title", fmt.Sprintf(modal, strings.Repeat("x", 25), "", ""), "invalid_arguments", "must be less than 25 characters [json-pointer:/view/title/text]"},
		{"an input without submit", fmt.Sprintf(modal, "T", input, ""), "invalid_arguments", "missing required field: submit [json-pointer:/view]"},
		{"a beginning that is too long", element(`"type":"plain_text_input","initial_value":"four","max_length":3`), "invalid_arguments", "must be between min_length and max_length [json-pointer:/view/blocks/0/element/initial_value]"},
		{"a beginning that is too short", element(`"type":"plain_text_input","initial_value":"four","min_length":5`), "invalid_arguments", "must be between min_length and max_length [json-pointer:/view/blocks/0/element/initial_value]"},
		{"lengths that exclude each other", element(`"type":"plain_text_input","min_length":5,"max_length":3`), "invalid_arguments", "must be at most max_length [json-pointer:/view/blocks/0/element/min_length]"},
		{"more people than may be chosen", element(`"type":"multi_users_select","initial_users":["U1","U2"],"max_selected_items":1`), "invalid_arguments", "must be at most max_selected_items [json-pointer:/view/blocks/0/element/initial_users]"},
		{"a number that is none", element(`"type":"number_input","is_decimal_allowed":true,"initial_value":"one"`), "invalid_arguments", "must be a valid number [json-pointer:/view/blocks/0/element/initial_value]"},
		{"a fraction where none is allowed", element(`"type":"number_input","is_decimal_allowed":false,"initial_value":"0.5"`), "invalid_arguments", "must be a valid number [json-pointer:/view/blocks/0/element/initial_value]"},
		{"a number out of bounds", element(`"type":"number_input","is_decimal_allowed":false,"min_value":"3","initial_value":"1"`), "invalid_arguments", "must be at most initial_value [json-pointer:/view/blocks/0/element/min_value]"},
		{"a chart", fmt.Sprintf(modal, "T", chart, ""), "invalid_arguments", "unsupported type: data_visualization [json-pointer:/view/blocks/0/type]"},
		{"long private metadata", fmt.Sprintf(modal, "T", "", `,"private_metadata":"`+strings.Repeat("x", 3001)+`"`), "invalid_arguments", "must be less than 3001 characters [json-pointer:/view/private_metadata]"},
		{"101 blocks", fmt.Sprintf(modal, "T", strings.Repeat(`{"type":"divider"},`, 100)+`{"type":"divider"}`, ""), "invalid_arguments", "no more than 100 items allowed [json-pointer:/view/blocks]"},
		{"more than 250 KB", fmt.Sprintf(modal, strings.Repeat("x", 256*1024), "", ""), "view_too_large", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := s.call(t, "xoxb-sim", "views.open", "trigger_id", "1.2.3", "view", c.view)
			if got.Error != c.code || c.want != "" && (len(got.Metadata.Messages) != 1 || got.Metadata.Messages[0] != "[ERROR] "+c.want) {
				t.Errorf("got %q %q, want %q", got.Error, got.Metadata.Messages, c.want)
			}
		})
	}
}
