package bot

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
