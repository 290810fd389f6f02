package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"pogo/bot"
	"pogo/handlers"
	"pogo/internal/testdb"
	"pogo/locale"
	"pogo/scrum"
	"pogo/slacksim"
	"pogo/storage"
)

// stage is a pretend Slack with Pogo in it, for one conversation.
type stage struct {
	ctx     context.Context
	over    context.CancelFunc
	cancel  context.CancelFunc // ends the bot, not the conversation
	home    string             // the address of the database
	leave   func() error       // takes it away
	paris   *time.Location
	clock   *clock
	slack   *slacksim.Slack
	server  *httptest.Server
	app     *app
	done    chan error // the end of app.run
	people  map[string]string
	channel string          // where everybody is
	seen    map[string]bool // what each person has read
}

// tables is a database like any other at the first start, for tests to copy.
var tables = testdb.NewTemplate(func(ctx context.Context, address string) (io.Closer, error) {
	return storage.Open(ctx, storage.Config{Path: address})
})

// application is the manifest that every pretend Slack here has.
var application = sync.OnceValues(func() ([]byte, error) {
	words, err := locale.Load()
	if err != nil {
		return nil, err
	}
	return manifest(handlers.New(handlers.Config{Words: words}).Commands("en"), "", doNotDisturb)
})

func newStage(dir string) (*stage, error) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return nil, err
	}
	// The clock stands still between moves and deeds, so that every run is the
	// same.
	start := time.Date(2026, time.March, 2, 9, 0, 0, 0, paris)
	s := &stage{
		paris: paris, channel: "payments", people: map[string]string{}, seen: map[string]bool{},
		clock: &clock{real: func() time.Time { return start }},
	}
	s.ctx, s.over = context.WithTimeout(context.Background(), 2*time.Minute)
	text, err := application()
	if err != nil {
		return nil, err
	}
	if s.slack, err = slacksim.New(slacksim.Config{Now: s.clock.Now, Manifest: text, Unlimited: true, AckTimeout: unhurried, TriggerTimeout: unhurried}); err != nil {
		return nil, err
	}
	s.furnish()
	if s.home, s.leave, err = tables.New(dir); err != nil {
		return nil, err
	}
	s.server = httptest.NewServer(s.slack.Handler())
	return s, s.start()
}

func (s *stage) furnish() {
	bot := s.slack.Bot().ID
	for _, p := range []slacksim.Person{
		{Name: "Claire", RealName: "Claire", TZ: "Europe/Paris", Locale: "fr-FR"},
		{Name: "Samir", RealName: "Samir", TZ: "Europe/Paris", Locale: "fr-FR"},
		{Name: "Nora", RealName: "Nora", TZ: "America/New_York", Locale: "en-US"},
		{Name: "Léa", RealName: "Léa", TZ: "Europe/Paris", Locale: "fr-FR"},
		{Name: "Tom", RealName: "Tom", TZ: "Europe/London", Locale: "en-GB"},
		{Name: "Kenji", RealName: "Kenji", TZ: "Asia/Tokyo", Locale: "en-US"},
		{Name: "Inès", RealName: "Inès", TZ: "Europe/Paris", Locale: "fr-FR", Guest: true},
		{Name: "Eve", RealName: "Eve", TZ: "Europe/Paris", Locale: "en-GB", Stranger: true},
	} {
		s.people[scrum.Fold(p.Name)] = s.slack.AddPerson(p)
	}
	id := func(names ...string) []string {
		ids := []string{bot}
		for _, n := range names {
			ids = append(ids, s.people[n])
		}
		return ids
	}
	s.developers("samir", "lea", "kenji")
	s.slack.AddChannel(slacksim.Channel{ID: "C0PAYMENTS", Name: "payments", Members: id("claire", "samir", "nora", "lea", "ines")})
	s.slack.AddChannel(slacksim.Channel{ID: "C0BOUTIQUE", Name: "boutique", Members: id("claire", "samir", "lea", "ines")})
	s.slack.AddChannel(slacksim.Channel{ID: "C0SHARED", Name: "shared", Shared: true, Members: id("claire", "nora", "eve")})
	s.slack.AddChannel(slacksim.Channel{ID: "C0SECRET", Name: "secret", Private: true, Members: id("claire", "samir")})
	s.slack.AddChannel(slacksim.Channel{ID: "C0RANDOM", Name: "random", Members: id("claire", "samir", "nora", "tom", "kenji")[1:]})
}

// start runs the bot until it is greeted and knows everybody.
func (s *stage) start() error {
	var err error
	s.app, err = newApp(s.ctx, wiring{
		database: s.home, locale: "en", zone: "Europe/Paris", log: slog.New(slog.DiscardHandler), now: s.clock.Now,
		bot: bot.Config{
			BotToken: "xoxb-sim", AppToken: "xapp-sim", APIURL: s.server.URL + "/api/", Steady: time.Now, Connections: 1,
			LanePace: time.Nanosecond, EditPause: time.Nanosecond, CountPause: time.Nanosecond, PostsPerMinute: 1 << 20, EditsPerMinute: 1 << 20, ReadsPerMinute: 1 << 20,
		},
	})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(s.ctx)
	s.done = make(chan error, 1)
	s.cancel = stop
	go func() { s.done <- s.app.run(ctx) }()
	return s.greeted()
}

// greeted waits until the bot is connected and knows everybody.
func (s *stage) greeted() error {
	for _, ready := range []<-chan struct{}{s.app.bot.Known(), s.app.bot.Greeted()} {
		select {
		case <-ready:
		case err := <-s.done:
			return fmt.Errorf("the bot ended: %w", err)
		case <-s.ctx.Done():
			return fmt.Errorf("wait for the bot: %w", s.ctx.Err())
		}
	}
	return nil
}

func (s *stage) stop() error {
	s.cancel()
	err := <-s.done
	if closeErr := s.app.close(); err == nil {
		err = closeErr
	}
	return err
}

func (s *stage) close() {
	_ = s.stop()
	s.over()
	s.slack.Close()
	s.server.Close()
	_ = s.leave() // what is left is seen on the server
}

// settle waits until everything that was said has been handled and sent.
func (s *stage) settle() error {
	if err := s.slack.WaitIdle(s.ctx); err != nil {
		return fmt.Errorf("wait for the pretend Slack: %w", err)
	}
	if err := s.app.bot.Idle(s.ctx); err != nil {
		return fmt.Errorf("wait for the sender: %w", err)
	}
	return nil
}

// cmdSlack makes trouble: "slack disconnect warning", "slack cut",
// "slack fail chat.postMessage 429".
func (s *stage) cmdSlack(args []string) (string, error) {
	switch {
	case len(args) == 2 && args[0] == "disconnect":
		s.slack.Disconnect(args[1])
	case len(args) == 1 && args[0] == "cut":
		s.slack.Cut()
	case len(args) == 3 && args[0] == "fail":
		fault, ok := map[string]slacksim.Fault{
			"429":        {Status: 429, RetryAfter: time.Second},
			"500":        {Status: 500},
			"stored-500": {Status: 500, Store: true},
			"drop":       {Drop: true},
		}[args[2]]
		if !ok {
			return "", fmt.Errorf("no fault is called %q", args[2])
		}
		s.slack.Fail(args[1], fault)
	case args[0] == "devs":
		s.developers(args[1:]...)
	default:
		return "", s.changePeople(args)
	}
	return "", nil
}

// changePeople lets somebody come or go: "slack invite claire samir", "slack
// remove samir", "slack archive claire" (the channel), "slack deactivate samir", "slack guest samir",
// "slack status samir 2026-03-09 Vacationing", "slack quiet samir 2026-03-03
// 11:00" (from now on, in Paris; without a time it ends).
func (s *stage) changePeople(args []string) error {
	channel := s.ids()[s.channel]
	switch {
	case len(args) == 3 && args[0] == "invite":
		return s.settled(s.slack.Invite(s.people[args[1]], s.person1(args[2]), channel))
	case len(args) >= 2 && args[0] == "quiet":
		return s.settled(s.quiet(args[1], strings.Join(args[2:], " ")))
	case len(args) >= 2 && args[0] == "status":
		return s.change(args[1], s.status(args[2:]))
	case len(args) == 3 && args[0] == "zone":
		return s.change(args[1], func(p *slacksim.Person) { p.TZ = args[2] })
	case len(args) == 2:
		return s.changeOne(args[0], args[1], channel)
	}
	return errSlackTakes
}

var errSlackTakes = errors.New("slack takes again or tardy EVENT, delete TEXT, disconnect REASON, cut, fail METHOD FAULT, invite BY WHOM, remove WHOM, archive BY WHOM, deactivate WHOM, guest WHOM, status WHOM UNTIL TEXT, quiet WHOM UNTIL, zone WHOM ZONE or devs WHOM…")

func (s *stage) changeOne(deed, what, channel string) error {
	switch deed {
	case "again", "tardy":
		return s.again(deed, what)
	case "delete":
		return s.deletes(what)
	case "remove":
		return s.settled(s.slack.Leave(s.person1(what), channel))
	case "archive":
		return s.settled(s.slack.Archive(s.person1(what), channel))
	case "deactivate", "guest":
		return s.change(what, func(p *slacksim.Person) { p.Deleted, p.Guest = deed == "deactivate", deed == "guest" })
	}
	return errSlackTakes
}

// settled waits for what a change set off, if it could be made.
func (s *stage) settled(err error) error {
	if err != nil {
		return err
	}
	return s.settle()
}

// status is what somebody says of themselves beside their name, perhaps until a
// date.
func (s *stage) status(words []string) func(*slacksim.Person) {
	return func(p *slacksim.Person) {
		p.StatusEmoji, p.StatusText, p.StatusUntil = "", strings.Join(words[min(1, len(words)):], " "), 0
		if len(words) == 0 {
			return
		}
		if until, err := time.ParseInLocation(time.DateOnly, words[0], s.paris); err == nil {
			p.StatusUntil = until.Unix()
		}
	}
}

// quiet lets somebody not be disturbed from now on until a moment in Paris, or
// no longer.
func (s *stage) quiet(name, until string) error {
	if until == "" {
		return s.slack.SetQuiet(s.people[name], time.Time{}, time.Time{})
	}
	end, err := time.ParseInLocation("2006-01-02 15:04", until, s.paris)
	if err != nil {
		return err
	}
	return s.slack.SetQuiet(s.people[name], s.clock.Now(), end)
}

// developers are the members of the user group @devs.
func (s *stage) developers(names ...string) {
	var ids []string
	for _, n := range names {
		ids = append(ids, s.people[n])
	}
	s.slack.AddUserGroup(slacksim.UserGroup{ID: "S0DEVS", Handle: "devs", Name: "Developers", Users: ids})
}

// again delivers the newest event of a type again: as Slack does when it
// believes that it was not acknowledged, or tardy, as one that overtook it.
func (s *stage) again(how, event string) error {
	deliver := map[string]func(string) error{"again": s.slack.Redeliver, "tardy": s.slack.Tardy}[how]
	for _, e := range slices.Backward(s.slack.Envelopes()) {
		if strings.Contains(string(e.Raw), `"type":"`+event+`"`) {
			if err := deliver(e.ID); err != nil {
				return err
			}
			return s.settle()
		}
	}
	return fmt.Errorf("there was no %s", event)
}

// change makes somebody's account another.
func (s *stage) change(name string, how func(*slacksim.Person)) error {
	for _, p := range s.slack.People() {
		if p.ID == s.person1(name) {
			how(&p)
			s.slack.AddPerson(p)
		}
	}
	return s.settle()
}

// deletes takes our newest message with a text out of the channel, as its
// administrators can.
func (s *stage) deletes(text string) error {
	m, err := s.find(s.people["claire"], text)
	if err != nil {
		return err
	}
	if err := s.slack.DeleteMessage(s.slack.Bot().ID, m.Channel, m.TS); err != nil {
		return err
	}
	return s.settle()
}

func (s *stage) person1(name string) string {
	if name == "pogo" {
		return s.slack.Bot().ID
	}
	return s.people[name]
}

// ids are the channels by name.
func (s *stage) ids() map[string]string {
	return map[string]string{"payments": "C0PAYMENTS", "boutique": "C0BOUTIQUE", "shared": "C0SHARED", "secret": "C0SECRET", "random": "C0RANDOM"}
}

func (s *stage) channelID() (string, error) {
	id, ok := s.ids()[s.channel]
	if !ok {
		return "", fmt.Errorf("there is no channel %s", s.channel)
	}
	return id, nil
}

// unhurried is how long the pretend Slack waits here where Slack waits three
// seconds: these tests are about what is said, on machines of any speed.
const unhurried = time.Minute
