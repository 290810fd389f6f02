package bot

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"pogo/slacksim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The cast.
const (
	claire = "U0CLAIRE"
	samir  = "U0SAMIR"
	dev    = "C0DEV"
	client = "C0CLIENT"
)

// world is a pretend Slack and a bot in one bubble of time.
type world struct {
	*slacksim.Slack
	t       rapid.TB
	net     *network
	handler *scripted
	outbox  *memory
	bot     *Bot
	log     *logged
	metrics *tally

	cfg    Config
	cancel context.CancelFunc
	ended  chan error
	raze   func()
}

// inWorld runs a test in a bubble; change may alter the bot's settings or the
// pretend Slack's, and wrap what it serves.
func inWorld(t *testing.T, sim slacksim.Config, change func(*Config), run func(w *world)) {
	t.Helper()
	inWorldBehind(t, sim, change, nil, run)
}

func inWorldBehind(t *testing.T, sim slacksim.Config, change func(*Config), wrap func(http.Handler) http.Handler, run func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, sim, change, wrap)
		w.start()
		run(w)
		w.end()
	})
}

// newWorld makes one in which no bot runs yet. It is to be ended.
func newWorld(t rapid.TB, sim slacksim.Config, change func(*Config), wrap func(http.Handler) http.Handler) *world {
	t.Helper()
	slackSide, err := slacksim.New(sim)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{
		Slack: slackSide, t: t, net: newNetwork(),
		outbox: newMemory(), log: &logged{}, metrics: &tally{counts: map[string]int{}}, ended: make(chan error, 1),
	}
	w.handler = &scripted{world: w}
	w.AddPerson(slacksim.Person{ID: claire, Name: "claire", TZ: "Europe/Paris", Locale: "fr-FR"})
	w.AddPerson(slacksim.Person{ID: samir, Name: "samir", TZ: "America/Montreal", Locale: "fr-CA"})
	w.AddChannel(slacksim.Channel{ID: dev, Name: "dev", Members: []string{claire, samir, w.Bot().ID}})
	w.AddChannel(slacksim.Channel{ID: client, Name: "client", Members: []string{claire, w.Bot().ID}})
	handler := w.Handler()
	if wrap != nil {
		handler = wrap(handler)
	}
	server := &http.Server{Handler: handler, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(w.net)
	}()
	transport := &http.Transport{DialContext: w.net.dial}
	w.cfg = Config{
		BotToken: "xoxb-sim", AppToken: "xapp-sim", APIURL: "http://slack.test/api/",
		Handler: w.handler, Outbox: w.outbox, Metrics: w.metrics,
		Log: slog.New(slog.NewTextHandler(w.log, nil)),
		Now: time.Now, Steady: time.Now, Transport: transport, Dial: w.net.dial,
	}
	if change != nil {
		change(&w.cfg)
	}
	w.raze = func() {
		w.Close()
		_ = server.Close()
		transport.CloseIdleConnections()
		<-served
	}
	return w
}

// end stops the bot, if one runs, and all that was made for it.
func (w *world) end() {
	_ = w.stop()
	w.raze()
}

// start runs a bot and waits until it is connected, or has ended.
func (w *world) start() {
	w.t.Helper()
	b, err := New(w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.bot, w.cancel = b, cancel
	go func() { w.ended <- b.Run(ctx) }()
	w.pass(0)
}

// stop ends the bot as SIGTERM does; it may be called twice.
func (w *world) stop() error {
	if w.cancel == nil {
		return nil
	}
	w.cancel()
	w.cancel = nil
	return <-w.ended
}

// pass lets time go by, and everything settle that needs no more of it.
func (w *world) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// idle waits until the sender has nothing due.
func (w *world) idle() {
	w.t.Helper()
	if err := w.bot.Sender().Idle(context.Background()); err != nil {
		w.t.Fatal(err)
	}
}

// posts are the texts that everybody sees in a conversation.
func (w *world) posts(channel string) []string {
	var texts []string
	for _, m := range w.Messages("", channel) {
		if m.User == w.Bot().ID && m.EphemeralTo == "" {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// whispers are the texts that one person alone sees in a conversation.
func (w *world) whispers(person, channel string) []string {
	var texts []string
	for _, m := range w.Messages(person, channel) {
		if m.EphemeralTo == person {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// tally counts what the bot reports.
type tally struct {
	Silent
	mu     sync.Mutex
	counts map[string]int
}

func (t *tally) add(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts[what]++
}

func (t *tally) of(what string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts[what]
}

func (t *tally) BadEnvelope()              { t.add("bad envelope") }
func (t *tally) Turned(string)             { t.add("turned") }
func (t *tally) Reconnected(reason string) { t.add("reconnected: " + reason) }

// logged is what was logged. Whoever reads it must not meet somebody who writes.
type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write implements [io.Writer].
func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String is all of it.
func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
