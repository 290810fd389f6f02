// Package bot is the wire: Socket Mode in, the Web API out.
//
// Coming in, an envelope is read, its request handled by a [Handler] on a
// bounded pool of workers, in order within one conversation, and then
// acknowledged. An acknowledgement means that the change is committed. What
// was not acknowledged (the queue was full, a handler failed, the process
// died) Slack delivers again or tells the person about.
//
// Going out, a [Sender] takes deliveries from the [Outbox] and makes Slack
// look as they say: in order within a conversation and at the pace that Slack
// allows. If the answer to a post is lost, the sender looks for the message in
// Slack's history before it posts again, so that nothing stands there twice.
//
// The Socket Mode client is our own. The one of slack-go shares a queue of
// acknowledgements between connections, drops what is in flight when Slack
// refreshes a connection, and cannot drain before it stops. Here the next
// connection is open before the old one is left, and an acknowledgement is
// written by whoever handled the request, on the connection it came by.
//
// Tokens and what people wrote are never logged.
package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pogo/scrum"
)

// Limits of patience with the network.
const (
	httpTimeout = 10 * time.Second // one call to the Web API
	drainTime   = 10 * time.Second // for requests that are being handled when Run is told to stop
	lateTime    = 2 * time.Second  // of that, during which others that come are handled too
)

// Config is what a Bot needs. Only the fields without a default must be set.
type Config struct {
	BotToken string // xoxb-…
	AppToken string // xapp-…
	APIURL   string // ends in a slash; default https://slack.com/api/

	Handler Handler
	Outbox  Outbox
	Log     *slog.Logger
	Metrics Metrics // default: Silent

	Now    func() time.Time // wall time, which a playground may move
	Steady func() time.Time // time that nobody moves: it must run as timers do, or at a Pace
	Pace   int              // how many seconds of Steady pass in one of a timer's; default 1, more where leases must end soon

	Replicas       bool          // other processes serve the same app, so that their connections are no surprise
	Connections    int           // Socket Mode connections at once; default 2
	Stagger        time.Duration // between their starts; default 5 s
	Workers        int           // requests handled at once, and committed together at most; default 32
	Queue          int           // requests that wait or are handled; default 16384, of some hundred bytes each
	LanePace       time.Duration // between two posts in one conversation; default 1 s
	EditPause      time.Duration // between two edits of one message; default 3 s, as Slack advises
	CountPause     time.Duration // between two counts of the reactions to one message; default 3 s, as it is not edited more often
	PostsPerMinute int           // in the whole workspace; default 300
	EditsPerMinute int           // in the whole workspace; default 50
	ReadsPerMinute int           // of reactions, after an outage; default 50
	QuietPause     time.Duration // between two look-ups of who is not to be disturbed; default 3 s

	Transport http.RoundTripper                                                    // default http.DefaultTransport
	Dial      func(ctx context.Context, network, address string) (net.Conn, error) // for Socket Mode; default: the system's
}

// Bot connects a Handler and an Outbox to Slack.
type Bot struct {
	cfg      Config
	log      *slog.Logger
	metrics  Metrics
	api      *slack.Client // for deeds: retries nothing, the outbox does
	self     *self
	sockets  *sockets
	requests *dispatcher
	sender   *Sender
	people   *directory
	quiet    *quietHours
	counter  *counter
	missed   *reconciler

	ending sync.Mutex
	cancel context.CancelFunc // ends Run
	reason error              // why Run ends, if no retry can cure it
}

// New makes a Bot. It connects to nothing before Run.
func New(cfg Config) (*Bot, error) {
	if err := cfg.complete(); err != nil {
		return nil, err
	}
	b := &Bot{cfg: cfg, log: cfg.Log, metrics: cfg.Metrics, self: &self{}, cancel: func() {}}
	client := &http.Client{Transport: cfg.Transport, Timeout: httpTimeout}
	options := []slack.Option{
		slack.OptionHTTPClient(Answers{client}),
		slack.OptionAPIURL(cfg.APIURL),
		slack.OptionAppLevelToken(cfg.AppToken),
	}
	b.api = slack.New(cfg.BotToken, options...)
	lookups := slack.New(cfg.BotToken, append(options, patiently())...)
	web := &web{api: b.api, http: &http.Client{Transport: cfg.Transport}, files: cfg.Handler, apiURL: cfg.APIURL, token: cfg.BotToken}
	b.people = newDirectory(lookups, cfg.Handler, b.self, cfg.Log)
	b.quiet = newQuietHours(cfg, lookups, b.self)
	b.sender = newSender(cfg, web)
	b.counter = newCounter(cfg)
	b.missed = newReconciler(cfg, lookups, b.counter)
	b.sender.found = b.found
	b.requests = newDispatcher(b, web)
	b.sockets = newSockets(cfg, b.api, b.self, b.requests.receive, b.missed.again)
	b.requests.sockets = b.sockets
	return b, nil
}

func (cfg *Config) complete() error {
	var faults []error
	missing := func(bad bool, what string) {
		if bad {
			faults = append(faults, fmt.Errorf("bot: %s is missing", what))
		}
	}
	missing(cfg.BotToken == "", "the bot token")
	missing(cfg.AppToken == "", "the app token")
	missing(cfg.Handler == nil, "the handler")
	missing(cfg.Outbox == nil, "the outbox")
	missing(cfg.Log == nil, "the logger")
	missing(cfg.Now == nil || cfg.Steady == nil, "a clock")
	cfg.APIURL = cmp.Or(cfg.APIURL, slack.APIURL)
	if u, err := url.Parse(cfg.APIURL); err != nil || u.Host == "" || cfg.APIURL[len(cfg.APIURL)-1] != '/' {
		faults = append(faults, errors.New("bot: the API address must be absolute and end in a slash"))
	}
	if cfg.Metrics == nil {
		cfg.Metrics = Silent{}
	}
	cfg.Pace = cmp.Or(cfg.Pace, 1)
	cfg.Connections = cmp.Or(cfg.Connections, 2)
	cfg.Stagger = cmp.Or(cfg.Stagger, 5*time.Second)
	cfg.Workers = cmp.Or(cfg.Workers, 32)
	cfg.Queue = cmp.Or(cfg.Queue, 1<<14)
	cfg.LanePace = cmp.Or(cfg.LanePace, time.Second)
	cfg.EditPause = cmp.Or(cfg.EditPause, 3*time.Second)
	cfg.CountPause = cmp.Or(cfg.CountPause, 3*time.Second)
	cfg.PostsPerMinute = cmp.Or(cfg.PostsPerMinute, 300)
	cfg.ReadsPerMinute = cmp.Or(cfg.ReadsPerMinute, 50)
	cfg.QuietPause = cmp.Or(cfg.QuietPause, 3*time.Second)
	cfg.EditsPerMinute = cmp.Or(cfg.EditsPerMinute, 50)
	return errors.Join(faults...)
}

// timer is how long to set a timer for what is so long on the steady clock.
func (cfg Config) timer(d time.Duration) time.Duration { return d / time.Duration(cfg.Pace) }

// found has the reactions to a message counted that people put there before we
// knew that it is ours.
func (b *Bot) found(m scrum.MessageID) {
	b.counter.want(m)
	b.missed.also(m)
}

// Sender returns the sender of this bot, to wait until it has nothing to do.
func (b *Bot) Sender() *Sender { return b.sender }

// Ready reports whether Slack has greeted at least one live connection.
func (b *Bot) Ready() bool { return b.sockets.live() > 0 }

// Connections returns how many connections Slack has greeted, and how many
// more it counted at its last greeting: those of other processes, and dead ones
// that it has not noticed yet.
func (b *Bot) Connections() (live, others int) { return b.sockets.live(), b.sockets.foreign() }

// Current reports whether all that was put on a message is known here: a
// connection is live, and what was missed while none was has been read, as far
// as Slack let us.
func (b *Bot) Current(m scrum.MessageID) bool { return b.Ready() && !b.missed.owes(m) }

// Asked is told of people who were asked something by the clock: Slack is asked,
// soon, when they are not to be disturbed.
func (b *Bot) Asked(people []string) { b.quiet.want(people) }

// Greeted is closed once Slack has greeted the first connection.
func (b *Bot) Greeted() <-chan struct{} { return b.sockets.greeted }

// Known is closed once everybody in the workspace, and every conversation
// that Pogo is in, has been looked up.
func (b *Bot) Known() <-chan struct{} { return b.people.known }

// Idle waits until every request that arrived was handled and acknowledged,
// reactions were counted, what they changed in Slack was looked up, and nothing that is due is left to
// send.
func (b *Bot) Idle(ctx context.Context) error {
	for b.requests.pool.jobs.wait(drainTime)+b.people.busy.wait(drainTime)+b.quiet.busy.wait(drainTime)+b.missed.busy.wait(drainTime)+b.counter.busy.wait(drainTime) > 0 {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("wait for requests: %w", err)
		}
	}
	return b.sender.Idle(ctx)
}
