package bot

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
)

// Reasons for which Slack ends a connection.
const (
	refresh      = "refresh_requested"
	warning      = "warning"
	tooMany      = "too_many_websockets"
	linkDisabled = "link_disabled"

	// Ours, where Slack gives none.
	cut         = "cut"
	limited     = "ratelimited"
	unreachable = "unreachable"

	longestReason = 100 // bytes, for the log; Slack's own are shorter
)

// disconnected is Slack ending a connection instead of greeting it.
type disconnected string

// Error says why.
func (d disconnected) Error() string { return "disconnected: " + string(d) }

// read hands every envelope on until the connection is gone.
func (s *sockets) read(l *link) {
	defer close(l.gone)
	defer l.drop()
	defer s.leave(l)
	for {
		_, raw, err := l.conn.ReadMessage()
		if err != nil {
			// A connection that broke says nothing; 1006 is gorilla's word for that.
			if e, ok := errors.AsType[*websocket.CloseError](err); ok && e.Code != websocket.CloseAbnormalClosure {
				_ = l.goodbye()
			}
			return
		}
		_ = l.alive()
		switch f := frameOf(raw); f.about() {
		case "hello":
			s.greet(l, f)
		case "disconnect":
			select {
			case l.bye <- f.Reason[:min(len(f.Reason), longestReason)]:
			default: // a warning came before
			}
		default:
			s.receive(l, f)
		}
	}
}

func (s *sockets) greet(l *link, f frame) {
	if f.Info.App != "" {
		s.self.learn(func(i *identity) { i.app = f.Info.App })
	}
	select {
	case <-l.greeted:
	default:
		s.compare(f.Count)
		s.enter(l)
		close(l.greeted)
	}
}

// turns says how long to wait before the next connection.
type turns struct {
	quick                         int // refreshes in quick succession
	failing, crowded, switchedOff backoff
}

func newTurns() *turns {
	t := &turns{}
	t.reset()
	return t
}

func (t *turns) reset() {
	*t = turns{
		failing:     backoff{first: 500 * time.Millisecond, longest: 30 * time.Second},
		crowded:     backoff{first: 10 * time.Second, longest: 5 * time.Minute},
		switchedOff: backoff{first: 2 * time.Minute, longest: 10 * time.Minute},
	}
}

// lived forgets past trouble once a connection has proved itself.
func (t *turns) lived(d time.Duration) {
	if d >= steadyLife {
		t.reset()
	}
}

func (t *turns) wait(reason string) time.Duration {
	switch reason {
	case tooMany:
		return t.crowded.next()
	case linkDisabled:
		return t.switchedOff.next()
	case refresh, warning:
		if t.quick++; t.quick <= freeTurns {
			return 0
		}
	}
	return t.failing.next()
}

func reasonOf(err error) string {
	if err == nil {
		return ""
	}
	if d, ok := errors.AsType[disconnected](err); ok {
		return string(d)
	}
	if _, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		return limited
	}
	if refusal, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return refusal.Err
	}
	return unreachable
}

// counted is a reason as it is counted: each word that is counted is kept for
// ever, so that words which we do not know count together.
func counted(reason string) string {
	switch reason {
	case refresh, warning, tooMany, linkDisabled, cut, unreachable, limited:
		return reason
	}
	return "other"
}

// scrubbed is an error without addresses: those of Socket Mode and of
// responses are secrets.
func scrubbed(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	text := err.Error()
	for _, scheme := range []string{"https://", "http://", "wss://", "ws://"} {
		if before, _, found := strings.Cut(text, scheme); found {
			return before + "(address)"
		}
	}
	return text
}

func proxy(r *http.Request) (*url.URL, error) { return http.ProxyFromEnvironment(r) }
