package playground_test

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/playground"
)

// names lists one field of every entry of a list.
func names(list any, field string) []string {
	var out []string
	entries, _ := list.([]any)
	for _, one := range entries {
		entry, _ := one.(map[string]any)
		text, _ := entry[field].(string)
		out = append(out, text)
	}
	return out
}

func entry(t *testing.T, list any, field, value string) map[string]any {
	t.Helper()
	entries, _ := list.([]any)
	for _, one := range entries {
		if found, _ := one.(map[string]any); found[field] == value {
			return found
		}
	}
	t.Fatalf("nothing with %s %q in %v", field, value, list)
	return nil
}

func TestAPersonSeesTheirOwnConversations(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	cases := map[string]struct {
		as   string
		want []string
	}{
		"the product owner sees every channel and the app":   {claire, []string{"payments", "boutique", "leads", "random", ""}},
		"a developer abroad sees neither private nor French": {nora, []string{"payments", "random", ""}},
		"the client sees only her channel":                   {"U0INES", []string{"boutique", ""}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			channels, _ := s.see(t, c.as, "")["channels"].([]any)
			for _, one := range channels {
				if seen, _ := one.(map[string]any); seen["joined"] == true {
					label, _ := seen["name"].(string)
					got = append(got, label)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSomebodyUnknownIsTakenForTheFirstPerson(t *testing.T) {
	t.Parallel()
	got := open(t, nil).see(t, "U0NOBODY", "C0NOWHERE")
	if got["as"] != claire || got["channel"] != payments {
		t.Errorf("as %v in %v", got["as"], got["channel"])
	}
}

func TestTheNoticeFollowsTheReader(t *testing.T) {
	t.Parallel()
	s := open(t, func(cfg *playground.Config) { cfg.Notice = playground.Text{"en": "Temporary.", "fr": "Temporaire."} })
	for as, want := range map[string]string{claire: "Temporaire.", nora: "Temporary."} {
		if got := s.see(t, as, "")["notice"]; got != want {
			t.Errorf("%s reads %v, want %s", as, got, want)
		}
	}
}

func TestWhatWasNotReadIsCounted(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.do(t, "say", map[string]any{"as": samir, "channel": payments, "text": "Hello <@" + claire + ">"})
	s.do(t, "say", map[string]any{"as": samir, "channel": payments, "text": "and more"})
	unread := func(as string) [2]any {
		here := entry(t, s.see(t, as, boutique)["channels"], "id", payments)
		return [2]any{here["unread"], here["mentions"]}
	}
	if got := unread(claire); got != [2]any{2.0, 1.0} {
		t.Errorf("the mentioned person has %v", got)
	}
	if got := unread(samir); got != [2]any{0.0, 0.0} {
		t.Errorf("the author has %v", got)
	}
	messages, _ := s.see(t, claire, payments)["messages"].([]any)
	newest, _ := messages[len(messages)-1].(map[string]any)
	s.do(t, "read", map[string]any{"as": claire, "channel": payments, "ts": newest["ts"]})
	if got := unread(claire); got != [2]any{0.0, 0.0} {
		t.Errorf("after reading there are %v", got)
	}
}

func TestRefusalsKeepSlacksNames(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	cases := map[string]struct {
		deed string
		body map[string]any
		want string
	}{
		"a command while no app is connected":  {"command", map[string]any{"line": "/echo hi", "channel": payments}, "dispatch_failed"},
		"a command that nobody has":            {"command", map[string]any{"line": "/dance", "channel": payments}, "unknown_command"},
		"a message without words":              {"say", map[string]any{"text": " ", "channel": payments}, "no_text"},
		"a pause of no length":                 {"command", map[string]any{"line": "/dnd for ever", "channel": payments}, "invalid_duration"},
		"an invitation of nobody in the house": {"command", map[string]any{"line": "/invite @zoe", "channel": payments}, "user_not_found"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.body["as"] = claire
			if got := s.do(t, c.deed, c.body); got["ok"] != false || got["error"] != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestAnAppCanBeInvited(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	here := func() any { return entry(t, s.see(t, claire, random)["channels"], "id", random)["appIn"] }
	if here() != false {
		t.Fatal("the app is in #random from the start")
	}
	got := s.do(t, "command", map[string]any{"as": claire, "channel": random, "line": "/invite @" + s.Bot().Name})
	if got["ok"] != true || here() != true {
		t.Errorf("answer %v, app there: %v", got, here())
	}
}

func TestNotificationsCanBePaused(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for line, want := range map[string]string{"/dnd 30": "paused", "/dnd off": "resumed"} {
		if got := s.do(t, "command", map[string]any{"as": claire, "channel": random, "line": line}); got["ok"] != true || got["said"] != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

func TestAFormGoesThereAndBack(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.echo(t)
	if got := s.do(t, "command", map[string]any{"as": claire, "channel": payments, "line": "/form"}); got["ok"] != true {
		t.Fatalf("the command was refused: %v", got)
	}
	modal, _ := s.see(t, claire, payments)["modal"].(map[string]any)
	if modal["title"] != "Every input" {
		t.Fatalf("the modal is %v", modal)
	}
	send := func(title string) map[string]any {
		return s.do(t, "submit", map[string]any{"as": claire, "view": modal["id"], "values": map[string]any{
			"text": map[string]any{"v": title}, "many": map[string]any{"v": []string{"design", "dev"}},
		}})
	}
	if got := send("bad"); got["action"] != "errors" || got["local"] != nil {
		t.Errorf("a bad title gives %v", got)
	}
	if got := send("A good title"); got["action"] != "close" && got["action"] != "clear" {
		t.Errorf("a good title gives %v", got)
	}
	said := strings.Join(names(s.see(t, claire, payments)["messages"], "text"), "\n")
	for _, want := range []string{"A good title", "design", "dev"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q did not arrive in %s", want, said)
		}
	}
}

func TestMessageShortcutsComeFromTheManifest(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.echo(t)
	if got := names(s.see(t, claire, payments)["shortcuts"], "id"); !cmp.Equal(got, []string{"echo_this"}) {
		t.Fatalf("offered: %v", got)
	}
	ts, err := s.Say(samir, payments, "", "a need")
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, "shortcut", map[string]any{"as": claire, "channel": payments, "ts": ts, "callback": "echo_this"})
	if got := names(s.see(t, claire, payments)["messages"], "text"); got[len(got)-1] != "Again: a need" {
		t.Errorf("after the shortcut: %v", got)
	}
}

func TestTheClockMovesForward(t *testing.T) {
	t.Parallel()
	sprintEnd := start().Add(10 * 24 * time.Hour)
	jumps := []playground.Jump{
		{Label: playground.Text{"en": "End of sprint"}, To: func(context.Context, string) (time.Time, error) { return sprintEnd, nil }},
		{Label: playground.Text{"en": "Nowhere"}, To: func(context.Context, string) (time.Time, error) {
			return time.Time{}, errors.New("no sprint here")
		}},
	}
	cases := map[string]struct {
		body map[string]any
		want time.Time
		said string
	}{
		"an hour":                      {map[string]any{"move": "hour"}, start().Add(time.Hour), ""},
		"a day":                        {map[string]any{"move": "day"}, start().Add(24 * time.Hour), ""},
		"tomorrow morning in Paris":    {map[string]any{"move": "tomorrow"}, time.Date(2026, 11, 23, 8, 30, 0, 0, time.UTC), ""},
		"tomorrow morning in New York": {map[string]any{"move": "tomorrow", "as": tom}, time.Date(2026, 11, 23, 14, 30, 0, 0, time.UTC), ""},
		"a moment of one's choice":     {map[string]any{"move": "at", "at": "2026-12-01T12:00:00Z"}, time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC), ""},
		"the end of the sprint":        {map[string]any{"move": "jump", "jump": 0}, sprintEnd, ""},
		"a jump that leads nowhere":    {map[string]any{"move": "jump", "jump": 1}, start(), "failed"},
		"a jump that does not exist":   {map[string]any{"move": "jump", "jump": 7}, start(), "failed"},
		"never backwards":              {map[string]any{"move": "at", "at": "2026-11-01T12:00:00Z"}, start(), "backwards"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, func(cfg *playground.Config) { cfg.Jumps = jumps })
			if c.body["as"] == nil {
				c.body["as"] = claire
			}
			got := s.do(t, "clock", c.body)
			said, _ := got["error"].(string)
			if said != c.said || !s.clock.Now().Equal(c.want) {
				t.Errorf("answered %v at %s, want %q at %s", got, s.clock.Now(), c.said, c.want)
			}
		})
	}
}

func TestOnlyThisComputersPageIsObeyed(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	cases := map[string]struct {
		host, origin, site, kind string
		want                     int
	}{
		"the page itself":             {"", s.page.URL, "same-origin", "application/json", http.StatusOK},
		"a program on this computer":  {"", "", "", "application/json", http.StatusOK},
		"another name for it":         {"localhost:1234", "", "", "application/json", http.StatusOK},
		"a name that was rebound":     {"evil.example", "http://evil.example", "same-origin", "application/json", http.StatusMisdirectedRequest},
		"another site's page":         {"", "https://evil.example", "cross-site", "application/json", http.StatusForbidden},
		"another site's older page":   {"", "https://evil.example", "", "application/json", http.StatusForbidden},
		"a form, which sends no JSON": {"", "", "", "text/plain", http.StatusUnsupportedMediaType},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.page.URL+"/api/read", strings.NewReader(`{}`))
			if err != nil {
				t.Fatal(err)
			}
			req.Host = c.host
			for header, value := range map[string]string{"Origin": c.origin, "Sec-Fetch-Site": c.site, "Content-Type": c.kind} {
				if value != "" {
					req.Header.Set(header, value)
				}
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			_ = res.Body.Close()
			if res.StatusCode != c.want {
				t.Errorf("status %d, want %d", res.StatusCode, c.want)
			}
		})
	}
}

func TestTheStreamHintsAtEveryChange(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.page.URL+"/events", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	stream := bufio.NewScanner(res.Body)
	await := func(want string) {
		t.Helper()
		for stream.Scan() {
			if stream.Text() == want {
				return
			}
		}
		t.Fatalf("the stream ended without %q: %v", want, stream.Err())
	}
	await("retry: 500")
	if _, err := s.Say(samir, payments, "", "hello"); err != nil {
		t.Fatal(err)
	}
	await("event: change")
	s.do(t, "clock", map[string]any{"as": claire, "move": "hour"})
	await("event: change")
}
