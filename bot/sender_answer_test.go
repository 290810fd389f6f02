package bot

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"pogo/outbox"
	"pogo/slacksim"
)

// misanswers has the first call of a method answered by somebody between us and
// Slack, which may have done what was asked all the same.
func misanswers(method string, done bool, answer http.HandlerFunc) func(http.Handler) http.Handler {
	return func(slack http.Handler) http.Handler {
		var once sync.Once
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			to := slack
			if r.URL.Path == "/api/"+method {
				once.Do(func() { to = answer })
			}
			if done && to != slack {
				slack.ServeHTTP(httptest.NewRecorder(), r)
			}
			to.ServeHTTP(w, r)
		})
	}
}

func says(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, answer) }
}

// A message whose place is not known could not be edited, and its next version
// would stand beside it.
func TestAYesThatDoesNotTellWhereIsLookedUp(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		`{"ok":true}`, `{"ok":true,"channel":"C0DEV"}`, `{"ok":true,"ts":"1700000000.000100"}`, `{"ok":true,"channel":"C0DEV","ts":"soon"}`,
	} {
		for _, done := range []bool{true, false} {
			t.Run(fmt.Sprint(answer, " done ", done), func(t *testing.T) {
				t.Parallel()
				inWorldBehind(t, slacksim.Config{}, nil, misanswers("chat.postMessage", done, says(answer)), func(w *world) {
					for _, text := range []string{"vote", "one has voted"} {
						w.outbox.write(outbox.Delivery{Name: "ballot:1", Kind: outbox.Post, Channel: dev, Body: body(text)})
						w.pass(2 * time.Minute)
						if diff := cmp.Diff([]string{text}, w.posts(dev)); diff != "" {
							t.Error(diff)
						}
					}
				})
			})
		}
	}
}

// What is not there may be posted again; what was not looked at may stand there.
func TestAnAnswerThatIsNoneSaysNothing(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{`{"ok":true}`, `{"ok":true,"messages":null,"channel":null}`, `null`, `{}`, `{"messages":[]}`, `<html>`} {
		for _, method := range []string{"conversations.history", "conversations.open"} {
			t.Run(method+" "+answer, func(t *testing.T) {
				t.Parallel()
				inWorldBehind(t, slacksim.Config{}, nil, misanswers(method, false, says(answer)), func(w *world) {
					w.Fail("chat.postMessage", slacksim.Fault{Store: true, Drop: true})
					w.outbox.post(claire, "first")
					w.pass(10 * time.Minute)
					if diff := cmp.Diff([]string{"first"}, w.posts(w.DM(claire))); diff != "" {
						t.Error(diff)
					}
					if log := w.log.String(); strings.Contains(log, "panic") {
						t.Error(log)
					}
				})
			})
		}
	}
}

func TestAnAnswerWithoutMembersEmptiesNoChannel(t *testing.T) {
	t.Parallel()
	inWorldBehind(t, slacksim.Config{}, nil, misanswers("conversations.members", false, says(`{"ok":true}`)), func(w *world) {
		w.pass(10 * time.Minute)
		if n := len(w.handler.members[dev]); n != 3 {
			t.Errorf("%d members of dev", n)
		}
		if n := len(w.handler.members[client]); n != 2 {
			t.Errorf("%d members of client", n)
		}
	})
}

func TestAnswersWithoutEndAreNotReadToTheirEnd(t *testing.T) {
	t.Parallel()
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, err := io.WriteString(w, `{"ok":true,"members":[`)
		for page := strings.Repeat(`{"id":"U1"},`, 10_000); err == nil; {
			_, err = io.WriteString(w, page)
		}
	}))
	defer endless.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, endless.URL, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if response, err := (Answers{endless.Client()}).Do(r); !errors.Is(err, ErrNotSlack) { //nolint:bodyclose // there is none
		t.Errorf("got %v, %v", response, err)
	}
}

// A body that stays open keeps the timer of its call.
func TestAnswersAreClosed(t *testing.T) {
	t.Parallel()
	for _, said := range []string{`{"ok":true}`, `{}`, `<html>`} {
		body := &closing{Reader: strings.NewReader(said)}
		client := &http.Client{Transport: tripped(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Body: body}, nil
		})}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://slack.test/api/auth.test", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		if response, err := (Answers{client}).Do(r); err == nil {
			_ = response.Body.Close()
		}
		if !body.closed {
			t.Errorf("%s stays open", said)
		}
	}
}

func TestHowLongToWaitIsReadHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]time.Duration{
		"": unspoken, "0": unspoken, "-1": unspoken, "abc": unspoken, "1e9": unspoken, "2.5": unspoken, "99999999999999999999": unspoken,
		"7": 7 * time.Second, "1000000000": longestSilence,
	} {
		client := &http.Client{Transport: tripped(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {written}}, Body: http.NoBody}, nil
		})}
		_, err := slack.New("xoxb-sim", slack.OptionHTTPClient(Answers{client})).AuthTestContext(t.Context())
		if got := retryAfter(err); got != want {
			t.Errorf("%q: %v, %v, want %v", written, got, err, want)
		}
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}

type tripped func(*http.Request) (*http.Response, error)

func (t tripped) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }
