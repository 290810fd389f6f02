package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"

	"pogo/handlers"
	"pogo/slacksim"
	"pogo/view"
)

// question is a form with one input.
func question() *view.Form {
	plain := func(s string) *slack.TextBlockObject {
		return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
	}
	input := slack.NewInputBlock("need", plain("Need"), nil, slack.NewPlainTextInputBlockElement(nil, "text"))
	return &view.Form{
		Type: slack.VTModal, CallbackID: "story.create", Title: plain("New story"), Submit: plain("Create"),
		PrivateMetadata: "C0DEV", Blocks: slack.Blocks{BlockSet: []slack.Block{input}},
	}
}

func opensQuestion(context.Context, handlers.Command) (handlers.Answer, error) {
	return handlers.Answer{Open: question()}, nil
}

func TestRequestsOfOneConversationKeepTheirOrder(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		pace := 40 * time.Millisecond
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			pace -= 5 * time.Millisecond // the later, the quicker
			time.Sleep(pace)
			return handlers.Answer{}, nil
		}
		for i := range 8 {
			go func() { _ = w.Command(claire, dev, fmt.Sprint("/story ", i)) }()
			synctest.Wait()
		}
		w.pass(time.Second)
		var got []string
		for _, c := range deeds[handlers.Command](w.handler) {
			got = append(got, c.Text)
		}
		if diff := cmp.Diff([]string{"0", "1", "2", "3", "4", "5", "6", "7"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestASlowConversationHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(_ context.Context, c handlers.Command) (handlers.Answer, error) {
			if c.Channel == dev {
				time.Sleep(2 * time.Second)
			}
			return handlers.Answer{}, nil
		}
		go func() { _ = w.Command(claire, dev, "/story slow") }()
		synctest.Wait()
		start := time.Now()
		if err := w.Command(claire, client, "/story quick"); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 100*time.Millisecond {
			t.Errorf("the other conversation waited %v", took)
		}
		w.pass(5 * time.Second)
	})
}

func TestAPanicEndsOneRequestOnly(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(_ context.Context, c handlers.Command) (handlers.Answer, error) {
			if c.Text == "the <secret> plan" || strings.Contains(c.Text, "secret") {
				panic("what claire wrote: " + c.Text)
			}
			return private("kept"), nil
		}
		if err := w.Command(claire, dev, "/story the secret plan"); err != nil {
			t.Errorf("claire sees %v", err)
		}
		if err := w.Command(claire, dev, "/story next"); err != nil {
			t.Errorf("the next request: %v", err)
		}
		got := w.whispers(claire, dev)
		if len(got) != 2 || !strings.HasPrefix(got[0], "Something broke (") || got[1] != "kept" {
			t.Errorf("claire reads %q", got)
		}
		if !strings.Contains(got[0], "/story the secret plan") {
			t.Errorf("what claire typed is lost: %q", got[0])
		}
		if log := w.log.String(); strings.Contains(log, "secret") || !strings.Contains(log, "panic: string") {
			t.Errorf("the log should tell of the panic and not of the text:\n%s", log)
		}
	})
}

func TestAFailedEventIsDeliveredAgain(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		attempts := 0
		w.handler.direct = func(context.Context, handlers.DirectMessage) error {
			if attempts++; attempts == 1 {
				return errors.New("disk full")
			}
			return nil
		}
		if _, err := w.Say(claire, w.DM(claire), "", "hello"); err != nil {
			t.Fatal(err)
		}
		w.pass(10 * time.Minute)
		got := deeds[handlers.DirectMessage](w.handler)
		if len(got) != 2 || got[0].Key != got[1].Key || got[0].Key == "" {
			t.Errorf("handled %+v, want the same event twice", got)
		}
		sent := w.Envelopes()
		if last := sent[len(sent)-1]; !last.Acked || last.Attempt != 1 {
			t.Errorf("the second delivery: %+v", last)
		}
	})
}

func TestWhatFindsNoPlaceIsNotAcknowledged(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, func(c *Config) { c.Queue, c.Workers = 2, 1 }, func(w *world) {
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			time.Sleep(time.Second)
			return handlers.Answer{}, nil
		}
		answers := make(chan error, 3)
		for range 3 {
			go func() { answers <- w.Command(claire, dev, "/story x") }()
			synctest.Wait()
		}
		w.pass(5 * time.Second)
		refused := 0
		for range 3 {
			if slacksim.Code(<-answers) == "operation_timeout" {
				refused++
			}
		}
		if refused != 1 || w.metrics.of("turned") != 1 {
			t.Errorf("%d refused, %d counted, want 1", refused, w.metrics.of("turned"))
		}
	})
}

func TestAFormOpensAndIsAnswered(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = opensQuestion
		w.handler.submit = func(_ context.Context, s handlers.Submission) (handlers.Answer, error) {
			if s.Values["need"] == "x" {
				return handlers.Answer{Errors: map[string]string{"need": "Too short."}}, nil
			}
			return handlers.Answer{}, nil
		}
		if err := w.Command(claire, dev, "/story"); err != nil {
			t.Fatal(err)
		}
		w.pass(0)
		form, open := w.OpenView(claire)
		if !open {
			t.Fatal("no form")
		}
		answer := func(need string) slacksim.SubmitResult {
			result, err := w.Submit(claire, form.ID, map[string]map[string]any{"need": {"text": need}})
			if err != nil {
				t.Fatal(err)
			}
			return result
		}
		if got := answer("x"); got.Action != "errors" || got.Errors["need"] != "Too short." {
			t.Errorf("a bad answer: %+v", got)
		}
		if got := answer("a dashboard"); got.Action != "close" {
			t.Errorf("a good answer: %+v", got)
		}
		sent := deeds[handlers.Submission](w.handler)[1]
		want := handlers.Submission{
			Key: sent.Key, Person: claire, Team: sent.Team, Form: "story.create", Private: "C0DEV",
			Values: map[string]string{"need": "a dashboard"}, Trigger: sent.Trigger, At: sent.At,
		}
		if diff := cmp.Diff(want, sent); diff != "" || sent.Key == "" {
			t.Error(diff)
		}
	})
}

func TestAFaultKeepsTheFormOpen(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = opensQuestion
		w.handler.submit = func(context.Context, handlers.Submission) (handlers.Answer, error) {
			return handlers.Answer{}, errors.New("disk full")
		}
		_ = w.Command(claire, dev, "/story")
		w.pass(0)
		form, _ := w.OpenView(claire)
		result, err := w.Submit(claire, form.ID, map[string]map[string]any{"need": {"text": "a dashboard"}})
		if err != nil || result.Action != "errors" || !strings.HasPrefix(result.Errors["need"], "Something broke") {
			t.Errorf("claire sees %+v, %v", result, err)
		}
	})
}

func TestAFormThatComesTooLateIsToldOf(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = opensQuestion
		w.Fail("views.open", slacksim.Fault{Error: "expired_trigger_id"})
		_ = w.Command(claire, dev, "/story")
		w.pass(time.Second)
		if got := w.whispers(claire, dev); len(got) != 1 || !strings.HasPrefix(got[0], "Something broke") {
			t.Errorf("claire reads %q", got)
		}
	})
}

func TestALongAnswerTakesTheOtherWay(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		long := strings.Repeat("a long list ", 2000)
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) { return private(long), nil }
		if err := w.Command(claire, dev, "/backlog"); err != nil {
			t.Error(err)
		}
		w.pass(time.Second)
		if got := w.whispers(claire, dev); len(got) != 1 || got[0] != long {
			t.Errorf("claire reads %d messages", len(got))
		}
	})
}

func TestAnAnswerThatComesLateTakesTheOtherWay(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			time.Sleep(4 * time.Second)
			return private("kept"), nil
		}
		if got := slacksim.Code(w.Command(claire, dev, "/story slow")); got != "operation_timeout" {
			t.Errorf("claire sees %q", got)
		}
		w.pass(5 * time.Second)
		if got := w.whispers(claire, dev); len(got) != 1 || got[0] != "kept" {
			t.Errorf("claire reads %q", got)
		}
	})
}

// server speaks Socket Mode as a test says, in front of the pretend Slack.
type server struct {
	frames chan string // to send after the greeting
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
				_ = conn.WriteMessage(websocket.TextMessage, []byte(f))
			case <-read:
				return
			}
		}
	})
	return mux
}

func TestWhatCannotBeReadIsAcknowledged(t *testing.T) {
	t.Parallel()
	s := func() *server { return &server{frames: make(chan string), got: make(chan string, 10)} }
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
			var slackSide *server
			wrap := func(next http.Handler) http.Handler {
				slackSide = s()
				return slackSide.before(next)
			}
			inWorldBehind(t, slacksim.Config{}, func(c *Config) { c.Connections = 1 }, wrap, func(w *world) {
				slackSide.frames <- frame
				w.pass(time.Second)
				select {
				case got := <-slackSide.got:
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
