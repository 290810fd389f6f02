package slacksim

import "encoding/json"

// ValidateBlocks says what Slack would find wrong with the blocks of a message,
// given as JSON. The error is a *RefusalError.
func ValidateBlocks(blocks json.RawMessage) error {
	var list []any
	if err := json.Unmarshal(blocks, &list); err != nil {
		return refuse("invalid_blocks_format", err.Error())
	}
	return checkMessageBlocks(list)
}

// ValidateView says what Slack would find wrong with a modal or a Home tab,
// given as JSON. The error is a *RefusalError.
func ValidateView(view json.RawMessage) error {
	var def object
	if err := json.Unmarshal(view, &def); err != nil {
		return refuse("invalid_arguments", err.Error())
	}
	return checkViewDefinition(def)
}

// blocksValidate answers docs.slack.dev/reference/methods/blocks.validate, which
// takes no token. Of its errors it tells the messages alone.
func (s *Slack) blocksValidate(c *call) (object, error) {
	given := 0
	for _, key := range []string{"blocks", "view", "message"} {
		if c.has(key) {
			given++
		}
	}
	if given != 1 {
		return nil, refuse("invalid_arguments", "must provide exactly one of `blocks`, `view`, or `message`")
	}
	if c.has("view") {
		return object{}, ValidateView(json.RawMessage(c.str("view")))
	}
	blocks := json.RawMessage(c.str("blocks"))
	if c.has("message") {
		var message struct {
			Blocks json.RawMessage `json:"blocks"`
		}
		if err := json.Unmarshal([]byte(c.str("message")), &message); err != nil {
			return nil, refuse("invalid_arguments", err.Error())
		}
		blocks = message.Blocks
	}
	return object{}, ValidateBlocks(blocks)
}
