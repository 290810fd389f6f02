package slacksim

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"
)

// newerBlockRules are the blocks of 2025 and 2026.
func newerBlockRules(kind string) ([]rule, []surface) {
	everywhere := []surface{onMessage, onModal, onHome}
	messages := []surface{onMessage}
	switch kind {
	case "table":
		return []rule{
			must("rows", items(1, 100, items(1, 20, cell("raw_text", "raw_number", "rich_text")))),
			may("column_settings", items(0, 20, anything)),
		}, messages
	case "data_table":
		// See docs.slack.dev/reference/block-kit/blocks/data-table-block: a header and 1 to 100 rows.
		return []rule{
			must("caption", text(1, 3000)), must("rows", dataRows), may("page_size", number(1, 100)),
			may("row_header_column_index", number(0, 19)),
		}, messages
	case "data_visualization":
		// See docs.slack.dev/reference/block-kit/blocks/data-visualization-block; numbers as restated
		// by docs.openclaw.ai/channels/slack/rich-messages. Messages only.
		return []rule{must("title", text(1, 50)), must("chart", chart)}, messages
	case "container":
		return []rule{
			may("title", plainText(150)), may("rich_text_title", block), may("subtitle", textObject(150)),
			may("icon", element(isImage)), may("width", oneOf("narrow", "standard", "wide", "full")),
			may("is_collapsible", flag), may("default_collapsed", flag), may("has_header_divider", flag),
			must("child_blocks", items(1, 10, childBlock)),
		}, everywhere
	case "layout":
		// See docs.slack.dev/reference/block-kit/blocks/layout-block.
		return []rule{
			must("label", text(1, 150)), must("rows", items(1, 5, layoutRow)), may("is_label_visible", flag),
			may("grid_lines", oneOf("none", "rows", "outer")), may("fallback", items(0, 50, anything)),
		}, everywhere
	case "card":
		return []rule{
			may("hero_image", element(isImage)), may("icon", element(isImage)), may("slack_icon", anything),
			may("title", textObject(150)), may("subtitle", textObject(150)), may("body", textObject(200)),
			may("subtext", textObject(200)), may("actions", items(1, 5, element(isButton))),
		}, messages
	case "carousel":
		return []rule{must("elements", items(1, 10, block))}, messages
	default: // task_card and plan come by streaming, call and file by other ways: not in this workspace
		return nil, nil
	}
}

// childBlock is a block that a container may hold.
// See docs.slack.dev/reference/block-kit/blocks/container-block.
func childBlock(k *checker, v any, at string) {
	o, _ := v.(object)
	allowed := []string{
		"actions", "context", "divider", "file", "header", "image", "input", "rich_text", "section", "table", "video", "layout",
	}
	if kind := str(o, "type"); !slices.Contains(allowed, kind) {
		k.fail(at+"/type", "unsupported type: %s", kind)
		return
	}
	block(k, v, at)
}

func layoutRow(k *checker, v any, at string) {
	k.fields(v, at, must("items", items(1, 3, func(k *checker, v any, at string) {
		o := k.fields(v, at, must("block", block), may("width", oneOf("narrow", "standard", "wide")),
			may("horizontal_alignment", oneOf("start", "center", "end")))
		if str(sub(o, "block"), "type") == "markdown" {
			k.fail(at+"/block/type", "unsupported type: markdown")
		}
	})))
}

// cell is one cell of a table.
func cell(kinds ...string) check {
	return func(k *checker, v any, at string) {
		o, _ := v.(object)
		kind := str(o, "type")
		if !slices.Contains(kinds, kind) {
			k.fail(at+"/type", "unsupported type: %s", kind)
			return
		}
		switch kind {
		case "raw_text":
			k.fields(v, at, must("text", text(1, 3000)))
		case "raw_number":
			k.fields(v, at, must("value", number(-math.MaxFloat64, math.MaxFloat64)), may("text", text(0, 3000)))
		case "rich_text":
			k.fields(v, at, must("elements", items(1, 100, richElement)))
		case "action":
			k.fields(v, at, must("element", element(isButton)), may("fallback", anything))
		}
	}
}

func dataRows(k *checker, v any, at string) {
	rows, _ := v.([]any)
	if len(rows) < 2 || len(rows) > 101 {
		k.fail(at, "must have a header and 1 to 100 rows")
		return
	}
	items(1, 20, cell("raw_text"))(k, rows[0], at+"/0")
	header, _ := rows[0].([]any)
	for i, row := range rows[1:] {
		here := fmt.Sprintf("%s/%d", at, i+1)
		items(1, 20, cell("raw_text", "raw_number", "rich_text", "action"))(k, row, here)
		if cells, ok := row.([]any); ok && len(cells) != len(header) {
			k.fail(here, "must have as many cells as the header")
		}
	}
}

// chart is what a data_visualization draws.
func chart(k *checker, v any, at string) {
	o, _ := v.(object)
	switch kind := str(o, "type"); kind {
	case "pie":
		k.fields(v, at, must("segments", items(1, 12, func(k *checker, v any, at string) {
			k.fields(v, at, must("label", text(1, 20)), must("value", positive))
		})))
	case "bar", "area", "line":
		k.fields(v, at, must("series", items(1, 12, series)), must("axis_config", axis))
		k.sameCategories(o, at)
	default:
		k.fail(at+"/type", "unsupported type: %s", kind)
	}
}

func positive(k *checker, v any, at string) {
	if n, ok := asNumber(v); !ok || n <= 0 {
		k.fail(at, "must be greater than 0")
	}
}

func series(k *checker, v any, at string) {
	k.fields(v, at, must("name", text(1, 20)), must("data", items(1, 20, func(k *checker, v any, at string) {
		k.fields(v, at, must("label", text(1, 20)), must("value", number(-math.MaxFloat64, math.MaxFloat64)))
	})))
}

func axis(k *checker, v any, at string) {
	k.fields(v, at, must("categories", items(1, 20, text(1, 20))), may("x_label", text(0, 50)), may("y_label", text(0, 50)))
}

// sameCategories wants uniquely named series with one value for every category.
func (k *checker) sameCategories(o object, at string) {
	categories := list(sub(o, "axis_config"), "categories")
	names := map[string]bool{}
	for i, v := range list(o, "series") {
		one, _ := v.(object)
		here := fmt.Sprintf("%s/series/%d", at, i)
		if names[str(one, "name")] {
			k.fail(here+"/name", "series names must be unique")
		}
		names[str(one, "name")] = true
		labels := []any{}
		for _, p := range list(one, "data") {
			point, _ := p.(object)
			labels = append(labels, point["label"])
		}
		if !slices.Equal(labels, categories) {
			k.fail(here+"/data", "must have one value for each category, in the same order")
		}
	}
}

// richElement is a part of a rich_text block. Empty parts and empty runs are
// refused (github.com/NousResearch/hermes-agent/pull/59621, slack-go/slack/pull/1412).
// See docs.slack.dev/reference/block-kit/blocks/rich-text-block.
func richElement(k *checker, v any, at string) {
	o, _ := v.(object)
	switch kind := str(o, "type"); kind {
	case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
		k.fields(v, at, must("elements", items(1, 1000, richInline)), may("border", number(0, 1)), may("language", text(0, 100)))
	case "rich_text_list":
		k.fields(v, at, must("elements", items(1, 1000, richElement)), must("style", oneOf("bullet", "ordered")),
			may("indent", number(0, 8)), may("offset", number(0, math.MaxInt32)), may("border", number(0, 1)))
	default:
		k.fail(at+"/type", "unsupported type: %s", kind)
	}
}

// richInline is a run of text, a mention, a link and the like.
func richInline(k *checker, v any, at string) {
	o, _ := v.(object)
	kind := str(o, "type")
	rules := inlineRules(kind)
	if rules == nil {
		k.fail(at+"/type", "unsupported type: %s", kind)
		return
	}
	k.fields(v, at, append(rules, may("style", richStyle))...)
}

// richStyle is how a run looks.
func richStyle(k *checker, v any, at string) {
	k.fields(v, at, may("bold", flag), may("italic", flag), may("strike", flag), may("underline", flag), may("code", flag), may("highlight", flag),
		may("client_highlight", flag), may("unlink", flag))
}

// inlineRules are the fields of a run, its style left out.
func inlineRules(kind string) []rule {
	switch kind {
	case "text":
		return []rule{must("text", someText)}
	case "link":
		return []rule{must("url", anyAddress), may("text", text(1, 3000)), may("unsafe", flag)}
	case "user":
		return []rule{must("user_id", text(1, 255))}
	case "usergroup":
		return []rule{must("usergroup_id", text(1, 255))}
	case "channel":
		return []rule{must("channel_id", text(1, 255))}
	case "emoji":
		return []rule{must("name", text(1, 255)), may("unicode", text(0, 255)), may("skin_tone", number(1, 6)), may("url", anything)}
	case "broadcast":
		return []rule{must("range", oneOf("here", "channel", "everyone"))}
	case "color":
		return []rule{must("value", text(1, 255))}
	case "date":
		return []rule{
			must("timestamp", number(0, math.MaxFloat64)), must("format", text(1, 3000)), may("timezone", text(0, 255)),
			may("url", anything), may("fallback", text(0, 3000)),
		}
	case "team":
		return []rule{must("team_id", text(1, 255))}
	default:
		return nil
	}
}

// someText is a run of text: Slack refuses an empty one.
func someText(k *checker, v any, at string) {
	s, ok := v.(string)
	if !ok || utf8.RuneCountInString(s) == 0 {
		k.fail(at, "must be more than 0 characters")
	}
}
