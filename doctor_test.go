package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestDoctorKnowsWhichScopesCanBeDoneWithout(t *testing.T) {
	t.Parallel()
	names := func(features ...string) (list []string) {
		for _, s := range scopes(features...) {
			list = append(list, s.name)
		}
		return list
	}
	for _, test := range []struct {
		name  string
		given []string
		found string
		wrong string
	}{
		{"all of them", names(doNotDisturb), "all there", ""},
		{"made as usual", names(), "all there but dnd:read: reminders of a stand-up come in Do Not Disturb, too", ""},
		{"made without history", names("no-history", doNotDisturb), "all there but channels:history, groups:history: a message", ""},
		{"made without groups", names("no-groups", doNotDisturb), "all there but usergroups:read: who estimates", ""},
		{"one is missing", names()[1:], "", "missing: commands"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			headers := http.Header{}
			headers.Set("X-Oauth-Scopes", strings.Join(test.given, ", "))
			found, err := missingScopes(headers)
			if !strings.HasPrefix(found, test.found) || (err != nil) != (test.wrong != "") || err != nil && !strings.HasPrefix(err.Error(), test.wrong) {
				t.Errorf("found %q, %v", found, err)
			}
		})
	}
}

func TestWhatAnswersNowhereCannotBeAsked(t *testing.T) {
	t.Parallel()
	if _, err := askReady(t.Context(), ""); err == nil || !strings.HasPrefix(err.Error(), "POGO_LISTEN is empty") {
		t.Errorf("got %v", err)
	}
}

func TestDoctorSaysWhoIsToBlame(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, body string
		status     int
		want       string
	}{
		{"a token that was taken back", `{"ok":false,"error":"token_revoked"}`, 200, "token_revoked; install the app again and copy its bot token"},
		{"no time", ``, 429, "it is Slack that asks to wait; ask again in some minutes"},
		{"an outage", ``, 503, "slack server error: 503 Service Unavailable; Slack, or a proxy before it, is ill"},
		{"a page to sign in", `<html>`, 200, "what answered is not Slack: look at the proxy and SLACK_API_URL"},
		{"a proxy that leads elsewhere", ``, 404, "what answered is not Slack: look at the proxy and SLACK_API_URL"},
		{"somebody else", `{}`, 200, "what answered is not Slack: look at the proxy and SLACK_API_URL"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body) // doctor notices
			}))
			defer server.Close()
			var said strings.Builder
			w := world{out: &said, err: &said, now: time.Now, env: func(string) (string, bool) { return "", false }}
			run(t.Context(), []string{
				"doctor", "--bot-token", "xoxb-sim", "--app-token", "xapp-sim", "--api-url", server.URL + "/api/", "--listen", "",
				"--database", filepath.Join(t.TempDir(), "pogo.db"),
			}, w)
			if !strings.Contains(said.String(), "✗ bot token: "+test.want) {
				t.Errorf("said %s", said.String())
			}
		})
	}
}
