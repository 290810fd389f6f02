package playground_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"pogo/playground"
	"pogo/slacksim"
)

// The cast that the tests name; Furnish adds the others.
const (
	claire = "U0CLAIRE" // Paris, French
	samir  = "U0SAMIR"
	nora   = "U0NORA" // London, English
	tom    = "U0TOM"  // New York, English

	payments = "C0PAYMENTS"
	boutique = "C0BOUTIQUE"
	random   = "C0RANDOM"
)

const manifest = `{
  "display_information": {"name": "Echo"},
  "features": {
    "app_home": {"home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
    "bot_user": {"display_name": "echo"},
    "slash_commands": [{"command": "/echo", "description": "Says it again", "usage_hint": "TEXT", "should_escape": true}, {"command": "/form", "description": "Opens a form"}],
    "shortcuts": [{"name": "Echo this", "type": "message", "callback_id": "echo_this", "description": "Says it again"}]
  },
  "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "im:history", "reactions:read", "users:read"]}},
  "settings": {"interactivity": {"is_enabled": true}, "socket_mode_enabled": true}
}`

// A clock that only the playground's buttons move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// start is a Sunday, 10:00 in Paris.
func start() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }

// A stage is a furnished workspace, its window, and an app that repeats what
// it hears.
type stage struct {
	*slacksim.Slack
	clock *clock
	page  *httptest.Server
	wire  string // the pretend Slack's address
	api   *slack.Client
}

func open(t *testing.T, change func(*playground.Config)) *stage {
	t.Helper()
	s := &stage{clock: &clock{now: start()}}
	sim, err := slacksim.New(slacksim.Config{Now: s.clock.Now, Unlimited: true, Manifest: []byte(manifest)})
	if err != nil {
		t.Fatal(err)
	}
	s.Slack = sim
	playground.Furnish(sim)
	wire := httptest.NewServer(sim.Handler())
	t.Cleanup(wire.Close)
	t.Cleanup(sim.Close)
	s.wire = wire.URL
	s.api = slack.New("xoxb-sim", slack.OptionAPIURL(wire.URL+"/api/"), slack.OptionAppLevelToken("xapp-sim"))
	cfg := playground.Config{
		Slack: sim, Clock: s.clock, Manifest: []byte(manifest), Hints: playground.FirstMinute(),
		Advance: func(_ context.Context, to time.Time) error { s.clock.set(to); return nil },
	}
	if change != nil {
		change(&cfg)
	}
	window := playground.New(cfg)
	s.page = httptest.NewServer(window)
	t.Cleanup(s.page.Close)
	t.Cleanup(window.Close)
	return s
}

// do posts one deed and decodes the answer.
func (s *stage) do(t *testing.T, deed string, body map[string]any) map[string]any {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.page.URL+"/api/"+deed, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	return decode(t, req)
}

// see fetches what a person sees.
func (s *stage) see(t *testing.T, as, in string) map[string]any {
	t.Helper()
	query := url.Values{"as": {as}, "in": {in}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.page.URL+"/api/state?"+query.Encode(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, req)
}

func decode(t *testing.T, req *http.Request) map[string]any {
	t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	var out map[string]any
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		t.Fatalf("%s answered %s, which is not JSON: %v", req.URL.Path, res.Status, err)
	}
	return out
}

// echo connects the app: /echo repeats, /form opens the form of testdata, a
// title of "bad" is refused, every press is told privately.
func (s *stage) echo(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	client := socketmode.New(s.api)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = client.RunContext(ctx) // ends with the context
	}()
	go func() {
		for {
			select {
			case event := <-client.Events:
				if event.Request != nil && event.Request.EnvelopeID != "" {
					s.hear(t, client, event)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	t.Cleanup(func() { cancel(); <-ended })
	if err := s.Until(t.Context(), func() bool { return s.Connections() > 0 }); err != nil {
		t.Fatal(err)
	}
}

func (s *stage) hear(t *testing.T, client *socketmode.Client, event socketmode.Event) {
	t.Helper()
	var answer []any
	switch heard := event.Data.(type) {
	case slack.SlashCommand:
		if heard.Command == "/form" {
			s.call(t, "views.open", url.Values{"trigger_id": {heard.TriggerID}, "view": {read(t, "form.json")}})
		} else {
			answer = append(answer, map[string]any{"text": "You said: " + heard.Text})
		}
	case slack.InteractionCallback:
		answer = s.use(t, heard)
	}
	_ = client.Ack(*event.Request, answer...) // a lost acknowledgment shows as a refusal in the test
}

func (s *stage) use(t *testing.T, heard slack.InteractionCallback) []any {
	t.Helper()
	switch heard.Type {
	case slack.InteractionTypeViewSubmission:
		if heard.View.State.Values["text"]["v"].Value == "bad" {
			return []any{map[string]any{"response_action": "errors", "errors": map[string]string{"text": "Say a little more."}}}
		}
		values, err := json.Marshal(heard.View.State.Values)
		if err != nil {
			t.Error(err)
		}
		s.post(t, "Filled in: "+string(values), "")
	case slack.InteractionTypeBlockActions:
		pressed := heard.ActionCallback.BlockActions[0]
		s.post(t, "Pressed "+pressed.ActionID+" "+pressed.Value+pressed.SelectedOption.Value+pressed.SelectedUser, "")
	case slack.InteractionTypeBlockSuggestion:
		offer := map[string]any{"text": map[string]any{"type": "plain_text", "text": "PAY-1, for " + heard.Value}, "value": "PAY-1"}
		return []any{map[string]any{"options": []any{offer}}}
	case slack.InteractionTypeMessageAction:
		s.post(t, "Again: "+heard.Message.Text, "")
	default:
	}
	return nil
}

// post says something as the app, in #payments.
func (s *stage) post(t *testing.T, text, blocks string) {
	t.Helper()
	form := url.Values{"channel": {payments}, "text": {text}}
	if blocks != "" {
		form.Set("blocks", blocks)
	}
	s.call(t, "chat.postMessage", form)
}

// call uses a Web API method with arguments as they are, so that fixtures need
// no types.
func (s *stage) call(t *testing.T, method string, form url.Values) {
	t.Helper()
	form.Set("token", "xoxb-sim")
	res, err := http.PostForm(s.wire+"/api/"+method, form) //nolint:noctx // because the pretend Slack answers at once
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = res.Body.Close() }()
	var said struct {
		OK       bool
		Error    string
		Metadata struct{ Messages []string } `json:"response_metadata"`
	}
	if err := json.NewDecoder(res.Body).Decode(&said); err != nil || !said.OK {
		t.Errorf("%s: %s %v %v", method, said.Error, said.Metadata.Messages, err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
