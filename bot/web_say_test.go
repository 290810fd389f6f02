package bot

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/outbox"
)

func TestWhatSlacksAnswerToAMessageMeans(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, body string
		status     int
		wait       string // Retry-After
		want       outbox.Outcome
	}{
		{"it stands", `{"ok":true,"channel":"C1","ts":"1.2","message":{"ts":"3.4","channel":"C2"}}`, 200, "", outbox.Outcome{Result: outbox.Done}},
		{"it is refused", `{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["no type"]}}`, 200, "", outbox.Outcome{Result: outbox.Refused, Error: "invalid_blocks: no type"}},
		{"a scope is missing", `{"ok":false,"error":"missing_scope","needed":"chat:write"}`, 200, "", outbox.Outcome{Result: outbox.Refused, Error: "missing_scope (the scope chat:write is missing)"}},
		{"it has to wait", "", 429, "7", outbox.Outcome{Result: outbox.Limited, RetryAfter: 7 * time.Second, Error: "ratelimited"}},
		{"it has to wait, nobody says how long", "", 429, "", outbox.Outcome{Result: outbox.Limited, RetryAfter: unspoken, Error: "ratelimited"}},
		{"Slack is ill", "<html>", 503, "", outbox.Outcome{Result: outbox.Unknown, RetryAfter: unspoken, Error: "slack server error: 503"}},
		{"half an answer", `{"ok":true,"chan`, 200, "", outbox.Outcome{Result: outbox.Unknown, Error: "read Slack's answer: unexpected end of JSON input"}},
		{"the answer of somebody else", `{}`, 200, "", outbox.Outcome{Result: outbox.Unknown, Error: "what answered is not Slack"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			channel, ts, err := standing(&http.Response{
				StatusCode: test.status, Status: "503", Header: http.Header{"Retry-After": {test.wait}}, Body: io.NopCloser(strings.NewReader(test.body)),
			})
			if got := outcomeOf(err); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			if err == nil && (channel != "C1" || ts != "1.2") {
				t.Errorf("it stands at %s in %s", ts, channel)
			}
		})
	}
}

// Home goes to Slack as it is stored, with what slack-go does not know.
func TestHomeGoesOutAsItIsStored(t *testing.T) {
	t.Parallel()
	const stored = `{"type":"home","blocks":[{"hint":"new <here>", "type":"divider"}]}`
	var got, want any
	slack := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/views.publish" {
			_ = json.NewDecoder(r.Body).Decode(&got) // else it differs
		}
		_, _ = io.WriteString(w, `{"ok":true,"view":{"blocks":[{"type":"divider"}]}}`)
	}))
	defer slack.Close()
	w := web{http: slack.Client(), apiURL: slack.URL + "/api/", token: "xoxb-sim"}
	if err := w.publish(t.Context(), outbox.Delivery{Person: "U1", Body: json.RawMessage(stored)}); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{"user_id":"U1","view":`+stored+`}`), &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Slack got, beside what is stored:\n%s", diff)
	}
}
