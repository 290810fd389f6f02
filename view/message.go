package view

import (
	"encoding/json"
	"fmt"
	"slices"

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

// With adds a line to a message that one person reads.
func (m Message) With(line string) Message {
	if line == "" {
		return m
	}
	m.Text = clip(m.Text+"\n"+line, maxFallback)
	m.Blocks = append(slices.Clone(m.Blocks), section(line))
	return m
}

// And puts another message below one for the same person, as far as Slack takes
// it.
func (m Message) And(more Message) Message {
	const most = 50
	if len(m.Blocks) == 0 {
		return more
	}
	if len(m.Blocks)+len(more.Blocks) > most {
		return m
	}
	m.Text = clip(m.Text+"\n"+more.Text, maxFallback)
	m.Blocks = append(slices.Clone(m.Blocks), more.Blocks...)
	return m
}

// Only leaves out the buttons that a reader may not press, each judged by its
// action and its value.
func (m Message) Only(may func(action, value string) bool) Message {
	var kept []slack.Block
	for _, block := range m.Blocks {
		row, ok := block.(*slack.ActionBlock)
		if !ok {
			kept = append(kept, block)
			continue
		}
		elements := slices.DeleteFunc(slices.Clone(row.Elements.ElementSet), func(e slack.BlockElement) bool { return !usable(e, may) })
		if len(elements) > 0 {
			kept = append(kept, buttons(elements...))
		}
	}
	m.Blocks = kept
	return m
}

// usable reports whether a reader may press an element. Of a menu it removes
// what they may not choose.
func usable(e slack.BlockElement, may func(action, value string) bool) bool {
	switch e := e.(type) {
	case *slack.ButtonBlockElement:
		return may(e.ActionID, e.Value)
	case *slack.OverflowBlockElement:
		e.Options = slices.DeleteFunc(e.Options, func(o *slack.OptionBlockObject) bool { return !may(e.ActionID, o.Value) })
		return len(e.Options) > 0
	}
	return true
}
