package slacksim

import "encoding/json"

// A Message is what one person sees at one place of a conversation.
type Message struct {
	ID       string // names an ephemeral message, which has no usable timestamp; else empty
	Channel  string
	TS       string
	ThreadTS string // the first message of its thread, or "" outside threads (and for a first message without answers)
	User     string
	Bot      bool // posted by an app
	Text     string
	Blocks   json.RawMessage // nil when there are none
	Metadata json.RawMessage // nil when there is none
	Files    json.RawMessage // nil when there are none

	Subtype     string // "channel_join", "channel_archive", "tombstone"…
	Reactions   []Reaction
	Edited      bool
	EphemeralTo string // the only person who sees it
	ReplyCount  int
	ReplyUsers  []string
	LatestReply string
	Command     string // the typed command, when an answer to it was made public
}

// A Reaction is an emoji under a message and who put it there, first come first.
type Reaction struct {
	Name  string
	Users []string
}
