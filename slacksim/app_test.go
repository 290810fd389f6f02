package slacksim_test

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"pogo/slacksim"
)

// The cast of every test.
const (
	claire = "U0CLAIRE"
	samir  = "U0SAMIR"
	dev    = "C0DEV"
	secret = "C0SECRET"
)

// stage is a furnished workspace and an app made with slack-go.
type stage struct {
	*slacksim.Slack
	url string
	api *slack.Client
}

func open(tb testing.TB, cfg slacksim.Config) *stage {
	tb.Helper()
	if cfg.Now == nil {
		cfg.Now = func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }
	}
	sim, err := slacksim.New(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	server := httptest.NewServer(sim.Handler())
	tb.Cleanup(server.Close)
	tb.Cleanup(sim.Close)
	sim.AddPerson(slacksim.Person{ID: claire, Name: "claire", RealName: "Claire Moreau", TZ: "Europe/Paris", Locale: "fr-FR"})
	sim.AddPerson(slacksim.Person{ID: samir, Name: "samir", RealName: "Samir Haddad", TZ: "America/Montreal", Locale: "fr-CA"})
	sim.AddChannel(slacksim.Channel{ID: dev, Name: "dev", Members: []string{claire, samir, sim.Bot().ID}})
	sim.AddChannel(slacksim.Channel{ID: secret, Name: "secret", Private: true, Members: []string{claire}})
	api := slack.New("xoxb-sim", slack.OptionAPIURL(server.URL+"/api/"), slack.OptionAppLevelToken("xapp-sim"))
	return &stage{Slack: sim, url: server.URL, api: api}
}

// connect runs a Socket Mode client and answers every request with answer.
func (s *stage) connect(t *testing.T, answer func(socketmode.Event) any) {
	t.Helper()
	before := s.Connections()
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
				if event.Request == nil || event.Request.EnvelopeID == "" {
					continue
				}
				if payload := answer(event); payload != nil {
					_ = client.Ack(*event.Request, payload)
				} else {
					_ = client.Ack(*event.Request)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	s.until(t, func() bool { return s.Connections() > before })
}

func (s *stage) until(t *testing.T, cond func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := s.Until(ctx, cond); err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, want string) {
	t.Helper()
	got := slacksim.Code(err)
	if err != nil && got == "" {
		got = err.Error()
	}
	if got != want {
		t.Errorf("refused with %q, want %q", got, want)
	}
}
