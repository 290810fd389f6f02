package slacksim

import "time"

// rate is a limit: so many at once, refilled evenly. The zero rate is no limit.
// docs.slack.dev/apis/web-api/rate-limits: tiers are per method, workspace and app.
type rate struct {
	burst     float64
	perSecond float64
}

func perMinute(n int) rate { return rate{burst: float64(n), perSecond: float64(n) / 60} }

// bucket is how much of a rate is left.
type bucket struct {
	left float64
	at   time.Time
}

// allow takes one from the named rate, or refuses with the time to wait.
func (s *Slack) allow(name string, r rate) error {
	if s.cfg.Unlimited || r.burst <= 0 {
		return nil
	}
	now := realTime()
	b := s.rates[name]
	if b == nil {
		b = &bucket{left: r.burst, at: now}
		s.rates[name] = b
	}
	b.left = min(r.burst, b.left+now.Sub(b.at).Seconds()*r.perSecond)
	b.at = now
	if b.left < 1 {
		wait := time.Duration((1 - b.left) / r.perSecond * float64(time.Second))
		return &RefusalError{Code: "ratelimited", retryAfter: max(wait, time.Second)}
	}
	b.left--
	return nil
}

// allowPost limits posts: about one a second in a channel, with short bursts
// tolerated, and a cap for the workspace whose number Slack does not tell.
// See docs.slack.dev/apis/web-api/rate-limits#posting-messages.
func (s *Slack) allowPost(channel string) error {
	const burst = 4 // "short bursts are allowed"; the number is ours
	if err := s.allow("post "+channel, rate{burst: burst, perSecond: 1}); err != nil {
		return err
	}
	if s.cfg.PostsPerMinute < 0 {
		return nil
	}
	return s.allow("post", perMinute(s.cfg.PostsPerMinute))
}
