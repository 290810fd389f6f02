package bot

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"time"

	"pogo/scrum"
)

// frame is what comes by a Socket Mode connection: a greeting, a farewell, or
// an envelope with a request.
type frame struct {
	Type       string          `json:"type"`
	Envelope   string          `json:"envelope_id"`
	Payload    json.RawMessage `json:"payload"`
	RetryCount int             `json:"retry_attempt"`
	Reason     string          `json:"reason"`          // of a disconnect
	Count      int             `json:"num_connections"` // of a hello: the app's connections, whoever opened them
	Info       struct {
		App string `json:"app_id"`
	} `json:"connection_info"` // of a hello

	raw   []byte // as it came
	fault error  // why nothing above could be read
}

func frameOf(raw []byte) frame {
	f := frame{raw: raw}
	if err := json.Unmarshal(raw, &f); err != nil {
		return frame{raw: raw, fault: err}
	}
	return f
}

// about is "hello" or "disconnect" if Slack talks about the connection itself,
// else "".
func (f frame) about() string {
	if f.Envelope == "" && (f.Type == "hello" || f.Type == "disconnect") {
		return f.Type
	}
	return ""
}

// request is an envelope as the rest of the package sees it.
type request struct {
	envelope string
	kind     string // for metrics: "command", "click"…
	retry    int
	lane     string // requests of one lane are handled in order: the message reacted to, the conversation, else the person

	person   string
	channel  string
	response string // response address, "" if there is none
	trigger  string
	view     string // the form it came from
	input    string // block id of the form's first input
	accepts  bool   // the acknowledgement may carry an answer

	// deed is one of handlers.Command, Click, Submission, Shortcut, Reaction,
	// Mention, DirectMessage, HomeOpened and Joined; or deleted, stale, revoked or
	// suggestion; nil for what needs no more than an acknowledgement.
	deed any

	// facts to look up again once the deed is done
	people   []string
	channels []string
}

// revoked tells that Slack takes our tokens away.
type revoked struct{ reason string }

// deleted tells that somebody deleted a message.
type deleted scrum.MessageID

// quieted tells when somebody is not to be disturbed.
type quieted map[scrum.PersonID]scrum.Quiet

// suggestion asks for options of a menu; Pogo has no such menu.
type suggestion struct{}

// errForeign marks what is meant for another app or workspace.
var errForeign = errors.New("meant for another app or workspace")

// reader turns frames into requests. It is pure but for the clock.
type reader struct {
	me  identity
	now time.Time // for requests that do not say when
}

// read parses an envelope. The request names the envelope even when there is an
// error, if anything in the bytes does, so that it can be acknowledged.
func (r reader) read(f frame) (request, error) {
	q := request{envelope: f.Envelope, retry: f.RetryCount}
	if f.Envelope == "" {
		q.envelope = envelopeID(f.raw)
	}
	if f.fault != nil {
		return q, fmt.Errorf("read envelope: %w", f.fault)
	}
	var err error
	switch f.Type {
	case "slash_commands":
		err = r.command(&q, f.Payload)
	case "interactive":
		err = r.interactive(&q, f.Payload)
	case "events_api":
		err = r.event(&q, f.Payload)
	default:
		q.kind = "unknown"
	}
	if err != nil {
		q.deed = nil
		return q, fmt.Errorf("read %s: %w", f.Type, err)
	}
	q.lane = cmp.Or(q.lane, q.channel, q.person)
	return q, nil
}

// envelopeID finds the id in bytes that are no JSON, so that Slack can be told
// that they arrived: sending them again would not make them better.
func envelopeID(raw []byte) string {
	found := regexp.MustCompile(`"envelope_id"\s*:\s*"([^"\\]{1,200})"`).FindSubmatch(raw)
	if found == nil {
		return ""
	}
	return string(found[1])
}

// ours checks who an envelope is meant for, as far as it says.
func (r reader) ours(app, team string) error {
	if app != "" && r.me.app != "" && app != r.me.app {
		return errForeign
	}
	if team != "" && r.me.team != "" && team != r.me.team {
		return errForeign
	}
	return nil
}

// instant reads Slack's "1548426417.840180"; fallback if it cannot.
func instant(ts string, fallback time.Time) time.Time {
	var seconds, micros int64
	if n, err := fmt.Sscanf(ts, "%d.%6d", &seconds, &micros); n == 0 || (n == 1 && err == nil) || seconds <= 0 {
		return fallback
	}
	return time.Unix(seconds, micros*int64(time.Microsecond)).UTC()
}
