package slacksim_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"pogo/slacksim"
)

// wire is one socket without a client library.
type wire struct {
	*websocket.Conn
	t      *testing.T
	frames chan frame
}

type frame struct {
	Type       string          `json:"type"`
	ID         string          `json:"envelope_id"`
	Accepts    bool            `json:"accepts_response_payload"`
	Attempt    int             `json:"retry_attempt"`
	Why        string          `json:"retry_reason"`
	Reason     string          `json:"reason"`
	Num        int             `json:"num_connections"`
	Payload    json.RawMessage `json:"payload"`
	closed     error
	eventID    string
	triggerID  string
	responseTo string
}

func (s *stage) ticket(t *testing.T) string {
	t.Helper()
	_, address, err := s.api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func (s *stage) dial(t *testing.T) *wire {
	t.Helper()
	conn, response, err := websocket.DefaultDialer.DialContext(t.Context(), s.ticket(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	w := &wire{Conn: conn, t: t, frames: make(chan frame, 100)}
	t.Cleanup(func() { _ = conn.Close() })
	go w.read()
	return w
}

func (w *wire) read() {
	for {
		var f frame
		if err := w.ReadJSON(&f); err != nil {
			w.frames <- frame{closed: err}
			return
		}
		var payload struct {
			EventID  string `json:"event_id"`
			Trigger  string `json:"trigger_id"`
			Response string `json:"response_url"`
		}
		_ = json.Unmarshal(f.Payload, &payload)
		f.eventID, f.triggerID, f.responseTo = payload.EventID, payload.Trigger, payload.Response
		w.frames <- f
	}
}

func (w *wire) next() frame {
	w.t.Helper()
	select {
	case f := <-w.frames:
		return f
	case <-time.After(10 * time.Second):
		w.t.Fatal("nothing came over the socket")
		return frame{}
	}
}

func (w *wire) ack(id string, payload any) {
	w.t.Helper()
	if err := w.WriteJSON(map[string]any{"envelope_id": id, "payload": payload}); err != nil {
		w.t.Fatal(err)
	}
}

func TestASocketIsGreetedAndItsTicketIsSpent(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	address := s.ticket(t)
	for i, want := range []int{http.StatusSwitchingProtocols, http.StatusForbidden} {
		conn, response, err := websocket.DefaultDialer.DialContext(t.Context(), address, nil)
		if response.StatusCode != want {
			t.Errorf("try %d: %d, %v", i, response.StatusCode, err)
		}
		_ = response.Body.Close()
		if conn != nil {
			var hello frame
			if err := conn.ReadJSON(&hello); err != nil || hello.Type != "hello" || hello.Num != 1 {
				t.Errorf("greeted with %+v, %v", hello, err)
			}
			_ = conn.Close()
		}
	}
}

func TestTheEleventhSocketIsTurnedAway(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	for i := range 10 {
		if hello := s.dial(t).next(); hello.Num != i+1 {
			t.Fatalf("socket %d is greeted with %+v", i, hello)
		}
	}
	w := s.dial(t)
	if f := w.next(); f.Type != "disconnect" || f.Reason != "too_many_websockets" {
		t.Errorf("got %+v", f)
	}
	if f := w.next(); f.closed == nil {
		t.Errorf("got %+v, want the end", f)
	}
}

func TestWhatAPersonSeesWhenTheAppDoesNotAnswer(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{AckTimeout: 50 * time.Millisecond})
	wantCode(t, s.Command(claire, dev, "/story x"), "dispatch_failed")
	w := s.dial(t)
	w.next()
	wantCode(t, s.Command(claire, dev, "/story x"), "operation_timeout")
	late := w.next()
	w.ack(late.ID, nil)

	// An acknowledgement of 20 KB is dropped without a word.
	go func() {
		w.ack(w.next().ID, map[string]string{"text": strings.Repeat("x", 21_000)})
	}()
	wantCode(t, s.Command(claire, dev, "/story x"), "operation_timeout")
}

func TestAnEventThatIsNotAcknowledgedComesAgainElsewhere(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{
		AckTimeout: 50 * time.Millisecond, RetryAfterNoAck: []time.Duration{0, 10 * time.Millisecond, 10 * time.Millisecond},
	})
	a, b := s.dial(t), s.dial(t)
	a.next()
	b.next()
	ts, err := s.Say(claire, dev, "", "hi")
	if err != nil {
		t.Fatal(err)
	}
	s.until(t, func() bool { return len(s.Envelopes()) == 4 }) // the message, and three times again
	if err := s.React(samir, dev, ts, "eyes"); err != nil {
		t.Fatal(err)
	}
	told := s.Envelopes()
	conns := map[int]bool{}
	for i, e := range told[:4] {
		conns[e.Conn] = true
		if e.EventID != told[0].EventID || e.Attempt != i {
			t.Errorf("delivery %d is %+v", i, e)
		}
	}
	if len(conns) != 2 {
		t.Errorf("all came over %v", conns)
	}
}

func TestAnEventWhileNoSocketIsOpenComesLater(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{RetryAfterNoAck: []time.Duration{0, 200 * time.Millisecond}})
	first := s.dial(t)
	first.next()
	s.Cut()
	s.until(t, func() bool { return s.Connections() == 0 })
	if f := first.next(); !websocket.IsUnexpectedCloseError(f.closed) && !errors.Is(f.closed, websocket.ErrCloseSent) && f.closed == nil {
		t.Errorf("got %+v, want the end", f)
	}
	if _, err := s.Say(claire, dev, "", "anyone?"); err != nil {
		t.Fatal(err)
	}
	w := s.dial(t)
	w.next()
	f := w.next()
	if f.Type != "events_api" || f.Attempt != 2 || f.Why != "timeout" || f.Accepts {
		t.Errorf("got %+v", f)
	}
	w.ack(f.ID, nil)
	if err := s.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestADisconnectSaysWhy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason string
		still  bool // envelopes still come before the end
	}{{"warning", true}, {"refresh_requested", true}, {"link_disabled", false}, {"too_many_websockets", false}} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			s := open(t, slacksim.Config{Grace: 300 * time.Millisecond})
			w := s.dial(t)
			w.next()
			s.Disconnect(c.reason)
			if f := w.next(); f.Type != "disconnect" || f.Reason != c.reason {
				t.Fatalf("got %+v", f)
			}
			if c.still {
				if _, err := s.Say(claire, dev, "", "still there?"); err != nil {
					t.Fatal(err)
				}
				if f := w.next(); f.Type != "events_api" {
					t.Errorf("got %+v", f)
				}
			}
			if f := w.next(); !websocket.IsCloseError(f.closed, websocket.CloseNormalClosure) {
				t.Errorf("got %+v, want a close frame", f)
			}
		})
	}
}

func TestATriggerOpensOneModalAndOnlyInTime(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{TriggerTimeout: 200 * time.Millisecond, Unlimited: true})
	w := s.dial(t)
	w.next()
	modal := `{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[]}`
	done := make(chan struct{})
	go func() {
		defer close(done)
		f := w.next()
		w.ack(f.ID, nil)
		for _, want := range []string{"", "exchanged_trigger_id"} {
			if got := s.call(t, "xoxb-sim", "views.open", "trigger_id", f.triggerID, "view", modal); got.Error != want {
				t.Errorf("got %q, want %q", got.Error, want)
			}
		}
		f = w.next()
		w.ack(f.ID, nil)
		time.Sleep(250 * time.Millisecond) // a trigger's life is real time
		if got := s.call(t, "xoxb-sim", "views.open", "trigger_id", f.triggerID, "view", modal); got.Error != "expired_trigger_id" {
			t.Errorf("got %q", got.Error)
		}
	}()
	for range 2 {
		if err := s.Command(claire, dev, "/story"); err != nil {
			t.Fatal(err)
		}
	}
	<-done
}

func TestAResponseURLServesFiveTimes(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	w := s.dial(t)
	w.next()
	address := make(chan string, 1)
	go func() {
		f := w.next()
		w.ack(f.ID, nil)
		address <- f.responseTo
	}()
	// The app is no member of this channel; a response URL needs it not to be.
	if err := s.Command(claire, secret, "/story"); err != nil {
		t.Fatal(err)
	}
	to := <-address
	for i := range 6 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, to, bytes.NewReader([]byte(`{"text":"again"}`)))
		if err != nil {
			t.Fatal(err)
		}
		got := send(t, r)
		if i < 5 && got.status != http.StatusOK || i == 5 && (got.status != http.StatusNotFound || got.Error != "used_url") {
			t.Errorf("use %d: %+v", i+1, got)
		}
	}
	if seen := s.Messages(claire, secret); len(seen) != 5 || seen[0].EphemeralTo != claire {
		t.Errorf("claire sees %+v", seen)
	}
}

func TestAFrameIsDeliveredAsItIsAndAnEnvelopeTwice(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	w := s.dial(t)
	w.next()
	if err := s.Deliver([]byte(`{"type":"strange","envelope_id":"e1"}`)); err != nil {
		t.Fatal(err)
	}
	if f := w.next(); f.Type != "strange" || f.ID != "e1" {
		t.Errorf("got %+v", f)
	}
	if _, err := s.Say(claire, dev, "", "hi"); err != nil {
		t.Fatal(err)
	}
	one := w.next()
	w.ack(one.ID, nil)
	if err := s.Redeliver(one.ID); err != nil {
		t.Fatal(err)
	}
	if two := w.next(); two.ID == one.ID || two.eventID != one.eventID || two.Attempt != 1 {
		t.Errorf("first %+v, then %+v", one, two)
	}
}
