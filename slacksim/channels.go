package slacksim

import "time"

// A Channel is a conversation: a public or private channel, or a direct message.
type Channel struct {
	ID       string // "C…", "G…" or "D…"; made up when empty
	Name     string // without '#'
	Topic    string
	Private  bool
	Shared   bool // is_ext_shared: with another organization
	Archived bool
	Direct   bool     // a direct message; its members say between whom
	Members  []string // user ids; the app is a member only if Bot().ID is among them

	Created time.Time // set by AddChannel
}
