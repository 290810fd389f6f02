package slacksim

import (
	"slices"
)

// interactiveIn calls yield for each interactive element of some blocks, with
// the block that holds it, at any depth.
func interactiveIn(blocks []any, yield func(block, element object) bool) bool {
	for _, item := range blocks {
		block, _ := item.(object)
		elements := append([]any{block["element"], block["accessory"]}, list(block, "elements")...)
		elements = append(elements, list(block, "actions")...)
		for _, candidate := range elements {
			element, _ := candidate.(object)
			if str(element, "action_id") != "" && !yield(block, element) {
				return false
			}
		}
		for _, inner := range childBlocks(block) {
			if !interactiveIn(inner, yield) {
				return false
			}
		}
	}
	return true
}

// childBlocks are the blocks inside a container, a layout or a card.
func childBlocks(block object) [][]any {
	children := [][]any{list(block, "child_blocks")}
	if str(block, "type") == "carousel" {
		children = append(children, list(block, "elements"))
	}
	for _, r := range list(block, "rows") {
		row, _ := r.(object)
		for _, i := range list(row, "items") {
			item, _ := i.(object)
			children = append(children, []any{item["block"]})
		}
	}
	return children
}

// findElement finds an element by its ids. A person sees elements, not ids, so
// an empty block id means the only element with that action id.
func findElement(blocks []any, blockID, actionID string) (block, element object, err error) {
	found := 0
	interactiveIn(blocks, func(b, e object) bool {
		if str(e, "action_id") == actionID && (blockID == "" || str(b, "block_id") == blockID) {
			block, element = b, e
			found++
		}
		return true
	})
	switch found {
	case 1:
		return block, element, nil
	case 0:
		return nil, nil, refuse("element_not_found", blockID+"/"+actionID)
	default:
		return nil, nil, refuse("element_ambiguous", actionID)
	}
}

func hasInput(def object) bool {
	return slices.ContainsFunc(list(def, "blocks"), func(item any) bool {
		block, _ := item.(object)
		return str(block, "type") == "input"
	})
}

// fillInitial gives every element without a value its initial one, and forgets
// values of elements that are gone.
func (v *view) fillInitial() { v.state = initialState(list(v.def, "blocks"), v.state) }

func initialState(blocks []any, old object) object {
	state := object{}
	interactiveIn(blocks, func(block, element object) bool {
		kind := str(element, "type")
		if !stateful(kind) {
			return true
		}
		b, a := str(block, "block_id"), str(element, "action_id")
		value := sub(sub(old, b), a)
		if value == nil || str(value, "type") != kind {
			value = initialValue(element)
		}
		put(state, b, a, value)
		return true
	})
	return state
}

func put(state object, block, action string, value object) {
	inner := sub(state, block)
	if inner == nil {
		inner = object{}
		state[block] = inner
	}
	inner[action] = value
}

// fill puts what a person typed or chose into the state of some blocks.
func fill(state object, blocks []any, values map[string]map[string]any, s *Slack) error {
	for blockID, actions := range values {
		for actionID, given := range actions {
			block, element, err := findElement(blocks, blockID, actionID)
			if err != nil {
				return err
			}
			chosen, err := chosenValues(given)
			if err != nil {
				return err
			}
			value, err := s.choose(element, chosen)
			if err != nil {
				return err
			}
			put(state, str(block, "block_id"), actionID, value)
		}
	}
	return nil
}
