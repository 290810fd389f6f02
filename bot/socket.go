package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
)

// Patience with connections.
const (
	greetTime  = 10 * time.Second // from dialing to Slack's hello
	steadyLife = 30 * time.Second // a connection that lived this long was a good one
	overlap    = 15 * time.Second // how long an old connection is still read once the next is greeted
	freeTurns  = 3                // refreshes in quick succession before they are spaced out

	// parting is how long the connection before the old one is still read: Slack
	// allows ten, which refreshes in quick succession would fill.
	parting = 200 * time.Millisecond
)

// sockets keeps a number of Socket Mode connections open. Slack delivers each
// envelope to any one of them, so that one can be renewed or cut without a
// moment in which nobody listens.
type sockets struct {
	cfg     Config
	log     *slog.Logger
	metrics Metrics
	open    func(ctx context.Context) (url string, err error)
	dialer  *websocket.Dialer
	self    *self
	receive func(l *link, f frame) // must not block
	back    func()                 // called when nobody listened for a while, and at the start; must not block

	mu      sync.Mutex
	links   map[*link]bool // greeted and not gone
	dialed  int            // not gone, greeted or not
	others  int            // what Slack counted beyond those at its last greeting
	alone   time.Time      // since when there is none; zero at the start
	greeted chan struct{}  // closed at the first greeting
	first   sync.Once
	reading sync.WaitGroup
}

func newSockets(cfg Config, api *slack.Client, self *self, receive func(*link, frame), back func()) *sockets {
	return &sockets{
		cfg: cfg, log: cfg.Log, metrics: cfg.Metrics, self: self, receive: receive, back: back,
		dialer: &websocket.Dialer{NetDialContext: cfg.Dial, HandshakeTimeout: greetTime, Proxy: proxy},
		links:  map[*link]bool{}, greeted: make(chan struct{}),
		open: func(ctx context.Context) (string, error) {
			_, url, err := api.StartSocketModeContext(ctx)
			return url, err
		},
	}
}

// run keeps the connections open until ctx is done or one of them meets
// something that no retry can cure, which it returns. The connections
// themselves stay open for the last acknowledgements until close.
func (s *sockets) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var slots sync.WaitGroup
	for i := range s.cfg.Connections {
		slots.Go(func() {
			pause(ctx, time.Duration(i)*s.cfg.Stagger)
			if err := s.keep(ctx, slog.Int("slot", i)); err != nil {
				cancel(err)
			}
		})
	}
	slots.Wait()
	if cause := context.Cause(ctx); hopeless(cause) {
		return cause
	}
	return nil
}

// keep has one connection open at a time, and two while it changes over.
func (s *sockets) keep(ctx context.Context, slot slog.Attr) error {
	var former, current *link
	t := newTurns()
	for ctx.Err() == nil {
		next, err := s.connect(ctx)
		if hopeless(err) {
			return fmt.Errorf("open a connection to Slack: %w", err)
		}
		reason := reasonOf(err)
		if next != nil {
			s.retire(former, parting)
			s.retire(current, overlap)
			former, current = current, next
			reason = s.watch(ctx, next)
			t.lived(s.cfg.Steady().Sub(next.since))
		}
		if ctx.Err() == nil {
			wait := max(t.wait(reason), retryAfter(err))
			s.report(ctx, reason, wait, slot, err)
			pause(ctx, wait)
		}
	}
	return nil
}

// watch waits until something ends the connection, or is about to.
func (s *sockets) watch(ctx context.Context, l *link) string {
	select {
	case reason := <-l.bye:
		return reason
	case <-l.gone:
		select {
		case reason := <-l.bye: // Slack said why, then hung up
			return reason
		default:
			return cut
		}
	case <-ctx.Done():
		return ""
	}
}

// connect opens a connection and waits for Slack's greeting.
func (s *sockets) connect(ctx context.Context) (*link, error) {
	url, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	dialing, cancel := context.WithTimeout(ctx, greetTime)
	defer cancel()
	conn, response, err := s.dialer.DialContext(dialing, url, nil)
	if response != nil && response.Body != nil {
		_ = response.Body.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("dial: %w", err)
	}
	l := newLink(conn, s.cfg.Steady)
	s.mu.Lock()
	s.dialed++
	s.mu.Unlock()
	s.reading.Go(func() { s.read(l) }) //nolint:contextcheck // because the reader outlives the dialing
	s.reading.Go(l.ping)
	select {
	case <-l.greeted:
		return l, nil
	case reason := <-l.bye:
		l.close()
		return nil, disconnected(reason)
	case <-l.gone:
		return nil, errors.New("gone before the greeting")
	case <-dialing.Done():
		l.close()
		return nil, fmt.Errorf("wait for the greeting: %w", dialing.Err())
	}
}

// retire reads an old connection for a while longer, since envelopes may be on
// their way in it, which could not be acknowledged there after a goodbye.
func (s *sockets) retire(old *link, longer time.Duration) {
	if old == nil {
		return
	}
	s.reading.Go(func() {
		timer := time.NewTimer(longer)
		defer timer.Stop()
		select {
		case <-old.gone:
		case <-timer.C:
			old.close()
		}
	})
}

// close says goodbye on every connection and waits until they are gone.
func (s *sockets) close() {
	s.mu.Lock()
	for l := range s.links {
		s.reading.Go(l.close)
	}
	s.mu.Unlock()
	s.reading.Wait()
}

func (s *sockets) live() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.links)
}

// other returns any live connection but not.
func (s *sockets) other(not *link) *link {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.links {
		if l != not {
			return l
		}
	}
	return nil
}

func (s *sockets) foreign() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.others
}

// compare tells what Slack counts beyond our own connections: another process
// with the same token, which takes a part of the requests, or ghosts, dead
// connections to which Slack delivers until it notices. Neither makes this
// process less ready.
func (s *sockets) compare(counted int) {
	s.mu.Lock()
	others := max(counted-s.dialed, 0)
	changed := (others > 0) != (s.others > 0) // while others change over, their number does from one greeting to the next
	s.others = others
	s.mu.Unlock()
	s.metrics.Others(others)
	if !changed {
		return
	}
	level := slog.LevelWarn
	if s.cfg.Replicas || others == 0 {
		level = slog.LevelInfo
	}
	s.log.LogAttrs(context.Background(), level, "slack counts connections of other processes", slog.Int("others", others))
}

func (s *sockets) enter(l *link) {
	s.mu.Lock()
	s.links[l] = true
	n := len(s.links)
	if n == 1 && s.cfg.Steady().Sub(s.alone) > outage {
		s.back() // before anybody can see that we are
	}
	s.mu.Unlock()
	s.metrics.Connected(n)
	s.first.Do(func() { close(s.greeted) })
}

func (s *sockets) leave(l *link) {
	s.mu.Lock()
	_, greeted := s.links[l]
	delete(s.links, l)
	s.dialed--
	n := len(s.links)
	if greeted && n == 0 {
		s.alone = s.cfg.Steady()
	}
	s.mu.Unlock()
	s.metrics.Connected(n)
}

func (s *sockets) report(ctx context.Context, reason string, wait time.Duration, slot slog.Attr, err error) {
	s.metrics.Reconnected(counted(reason))
	level := slog.LevelInfo
	switch reason {
	case tooMany, linkDisabled:
		level = slog.LevelError
	case "warning", refresh:
	default:
		level = slog.LevelWarn
	}
	attrs := []slog.Attr{slot, slog.String("reason", reason), slog.Duration("wait", wait)}
	if err != nil {
		attrs = append(attrs, slog.String("error", scrubbed(err)))
	}
	s.log.LogAttrs(ctx, level, "connecting to Slack anew", attrs...)
}
