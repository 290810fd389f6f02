package slacksim_test

import (
	"context"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"pogo/slacksim"
)

// TestSlacksOwnFrameworkAgrees runs the bot of the folder bolt, which is made
// with @slack/bolt. It needs node and `npm ci` in that folder.
func TestSlacksOwnFrameworkAgrees(t *testing.T) {
	t.Parallel()
	node := needBolt(t)
	s := open(t, slacksim.Config{})
	runBolt(t, node, s)

	says := func(text string) func() bool {
		return func() bool {
			return slices.ContainsFunc(s.Messages(claire, dev), func(m slacksim.Message) bool { return m.Text == text })
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Command(claire, dev, "/hello there"))
	s.until(t, says("hello claire: there"))

	must(s.Command(claire, dev, "/card"))
	s.until(t, says("a card"))
	card := last(s.Messages(claire, dev))
	must(s.Press(claire, slacksim.Press{Channel: dev, Message: card.TS, ActionID: "form"}))
	s.until(t, func() bool {
		_, ok := s.OpenView(claire)
		return ok
	})
	form, _ := s.OpenView(claire)
	result, err := s.Submit(claire, form.ID, map[string]map[string]any{"name": {"text": "O"}})
	must(err)
	if result.Errors["name"] != "too short" {
		t.Errorf("a short name gives %+v", result)
	}
	result, err = s.Submit(claire, form.ID, map[string]map[string]any{"name": {"text": "Olga"}})
	must(err)
	if result.Action != "close" {
		t.Errorf("a good name gives %+v", result)
	}
	s.until(t, says("form: Olga"))

	must(s.Press(claire, slacksim.Press{Channel: dev, Message: card.TS, ActionID: "count"}))
	s.until(t, says("counted for claire"))
	must(s.React(samir, dev, card.TS, "thumbsup"))
	s.until(t, says("saw +1"))
}

func last(messages []slacksim.Message) slacksim.Message { return messages[len(messages)-1] }

// needBolt skips the test where it cannot run, unless that is forbidden.
func needBolt(t *testing.T) (node string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat("bolt/node_modules/@slack/bolt/package.json")
	}
	switch {
	case err == nil:
		return node
	case os.Getenv("POGO_REQUIRE_BOLT") == "1":
		t.Fatalf("@slack/bolt must be there (npm ci in slacksim/bolt): %v", err)
	default:
		t.Skip("node or slacksim/bolt/node_modules is absent; run npm ci in slacksim/bolt for this test")
	}
	return ""
}

// runBolt starts the bot and waits until it is connected.
func runBolt(t *testing.T, node string, s *stage) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	bot := exec.CommandContext(ctx, node, "bot.js")
	bot.Dir = "bolt"
	bot.Env = append(os.Environ(), "SLACK_API_URL="+s.url+"/api/")
	bot.Stdout, bot.Stderr = t.Output(), t.Output()
	bot.WaitDelay = 5 * time.Second
	if err := bot.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = bot.Wait() // it was killed
	})
	wait, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	if err := s.Until(wait, func() bool { return s.Connections() > 0 }); err != nil {
		t.Fatal(err)
	}
}
