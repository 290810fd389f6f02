package slacksim

import "slices"

// block checks one block of any type.
func block(k *checker, v any, at string) {
	o, ok := v.(object)
	if !ok {
		k.fail(at, "must provide an object")
		return
	}
	kind := str(o, "type")
	rules, where := blockRules(kind)
	switch {
	case kind == "":
		k.fail(at, "missing required field: type")
		return
	case rules == nil || !slices.Contains(where, k.on):
		// A block on a surface that does not have it is refused like an unknown one.
		k.fail(at+"/type", "unsupported type: %s", kind)
		return
	}
	k.count[kind]++
	k.fields(o, at, append(rules, may("block_id", text(0, 255)))...)
	k.unique(o, at)
	k.uniqueActions(o, at)
	k.enough(o, kind, at)
}

// enough refuses blocks that have none of several fields.
func (k *checker) enough(o object, kind, at string) {
	switch kind {
	case "section":
		if o["text"] == nil && len(list(o, "fields")) == 0 {
			k.fail(at, "must define either `text` or `fields`")
		}
	case "image":
		k.oneImage(o, at)
	case "card":
		if o["hero_image"] == nil && o["title"] == nil && o["actions"] == nil && o["body"] == nil {
			k.fail(at, "must define one of `hero_image`, `title`, `actions` or `body`")
		}
	case "container":
		if o["title"] == nil && o["rich_text_title"] == nil {
			k.fail(at, "must define either `title` or `rich_text_title`")
		}
	}
}

// unique refuses a block_id that another block of the message or view has.
// See docs.slack.dev/reference/block-kit/blocks, and github.com/slack-go/slack/pull/725.
func (k *checker) unique(o object, at string) {
	id := str(o, "block_id")
	if id != "" && k.blockIDs[id] {
		k.fail(at+"/block_id", "block_id already exists: %s", id)
	}
	k.blockIDs[id] = true
}

// uniqueActions refuses an action_id that another element of the block has.
// See docs.slack.dev/reference/block-kit/block-elements/button-element.
func (k *checker) uniqueActions(o object, at string) {
	seen := map[string]bool{}
	for _, item := range slices.Concat(list(o, "elements"), list(o, "actions")) {
		one, _ := item.(object)
		id := str(one, "action_id")
		if id != "" && seen[id] {
			k.fail(at, "action_id already exists: %s", id)
		}
		seen[id] = true
	}
}

func (k *checker) oneImage(o object, at string) {
	if (o["image_url"] == nil) == (o["slack_file"] == nil) {
		k.fail(at, "must define either `image_url` or `slack_file`")
	}
}

// blockRules are the fields of a type of block, and where it may be shown.
// See docs.slack.dev/reference/block-kit/blocks, one page each.
func blockRules(kind string) ([]rule, []surface) {
	everywhere := []surface{onMessage, onModal, onHome}
	messages := []surface{onMessage}
	switch kind {
	case "section":
		return []rule{
			may("text", textObject(3000)), may("fields", items(1, 10, textObject(2000))),
			may("accessory", element(isAccessory)), may("expand", flag),
		}, everywhere
	case "divider":
		return []rule{}, everywhere
	case "header":
		return []rule{must("text", plainText(150)), may("level", number(1, 4))}, everywhere
	case "context":
		return []rule{must("elements", items(1, 10, contextElement))}, everywhere
	case "actions":
		return []rule{must("elements", items(1, 25, element(isAction)))}, everywhere
	case "context_actions":
		return []rule{must("elements", items(1, 5, element(isContextAction)))}, messages
	case "input":
		return []rule{
			must("label", plainText(2000)), must("element", element(isInput)), may("hint", plainText(2000)),
			may("optional", flag), may("dispatch_action", flag),
		}, everywhere
	case "image":
		return imageRules(), everywhere
	case "rich_text":
		return []rule{must("elements", items(1, 1000, richElement))}, everywhere
	case "markdown":
		return []rule{must("text", markdownText)}, messages
	case "video":
		return []rule{
			must("video_url", text(1, 3000)), must("thumbnail_url", text(1, 3000)), must("alt_text", text(1, 2000)),
			must("title", plainText(199)), may("title_url", text(1, 3000)), may("author_name", text(0, 50)),
			may("provider_name", text(0, 255)), may("provider_icon_url", text(0, 3000)), may("description", plainText(200)),
		}, everywhere
	case "file":
		return []rule{must("external_id", text(1, 255)), must("source", oneOf("remote"))}, messages
	case "alert":
		// github.com/slack-go/slack, block_alert.go: refused outside modals.
		return []rule{
			must("text", textObject(3000)), may("level", oneOf("default", "info", "warning", "error", "success")),
		}, []surface{onModal}
	default:
		return newerBlockRules(kind)
	}
}

func imageRules() []rule {
	return []rule{
		must("alt_text", text(1, 2000)), may("image_url", webAddress), may("slack_file", slackFile), may("title", plainText(2000)),
	}
}

func slackFile(k *checker, v any, at string) {
	k.fields(v, at, may("id", text(1, 255)), may("url", text(1, 3000)))
}

// contextElement is a text or a small image.
func contextElement(k *checker, v any, at string) {
	o, _ := v.(object)
	if str(o, "type") == "image" {
		element(isImage)(k, v, at)
		return
	}
	textObject(2000)(k, v, at)
}

func markdownText(k *checker, v any, at string) {
	text(1, 12_000)(k, v, at)
	k.markdown += textIn(object{"text": v})
}
