package slacksim

import (
	"net/http"
	"time"
)

// Config says what the workspace allows. Its zero value is usable.
type Config struct {
	// Now is the wall clock of the workspace: message timestamps, event times
	// and time-zone offsets follow it. Nil means the real one. It may jump, but
	// timestamps within a conversation never go backwards.
	Now func() time.Time

	// BotToken and AppToken are what the app must present. Default: "xoxb-sim"
	// and "xapp-sim".
	BotToken, AppToken string

	// Manifest is the app's manifest as JSON: its commands, shortcuts, scopes,
	// events and home tab. Nil allows everything.
	Manifest []byte

	// PostsPerMinute caps the posts of the app in the whole workspace.
	// 0 means 300; a negative number, no cap.
	PostsPerMinute int

	// Unlimited switches every rate limit off.
	Unlimited bool

	// AckTimeout is how long the app has to acknowledge an envelope, and
	// TriggerTimeout how long a trigger_id lives. Both default to 3 s.
	AckTimeout, TriggerTimeout time.Duration

	// RetryAfterNoAck are the waits before each redelivery of an event that was
	// not acknowledged. Nil means Slack's: at once, 1 min, 5 min.
	RetryAfterNoAck []time.Duration

	// PingEvery is the time between the server's pings. Default: 10 s.
	PingEvery time.Duration

	// Grace is the time between a "warning" or "refresh_requested" and the end
	// of the connection. Default: 10 s.
	Grace time.Duration

	// Emoji are the workspace's own emoji names, beside the standard ones.
	Emoji []string
}

// Handler serves the whole workspace under one host: /api/METHOD, the socket
// under /link/, response URLs under /response/ and uploads under /files/.
func (s *Slack) Handler() http.Handler { return s.mux }

// A Change says that something a viewer may see has changed. It is a hint to
// look again, not a record of what happened.
type Change struct {
	Kind    string // "message", "reaction", "view", "home", "people", "channels", "socket" or "call"
	Channel string // the conversation, where there is one
	User    string // the only person concerned, or "" for everybody
	Resync  bool   // some changes were dropped because nobody read them: look at everything
}
