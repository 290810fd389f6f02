package slacksim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// An Envelope is one payload that was handed to the app's sockets.
type Envelope struct {
	ID      string
	Type    string // "events_api", "interactive" or "slash_commands"
	EventID string // of events_api
	Raw     json.RawMessage
	Acked   bool
	Ack     json.RawMessage // the payload that came with the acknowledgement, if any
	Attempt int             // retry_attempt: 0 for the first delivery
	Conn    int             // the number of the connection that got it

	SentAt, AckedAt time.Time // real time
}

// pending is an envelope that waits for its acknowledgement.
type pending struct {
	id   string
	conn int
	sent *Envelope
	done chan reply // holds one
}

// reply is how the wait ended: with an acknowledgement, or with the connection.
type reply struct {
	payload json.RawMessage
	acked   bool
}

// frame is an envelope on the wire.
type frame struct {
	ID      string          `json:"envelope_id"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
	Accepts bool            `json:"accepts_response_payload"`
	*retry                  // of events alone
	eventID string
}

type retry struct {
	Attempt int    `json:"retry_attempt"`
	Reason  string `json:"retry_reason"`
}

// eventFrame is an event that is delivered for the first time, or again.
func eventFrame(id string, payload json.RawMessage, attempt int) frame {
	f := frame{Type: "events_api", Payload: payload, retry: &retry{Attempt: attempt}, eventID: id}
	if attempt > 0 {
		f.Reason = "timeout"
	}
	return f
}

// offer hands an envelope to one of the sockets; nil means that there is none.
// docs.slack.dev/apis/events-api/using-socket-mode: any one of the connections.
func (s *Slack) offer(f frame) *pending {
	c := s.hub.pick()
	if c == nil {
		return nil
	}
	f.ID = s.uuid()
	raw := encode(f)
	sent := &Envelope{ID: f.ID, Type: f.Type, EventID: f.eventID, Raw: raw, Conn: c.id, SentAt: realTime()}
	if f.retry != nil {
		sent.Attempt = f.Attempt
	}
	p := &pending{id: f.ID, conn: c.id, sent: sent, done: make(chan reply, 1)}
	s.hub.pending[f.ID] = p
	s.hub.sent = append(s.hub.sent, sent)
	if len(s.hub.sent) > memory {
		s.hub.sent = slices.Delete(s.hub.sent, 0, memory/10)
	}
	c.send(raw)
	return p
}

// ask hands over a payload that a person waits for, and returns what the app
// acknowledged it with. It is never sent twice: interactive payloads are not
// retried (github.com/slackapi/python-slack-sdk/issues/1940).
func (s *Slack) ask(kind string, payload object) (json.RawMessage, error) {
	f := frame{Type: kind, Payload: encode(payload), Accepts: true}
	s.mu.Lock()
	s.hub.waiting++
	p := s.offer(f)
	s.mu.Unlock()
	answer := s.await(p)
	s.settle()
	switch {
	case p == nil:
		// github.com/slackapi/bolt-js/issues/2216: nobody connected.
		return nil, refuse("dispatch_failed")
	case !answer.acked:
		// docs.slack.dev/interactivity/implementing-slash-commands: three seconds.
		return nil, refuse("operation_timeout")
	}
	return answer.payload, nil
}

// await waits for the acknowledgement, the end of the connection or AckTimeout.
func (s *Slack) await(p *pending) reply {
	if p == nil {
		return reply{}
	}
	timer := time.NewTimer(s.cfg.AckTimeout)
	defer timer.Stop()
	select {
	case answer := <-p.done:
		return answer
	case <-timer.C:
	case <-s.closed:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.hub.pending, p.id)
	select {
	case answer := <-p.done: // it came in the last moment
		return answer
	default:
		return reply{}
	}
}

// settle says that an envelope no longer waits.
func (s *Slack) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.waiting--
	s.changed(Change{Kind: "socket"})
}

// acked takes an acknowledgement from a connection.
func (s *Slack) acked(c *conn, raw []byte) {
	// Frames of 20 KB and more are dropped without a word (measured by the
	// maintainers of github.com/slack-go/slack and with Slack's own Node SDK, #1196).
	const tooLong = 20 * 1024
	var ack struct {
		ID      string          `json:"envelope_id"`
		Payload json.RawMessage `json:"payload"`
	}
	if len(raw) > tooLong || json.Unmarshal(raw, &ack) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.hub.pending[ack.ID]
	// Whether Slack takes an acknowledgement on another socket than the one that
	// delivered is not documented; the harder reading is that it does not.
	if p == nil || p.conn != c.id {
		return
	}
	delete(s.hub.pending, ack.ID)
	p.sent.Acked, p.sent.Ack, p.sent.AckedAt = true, ack.Payload, realTime()
	p.done <- reply{payload: ack.Payload, acked: true}
}

// Envelopes returns what was handed to the app's sockets so far.
func (s *Slack) Envelopes() []Envelope {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Envelope, len(s.hub.sent))
	for i, e := range s.hub.sent {
		list[i] = *e
	}
	return list
}

func noSocket() error { return errors.New("no socket is open") }

// Deliver sends a frame as it is to one of the sockets.
func (s *Slack) Deliver(raw []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.hub.pick()
	if c == nil {
		return noSocket()
	}
	c.send(slices.Clone(raw))
	return nil
}

// Redeliver sends an earlier envelope again, as Slack does when it believes
// that an event was not acknowledged: same event_id, new envelope_id. (That the
// envelope_id is new is not documented; an app must go by event_id.)
func (s *Slack) Redeliver(envelopeID string) error {
	return s.resend(envelopeID, func(object) {})
}

// Tardy sends an earlier event once more under another event_id, so that it
// arrives after what happened since: nothing but its own event_ts says when it
// was.
func (s *Slack) Tardy(envelopeID string) error {
	return s.resend(envelopeID, func(payload object) { payload["event_id"] = s.newID("Ev") })
}

// resend offers the payload of an earlier envelope again, changed.
func (s *Slack) resend(envelopeID string, change func(payload object)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.hub.sent, func(e *Envelope) bool { return e.ID == envelopeID })
	if i < 0 {
		return fmt.Errorf("redeliver %s: no such envelope", envelopeID)
	}
	var told struct {
		Payload object `json:"payload"`
	}
	if err := json.Unmarshal(s.hub.sent[i].Raw, &told); err != nil {
		return fmt.Errorf("redeliver %s: %w", envelopeID, err)
	}
	change(told.Payload)
	again := eventFrame(str(told.Payload, "event_id"), encode(told.Payload), s.hub.sent[i].Attempt+1)
	again.Type = s.hub.sent[i].Type
	if s.offer(again) == nil {
		return noSocket()
	}
	return nil
}

func (s *Slack) uuid() string {
	s.ids++
	return fmt.Sprintf("%08x-51ac-4000-8000-%012x", s.ids, s.ids)
}
