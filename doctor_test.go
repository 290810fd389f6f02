package main

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pogo/slacksim"
)

// runs carries out a command line with nothing in the environment and returns
// what it printed.
func runs(t *testing.T, args ...string) (code int, printed string) {
	t.Helper()
	var out strings.Builder
	env := func(string) (string, bool) { return "", false }
	code = run(t.Context(), args, world{in: strings.NewReader(""), out: &out, err: &out, now: time.Now, env: env})
	return code, out.String()
}

func TestDoctorBlamesWhatIsWrongAndNothingElse(t *testing.T) {
	t.Parallel()
	slack, err := slacksim.New(slacksim.Config{Unlimited: true})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(slack.Handler())
	t.Cleanup(func() { slack.Close(); server.Close() })
	for _, test := range []struct {
		name, bot, api string
		want, not      []string
	}{
		{
			"all is well", "xoxb-sim", server.URL + "/api/",
			[]string{"✓ settings", "✓ bot token", "✓ app token", "✓ database"},
			[]string{"✗", "–"},
		},
		{
			"Slack refuses the token", "xoxb-other", server.URL + "/api/",
			[]string{"✗ bot token: invalid_auth; install the app again", "– scopes", "✓ app token"},
			[]string{"✓ scopes"},
		},
		{
			"Slack is not asked with a token of another kind", "xoxp-mine", server.URL + "/api/",
			[]string{"✗ settings: SLACK_BOT_TOKEN does not start with xoxb-", "– bot token", "– scopes", "– app token", "✓ database"},
			[]string{"install the app again", "xoxp-mine"},
		},
		{
			"a network that is not there is no fault of the tokens", "xoxb-sim", "http://127.0.0.1:1/api/",
			[]string{"✗ bot token", "✗ app token", "look at the network"},
			[]string{"install the app again", "make an app-level token"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, got := runs(t, "doctor", "--bot-token", test.bot, "--app-token", "xapp-sim", "--api-url", test.api, "--database", filepath.Join(t.TempDir(), "pogo.db"))
			for _, part := range test.want {
				if !strings.Contains(got, part) {
					t.Errorf("no %q in:\n%s", part, got)
				}
			}
			for _, part := range test.not {
				if strings.Contains(got, part) {
					t.Errorf("%q in:\n%s", part, got)
				}
			}
		})
	}
}

func TestThePrefixOfCommandsIsOneThatSlackTakes(t *testing.T) {
	t.Parallel()
	for prefix, want := range map[string]int{"": 0, "po-": 0, "team2_": 0, "Bad Prefix!": 1, "/po-": 1, "a-prefix-that-is-far-too-long-": 1} {
		if code, printed := runs(t, "manifest", "--prefix", prefix); code != want {
			t.Errorf("%q: exit code %d, want %d: %s", prefix, code, want, printed[:min(len(printed), 200)])
		}
	}
}
