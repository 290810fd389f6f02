package slacksim

import (
	"encoding/json"
	"unicode/utf8"
)

// content is what a message says, checked.
type content struct {
	text      string
	blocks    json.RawMessage // with ids; nil when there are none
	hasBlocks bool            // given, even if as an empty list
	truncated bool
}

// readContent takes text and blocks from a call.
func (s *Slack) readContent(c *call) (content, error) {
	said := content{text: c.str("text"), hasBlocks: c.has("blocks")}
	attachments, err := c.structured("attachments")
	if err != nil {
		return said, refuse("invalid_attachments")
	}
	parts, _ := attachments.([]any)
	if len(parts) > 100 { // docs.slack.dev/reference/methods/chat.postMessage: too_many_attachments
		return said, refuse("too_many_attachments")
	}
	raw, err := c.structured("blocks")
	if err != nil {
		return said, refuse("invalid_blocks_format")
	}
	if markdown := c.str("markdown_text"); markdown != "" {
		if said.text != "" || said.hasBlocks {
			return said, refuse("markdown_text_conflict")
		}
		if utf8.RuneCountInString(markdown) > 12_000 {
			return said, refuse("msg_too_long")
		}
		said.text = markdown
	}
	said, err = s.checkContent(said, raw)
	if err == nil && said.text == "" && len(said.blocks) == 0 && len(parts) == 0 {
		err = refuse("no_text")
	}
	return said, err
}

// checkContent checks the blocks of a message, names them and cuts its text.
func (s *Slack) checkContent(said content, raw any) (content, error) {
	if raw != nil {
		blocks, ok := raw.([]any)
		if !ok {
			return said, refuse("invalid_blocks_format")
		}
		if err := checkMessageBlocks(blocks); err != nil {
			return said, err
		}
		s.nameBlocks(blocks)
		if len(blocks) > 0 {
			said.blocks = encode(blocks)
		}
	}
	if runes := []rune(said.text); len(runes) > maxStoredText {
		said.text, said.truncated = string(runes[:maxStoredText]), true
	}
	return said, nil
}

// noMetadata is given to take away what there is.
const noMetadata = "{}"

// readMetadata checks docs.slack.dev/messaging/message-metadata. It is nil when
// none is given.
func readMetadata(c *call) (json.RawMessage, error) {
	v, err := c.structured("metadata")
	if err != nil {
		return nil, refuse("invalid_metadata_format")
	}
	if v == nil {
		return nil, nil
	}
	metadata, ok := v.(object)
	_, payload := metadata["event_payload"].(object)
	written := encode(metadata)
	switch {
	case ok && len(metadata) == 0:
	case !ok || str(metadata, "event_type") == "" || !payload:
		return nil, refuse("invalid_metadata_schema")
	case len(written) > maxMetadata:
		return nil, refuse("metadata_too_large")
	}
	return written, nil
}

func withMetadata(m *message) object {
	if m.Metadata == nil {
		return nil
	}
	return object{"metadata": m.Metadata}
}
