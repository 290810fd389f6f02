package bot

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/slacksim"
)

// What people write, tokens and response addresses are in everything that goes
// through here, and nothing of them in the log.
func TestTheLogFollowsARequestAndTellsNothingOfIt(t *testing.T) {
	t.Parallel()
	const secret = "hush-hush"
	inWorld(t, slacksim.Config{}, func(c *Config) {
		c.BotToken, c.AppToken = "xoxb-sim", "xapp-sim"
	}, func(w *world) {
		w.cfg.Log = slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		if err := w.stop(); err != nil {
			t.Fatal(err)
		}
		w.start()
		w.handler.command = func(ctx context.Context, c handlers.Command) (handlers.Answer, error) {
			if strings.HasSuffix(c.Text, "panic") {
				panic(c.Text)
			}
			w.outbox.write(outbox.Delivery{Kind: outbox.Post, Channel: dev, Body: body(c.Text), Request: handlers.RequestOf(ctx)})
			w.outbox.write(outbox.Delivery{Kind: outbox.Respond, URL: c.Response, Body: body(c.Text), Request: handlers.RequestOf(ctx)})
			return private(c.Text), nil
		}
		for _, fault := range []slacksim.Fault{{}, {Error: "msg_too_long"}, {Store: true, Drop: true}, {Status: 500}} {
			w.Fail("chat.postMessage", fault)
			if err := w.Command(claire, dev, "/story "+secret); err != nil {
				t.Error(err)
			}
			w.pass(time.Minute)
		}
		_ = w.Command(claire, dev, "/story "+secret+" panic")
		if err := w.Deliver([]byte(`{"type":"slash_commands","envelope_id":"E9","payload":{"text":"` + secret + `","command":7}}`)); err != nil {
			t.Fatal(err)
		}
		w.pass(time.Minute)
		said := w.log.String()
		for _, never := range []string{secret, "xoxb-", "xapp-", "ticket=", "/response/", "hooks."} {
			if strings.Contains(said, never) {
				t.Errorf("the log has %q:\n%s", never, said)
			}
		}
		first := ""
		for _, e := range w.Envelopes() {
			if first == "" && strings.Contains(string(e.Raw), "slash_commands") {
				first = e.ID
			}
		}
		if got := strings.Count(said, "request="+first+" "); got != 3 {
			t.Errorf("%d lines tell of the first request, want its answer, its post and its response:\n%s", got, said)
		}
	})
}
