package slacksim

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
		elements = append(elements, list(block, "actions")...)
		for _, candidate := range elements {
			element, ok := candidate.(object)
			if ok && str(element, "action_id") == "" && isElement(str(element, "type")) {
				element["action_id"] = s.newID("")[1:]
			}
		}
		for _, inner := range childBlocks(block) {
			s.nameBlocks(inner)
		}
	}
}

// isElement says whether a type names something that a person can use.
func isElement(kind string) bool {
	return kind != "image" && (isAccessory(kind) || isAction(kind) || isInput(kind) || isContextAction(kind))
}
