package view

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"
)

// Message is what stands in a conversation: the text says it all, for
// notifications and screen readers; the blocks show it.
type Message struct {
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks,omitempty"`
}

// Form is a modal.
type Form = slack.ModalViewRequest

// JSON returns the message as the outbox keeps it.
func (m Message) JSON() (json.RawMessage, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("encode message: %w", err)
	}
	return body, nil
}

// Response is a private message sent through a response address.
type Response struct {
	Message
	Replace bool // put it in the place of the private message that was clicked
}

// JSON returns the response as Slack's response addresses take it.
func (r Response) JSON() (json.RawMessage, error) {
	body, err := json.Marshal(struct {
		ResponseType    string `json:"response_type"`
		ReplaceOriginal bool   `json:"replace_original"`
		Message
	}{"ephemeral", r.Replace, r.Message})
	if err != nil {
		return nil, fmt.Errorf("encode response: %w", err)
	}
	return body, nil
}

// File is a file that is written when it is sent.
type File struct {
	Name   string          `json:"name"`   // given to no other file for the same person
	Failed string          `json:"failed"` // what they are told if it cannot be sent
	Of     json.RawMessage `json:"of"`     // what to write
}

// JSON returns the file as the outbox keeps it.
func (f File) JSON() (json.RawMessage, error) {
	body, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("encode file: %w", err)
	}
	return body, nil
}

// Seed is one of the bot's own reactions, put under a message so that others
// only need to press it.
type Seed struct {
	Emoji string `json:"emoji"`
	On    string `json:"on"` // name of the message
}

// JSON returns the seed as the outbox keeps it.
func (s Seed) JSON() (json.RawMessage, error) {
	body, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode reaction: %w", err)
	}
	return body, nil
}
