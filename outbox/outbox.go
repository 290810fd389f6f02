// Package outbox holds what Pogo wants to stand in Slack, and the rules of
// getting it there: never lost, never twice.
//
// A [Delivery] is a row written in the same transaction as the change that
// caused it. It does not say "send this"; it says "this is what should stand
// there". A message that Pogo may edit later has a Name; writing the same
// name again replaces the body and raises the version, so a thousand changes
// that wait in line become one edit. The sender posts once, remembers the
// timestamp, and from then on updates.
//
// Slack offers no idempotency key, so a call whose answer never came leaves
// the delivery in doubt. What is in doubt is looked up by its key, which
// every post carries in its metadata, before anything is posted again; a file
// is looked up by its name, which is given to no other. Kinds
// that leave no history (private messages, answers through a response
// address) are sent at most once instead.
//
// The package is pure: [Delivery.After] is the whole state machine. Storage
// keeps the rows, bot makes the calls.
package outbox

import (
	"encoding/json"
	"time"
)

// Kind says by which call a delivery reaches Slack.
type Kind string

// The kinds of delivery.
const (
	Post      Kind = "post"      // chat.postMessage once, then chat.update
	Ephemeral Kind = "ephemeral" // chat.postEphemeral; no history: at most once
	Respond   Kind = "respond"   // a response_url; no history: at most once
	Home      Kind = "home"      // views.publish; may be repeated freely
	Seed      Kind = "seed"      // reactions.add by the bot itself; may be repeated freely
	File      Kind = "file"      // written when it is sent, uploaded and shared once; looked up by its name
)

// State is where a delivery stands.
type State int

// The states of a delivery.
const (
	Open    State = iota // waits for its turn
	Leased               // a sender works on it, or worked on it and died
	Settled              // Slack holds the newest version
	Parked               // given up after a refusal or too many tries; shown to the owner and by doctor
)

// Delivery is one thing that should stand in Slack.
//
// DueAt and LeaseUntil are instants of the steady clock that nobody moves;
// CreatedAt is the wall clock of whoever wrote the row.
type Delivery struct {
	ID   int64
	Key  string // opaque and unique; travels in the message's metadata
	Name string // stable name of a message that will be edited, "story:12"; "" if it never will
	Kind Kind

	Channel string // a conversation, or a person for a direct message; also the lane: one lane, one order
	Person  string // Ephemeral and Home: who sees it
	Thread  string // Name of the delivery in whose thread this one goes, or a message timestamp; "" for none
	URL     string // Respond: the response address

	Body    json.RawMessage // {"text": …, "blocks": […]}; Home: the view; Seed: {"emoji": …, "on": Name}; File: {"name": …, "of": what}
	Version int             // raised by every new body
	Sent    int             // the version that Slack is known to hold; 0: none yet

	TS       string // the message's timestamp once posted
	PostedIn string // the conversation it was posted in: differs from Channel for direct messages
	ThreadTS string // resolved from Thread (Post), or of the message to react to (Seed), when claimed

	State      State
	InDoubt    bool      // set by the claim: an earlier attempt may have reached Slack without our learning so
	Attempts   int       // since the last that went well, those included whose sender died
	Failures   int       // of these, the calls that were seen to go wrong
	DueAt      time.Time // no call is made for it before; once settled or parked, none for a newer version
	LeaseUntil time.Time
	CreatedAt  time.Time
	Error      string // the last refusal or fault, in Slack's words
	Deed       bool   // the clock asked for it: whatever answers somebody goes before it
	Request    string // what asked for the newest body, as the log names it: an envelope, a deed
}

// Posted reports whether the message stands in Slack, so that the next
// version is an edit.
func (d Delivery) Posted() bool { return d.TS != "" }
