package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// identity is who we are, as Slack says.
type identity struct {
	user string // our own user
	bot  string // our own bot id
	team string
	home string // address of the workspace, with a slash at its end
	app  string
}

// self keeps our identity: most of it is learned before anything else, the
// app's id from the first greeting.
type self struct {
	mu  sync.RWMutex
	who identity
}

func (s *self) get() identity {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.who
}

func (s *self) learn(change func(*identity)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.who)
}

// Run connects and works until ctx is done or Slack says something that no
// retry can cure (a revoked token, a missing scope), which it returns. Before
// it returns it has stopped accepting requests, finished and acknowledged those
// it had, and let calls that were under way end.
func (b *Bot) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	b.ending.Lock()
	b.cancel = cancel
	b.ending.Unlock()

	if err := b.introduce(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	// What is under way outlives ctx until it is drained.
	work, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	var running sync.WaitGroup
	b.requests.start(work)
	running.Go(func() { b.people.run(ctx) })
	running.Go(func() { b.quiet.run(ctx) })
	running.Go(func() { b.counter.run(ctx) })
	running.Go(func() { b.missed.run(ctx) })
	running.Go(func() { b.sender.Run(ctx) })
	connecting := make(chan struct{})
	running.Go(func() {
		defer close(connecting)
		if err := b.sockets.run(ctx); err != nil {
			b.stop(err)
		}
	})
	<-ctx.Done()
	b.drain(work, cut)
	<-connecting // no connection is opened any more
	b.sockets.close()
	running.Wait()
	b.ending.Lock()
	defer b.ending.Unlock()
	return b.reason
}

// drain finishes what is being handled, or cuts it off when that takes too long.
func (b *Bot) drain(work context.Context, cut context.CancelFunc) {
	if left := b.requests.drain(drainTime); left > 0 {
		b.log.LogAttrs(work, slog.LevelWarn, "stopped with requests unfinished", slog.Int("left", left))
	}
	cut()
	b.requests.wait()
}

// stop ends Run with a reason that no retry can cure; the first one counts.
func (b *Bot) stop(reason error) {
	b.ending.Lock()
	defer b.ending.Unlock()
	if b.reason == nil {
		b.reason = reason
	}
	b.cancel()
}

// introduce learns our own ids, waiting for Slack to be reachable.
func (b *Bot) introduce(ctx context.Context) error {
	wait := backoff{first: time.Second, longest: time.Minute}
	for {
		who, err := b.api.AuthTestContext(ctx)
		if err == nil && who.UserID == "" {
			err = ErrNotSlack // who does not know itself takes its own reactions for votes
		}
		if err == nil {
			b.self.learn(func(i *identity) { i.user, i.bot, i.team, i.home = who.UserID, who.BotID, who.TeamID, who.URL })
			return nil
		}
		if hopeless(err) {
			return fmt.Errorf("introduce ourselves to Slack: %w", err)
		}
		if ctx.Err() != nil {
			return nil //nolint:nilerr // because being told to stop is not a fault
		}
		b.log.LogAttrs(ctx, slog.LevelWarn, "slack does not answer", slog.String("error", scrubbed(err)))
		pause(ctx, max(wait.next(), retryAfter(err)))
	}
}

// pause waits, or returns early when ctx is done.
func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return // a timer of nothing still waits for its turn
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// hopeless reports whether Slack says that our tokens or scopes are wrong,
// which waiting does not cure.
func hopeless(err error) bool {
	refusal, ok := errors.AsType[slack.SlackErrorResponse](err)
	if !ok {
		return false
	}
	switch refusal.Err {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired",
		"not_allowed_token_type", "missing_scope", "no_permission", "org_login_required",
		"team_access_not_granted", "forbidden_team":
		return true
	}
	return false
}

// longestSilence is how long Slack is left alone before it is asked again,
// whatever it said: minutes are usual, and a day that a proxy made up would be
// a day on which Pogo is mute.
const longestSilence = 15 * time.Minute

func retryAfter(err error) time.Duration {
	if limited, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		return min(limited.RetryAfter, longestSilence)
	}
	return 0
}
