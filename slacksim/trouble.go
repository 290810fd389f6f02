package slacksim

import (
	"encoding/json"
	"time"
)

// A Fault makes calls of a Web API method go wrong. Its fields combine: first
// the delay, then (with Store) the method does its work, then the answer is
// spoiled. At least one of Status, Error, Hang, Drop and Delay should be set.
type Fault struct {
	Times      int           // how many calls; 0 means one
	Delay      time.Duration // before anything else
	Store      bool          // do the work although the answer is spoiled
	Status     int           // answer this HTTP status with an empty body
	RetryAfter time.Duration // the Retry-After of a 429, in whole seconds
	Error      string        // answer 200 {"ok":false,"error":…}
	Hang       bool          // never answer; lasts until the caller gives up
	Drop       bool          // close the connection without an answer
}

// A Call is one call of a Web API method, or of a response URL (Method
// "response_url").
type Call struct {
	Method string
	Args   map[string]string // structured arguments as JSON text; the token is left out
	At     time.Time         // wall time
	Status int               // HTTP; 0 when the connection was dropped
	Answer json.RawMessage
	Error  string // Slack's error name, "" when ok
}

// An Envelope is one payload that was handed to the app's sockets.
type Envelope struct {
	ID      string
	Type    string // "events_api", "interactive" or "slash_commands"
	EventID string // of events_api
	Raw     json.RawMessage
	Acked   bool
	Ack     json.RawMessage // the payload that came with the acknowledgement, if any
	Attempt int             // retry_attempt: 0 for the first delivery
	Conn    int             // the number of the connection that got it; 0 when there was none
}
