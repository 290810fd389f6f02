package slacksim

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Slack is one workspace. Make it with New.
type Slack struct {
	cfg      Config
	manifest *manifest // nil: everything is allowed
	mux      *http.ServeMux
	methods  map[string]method
	bot      Person
	tokens   *regexp.Regexp // see typedTokens

	mu       sync.Mutex // guards everything below
	base     string     // http://host of Handler
	ids      int
	people   []*Person
	groups   []*UserGroup
	quiet    map[string]quiet // by person
	channels []*channel
	byID     map[string]*channel
	views    map[string]*view
	modals   map[string][]*view // by person, the top one last
	homes    map[string]*view
	emoji    map[string]string // every known name → the one that Slack uses; nil until it is needed
	triggers map[string]*trigger
	hooks    map[string]*hook // response URLs by their secret
	forgot   time.Time        // when old hooks and triggers were last dropped, real
	files    map[string]*file
	calls    []Call
	faults   map[string][]Fault
	rates    map[string]*bucket
	hub      hub
	watchers map[*watcher]bool
	turn     chan struct{} // closed at the next change; nil when nobody waits for it

	closed chan struct{}
	work   sync.WaitGroup // redeliveries, sockets
}

// New makes an empty workspace with nobody but the app's own user in it. It
// fails only if the manifest cannot be used.
func New(cfg Config) (*Slack, error) {
	cfg.fill()
	m, err := readManifest(cfg.Manifest)
	if err != nil {
		return nil, fmt.Errorf("read the app's manifest: %w", err)
	}
	s := &Slack{
		cfg:      cfg,
		ids:      cfg.FirstID,
		manifest: m,
		tokens:   typedTokens(),
		byID:     map[string]*channel{},
		views:    map[string]*view{},
		modals:   map[string][]*view{},
		homes:    map[string]*view{},
		triggers: map[string]*trigger{},
		hooks:    map[string]*hook{},
		files:    map[string]*file{},
		faults:   map[string][]Fault{},
		rates:    map[string]*bucket{},
		quiet:    map[string]quiet{},
		watchers: map[*watcher]bool{},
		closed:   make(chan struct{}),
	}
	s.hub.init()
	s.bot = Person{
		ID: botUserID, Name: m.botName(), RealName: m.botName(), TZ: "America/Los_Angeles",
		Locale: "en-US", TeamID: teamID, Bot: true,
	}
	s.people = append(s.people, &s.bot)
	s.methods = s.webMethods()
	s.mux = s.routes()
	return s, nil
}

// The names of the one workspace and its one app.
const (
	teamID         = "T0SIM0000"
	teamName       = "Pretend"
	teamDomain     = "pretend"
	strangerTeamID = "T0FAR0000"
	appID          = "A0SIM0000"
	botID          = "B0SIM0000"
	botUserID      = "U0SIMBOT0"
)

// Config says what the workspace allows. Its zero value is usable.
type Config struct {
	// Now is the wall clock of the workspace: message timestamps, event times
	// and time-zone offsets follow it. Nil means the real one. It may jump, but
	// timestamps within a conversation never go backwards.
	Now func() time.Time

	// BotToken and AppToken are what the app must present. Default: "xoxb-sim"
	// and "xapp-sim".
	BotToken, AppToken string

	// Manifest is the app's manifest as JSON: its commands, shortcuts, scopes,
	// events and home tab. Nil allows everything.
	Manifest []byte

	// FirstID is where the ids of requests begin, so that one workspace may go on
	// where another, with which the app has spoken before, has ended.
	FirstID int

	// PostsPerMinute caps the posts of the app in the whole workspace.
	// 0 means 300; a negative number, no cap.
	PostsPerMinute int

	// Unlimited switches every rate limit off.
	Unlimited bool

	// AckTimeout is how long the app has to acknowledge an envelope, and
	// TriggerTimeout how long a trigger_id lives. Both default to 3 s.
	AckTimeout, TriggerTimeout time.Duration

	// RetryAfterNoAck are the waits before each redelivery of an event that was
	// not acknowledged. Nil means Slack's: at once, 1 min, 5 min.
	RetryAfterNoAck []time.Duration

	// PingEvery is the time between the server's pings. Default: 10 s.
	PingEvery time.Duration

	// Grace is the time between a "warning" or "refresh_requested" and the end
	// of the connection. Default: 10 s.
	Grace time.Duration

	// Emoji are the workspace's own emoji names, beside the standard ones.
	Emoji []string
}

func (c *Config) fill() {
	orTime := func(d *time.Duration, or time.Duration) {
		if *d == 0 {
			*d = or
		}
	}
	if c.Now == nil {
		c.Now = realTime
	}
	if c.BotToken == "" {
		c.BotToken = "xoxb-sim"
	}
	if c.AppToken == "" {
		c.AppToken = "xapp-sim"
	}
	if c.PostsPerMinute == 0 {
		c.PostsPerMinute = 300
	}
	if c.RetryAfterNoAck == nil {
		// docs.slack.dev/apis/events-api: nearly at once, after 1 and after 5 minutes.
		c.RetryAfterNoAck = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	orTime(&c.AckTimeout, 3*time.Second)
	orTime(&c.TriggerTimeout, 3*time.Second)
	orTime(&c.PingEvery, 10*time.Second)
	orTime(&c.Grace, 10*time.Second)
}

// Handler serves the whole workspace under one host: /api/METHOD, the socket
// under /link/, response URLs under /response/ and uploads under /files/.
func (s *Slack) Handler() http.Handler { return s.mux }

// SetURL sets the address at which Handler can be reached, as http://host. It is
// only needed before the first call of the app, from which it is learned.
func (s *Slack) SetURL(base string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.base = strings.TrimRight(base, "/")
}

// Close ends all connections and waits for everything that was started.
func (s *Slack) Close() {
	s.mu.Lock()
	if !s.over() {
		close(s.closed)
	}
	for _, c := range s.hub.conns {
		c.cut()
	}
	s.mu.Unlock()
	s.work.Wait()
}

// over says whether the workspace is closed.
func (s *Slack) over() bool {
	select {
	case <-s.closed:
		return true
	default:
		return false
	}
}

// start runs work that Close waits for. It is called with mu held, so that
// nothing starts after Close.
func (s *Slack) start(work func()) {
	if !s.over() {
		s.work.Go(work)
	}
}

// Bot returns the app's own user.
func (s *Slack) Bot() Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bot
}

// Until returns once cond holds; it is asked again after every change.
func (s *Slack) Until(ctx context.Context, cond func() bool) error {
	for {
		s.mu.Lock()
		if s.turn == nil {
			s.turn = make(chan struct{})
		}
		turn := s.turn
		s.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-turn:
		case <-ctx.Done():
			return fmt.Errorf("wait for the workspace: %w", ctx.Err())
		}
	}
}

// WaitIdle returns once every envelope handed out is acknowledged or given up.
func (s *Slack) WaitIdle(ctx context.Context) error {
	return s.Until(ctx, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.hub.waiting == 0
	})
}
