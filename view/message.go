package view

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// Message is what stands in a conversation: the text says it all, for
// notifications and screen readers; the blocks show it.
type Message struct {
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks,omitempty"`
}

// JSON returns the message as the outbox keeps it.
func (m Message) JSON() (json.RawMessage, error) {
	return json.Marshal(m)
}

// Form is a modal.
type Form = slack.ModalViewRequest
