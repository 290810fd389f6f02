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
