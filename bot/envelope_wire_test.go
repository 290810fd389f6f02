package bot

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"pogo/handlers"
	"pogo/slacksim"
)

// server speaks Socket Mode as a test says, in front of the pretend Slack.
type server struct {
	frames chan string // to send after the greeting; "goodbye" is a close frame
	got    chan string // what came back
}

func (s *server) before(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", next)
	mux.HandleFunc("/api/apps.connections.open", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"ok":true,"url":"ws://slack.test/raw"}`))
	})
	mux.HandleFunc("/raw", func(w http.ResponseWriter, r *http.Request) {
		conn, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		read := make(chan struct{})
		go func() {
			defer close(read)
			for {
				_, raw, err := conn.ReadMessage()
				if err != nil {
					return
				}
				s.got <- string(raw)
			}
		}()
		_ = conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","connection_info":{"app_id":"A1"}}`))
		for {
			select {
			case f := <-s.frames:
				if f == "goodbye" {
					_ = conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
					continue
				}
				_ = conn.WriteMessage(websocket.TextMessage, []byte(f))
			case <-read:
				return
			}
		}
	})
	return mux
}

// inFront runs a test with such a server and one connection.
func inFront(t *testing.T, run func(w *world, s *server)) {
	t.Helper()
	var s *server
	wrap := func(next http.Handler) http.Handler {
		s = &server{frames: make(chan string), got: make(chan string, 10)} // of this bubble
		return s.before(next)
	}
	inWorldBehind(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, wrap, func(w *world) { run(w, s) })
}

func TestWhatCannotBeReadIsAcknowledged(t *testing.T) {
	t.Parallel()
	for name, frame := range map[string]string{
		"not JSON":                    `{"envelope_id":"E1","type":"events_api","payload":{"event":[}`,
		"a payload of the wrong kind": `{"envelope_id":"E1","type":"slash_commands","payload":[1]}`,
		"a field of the wrong kind":   `{"envelope_id":"E1","type":"interactive","payload":{"type":"block_actions","actions":"none"}}`,
		"an unknown kind of envelope": `{"envelope_id":"E1","type":"telepathy","payload":{}}`,
		"an unknown event":            `{"envelope_id":"E1","type":"events_api","payload":{"event_id":"Ev1","event":{"type":"full_moon"}}}`,
		"another app's command":       `{"envelope_id":"E1","type":"slash_commands","payload":{"api_app_id":"A2","user_id":"U1","command":"/story"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inFront(t, func(w *world, s *server) {
				s.frames <- frame
				w.pass(time.Second)
				select {
				case got := <-s.got:
					if got != `{"envelope_id":"E1"}` {
						t.Errorf("answered %s", got)
					}
				default:
					t.Error("not acknowledged")
				}
				if got := deeds[any](w.handler); len(got) != 0 {
					t.Errorf("handled %v", got)
				}
			})
		})
	}
}

func TestEveryKindIsAcknowledgedOnceItIsCommitted(t *testing.T) {
	t.Parallel()
	event := func(inner string) string {
		return `{"type":"events_api","envelope_id":"E1","payload":{"event_id":"Ev1","event":` + inner + `}}`
	}
	for name, frame := range map[string]string{
		"a command":        `{"type":"slash_commands","envelope_id":"E1","payload":{"user_id":"U0CLAIRE","channel_id":"C0DEV","command":"/story"}}`,
		"a click":          interactive(`{"type":"block_actions","user":{"id":"U0CLAIRE"},"channel":{"id":"C0DEV"},"message":{"ts":"5.6"},"actions":[{"action_id":"story.undo"}]}`),
		"a form":           interactive(`{"type":"view_submission","user":{"id":"U0CLAIRE"},"view":{"id":"V1","callback_id":"story.create"}}`),
		"a shortcut":       interactive(`{"type":"shortcut","user":{"id":"U0CLAIRE"},"callback_id":"story_new"}`),
		"a reaction":       event(`{"type":"reaction_added","user":"U0CLAIRE","reaction":"+1","item":{"type":"message","channel":"C0DEV","ts":"5.6"}}`),
		"a mention":        event(`{"type":"app_mention","user":"U0CLAIRE","channel":"C0DEV","ts":"5.6","text":"story"}`),
		"a direct message": event(`{"type":"message","channel_type":"im","user":"U0CLAIRE","channel":"D1","ts":"5.6","text":"hello"}`),
		"Home":             event(`{"type":"app_home_opened","tab":"home","user":"U0CLAIRE"}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inFront(t, func(w *world, s *server) {
				w.handler.hold = make(chan struct{})
				s.frames <- frame
				w.pass(time.Second)
				if len(s.got) > 0 {
					t.Errorf("acknowledged before it was committed: %s", <-s.got)
				}
				close(w.handler.hold)
				w.pass(time.Second)
				if len(s.got) != 1 || len(deeds[any](w.handler)) != 1 {
					t.Errorf("%d acknowledgements of %d deeds", len(s.got), len(deeds[any](w.handler)))
				}
			})
		})
	}
}

func TestAGoodbyeIsAnsweredWhenNothingIsOwed(t *testing.T) {
	t.Parallel()
	inFront(t, func(w *world, s *server) {
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			time.Sleep(time.Second)
			return private("kept"), nil
		}
		s.frames <- `{"envelope_id":"E1","type":"slash_commands","payload":{"user_id":"U0CLAIRE","channel_id":"C0DEV","command":"/story"}}`
		s.frames <- "goodbye"
		w.pass(2 * time.Second)
		select {
		case got := <-s.got:
			if !strings.Contains(got, `"envelope_id":"E1"`) || !strings.Contains(got, "kept") {
				t.Errorf("answered %s", got)
			}
		default:
			t.Error("the connection was left without the acknowledgement")
		}
		w.pass(2 * time.Second)
		if !w.bot.Ready() {
			t.Error("not connected again")
		}
	})
}
