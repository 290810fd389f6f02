package playground

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type clockDeed struct {
	As, Channel string
	Move        string // "hour", "day", "tomorrow", "at" or "jump"
	At          time.Time
	Jump        int
}

// moveClock moves the clock forward and returns when everything that was due
// on the way has happened. One jump at a time.
func (s *Server) moveClock(ctx context.Context, d clockDeed) (answer, error) {
	if s.cfg.Advance == nil {
		return answer{}, errors.New("this workspace follows the real clock")
	}
	s.jump.Lock()
	defer s.jump.Unlock()
	now := s.cfg.Clock.Now()
	to, err := s.destination(ctx, d, now)
	if err != nil {
		return answer{}, err
	}
	if !to.After(now) {
		return answer{Error: "backwards"}, nil
	}
	defer s.tellMoved()
	if err := s.cfg.Advance(ctx, to); err != nil {
		return answer{}, fmt.Errorf("move the clock to %s: %w", to.Format(time.RFC3339), err)
	}
	return answer{}, nil
}

func (s *Server) destination(ctx context.Context, d clockDeed, now time.Time) (time.Time, error) {
	here := now.In(s.zone(d.As))
	switch d.Move {
	case "hour":
		return now.Add(time.Hour), nil
	case "day":
		return here.AddDate(0, 0, 1), nil
	case "tomorrow":
		return time.Date(here.Year(), here.Month(), here.Day()+1, 9, 30, 0, 0, here.Location()), nil
	case "at":
		return d.At, nil
	case "jump":
		if d.Jump < 0 || d.Jump >= len(s.cfg.Jumps) {
			return time.Time{}, fmt.Errorf("there is no jump %d", d.Jump)
		}
		return s.cfg.Jumps[d.Jump].To(ctx, d.Channel)
	default:
		return time.Time{}, fmt.Errorf("unknown move %q", d.Move)
	}
}

// zone is a person's time zone, or UTC.
func (s *Server) zone(user string) *time.Location {
	zone, err := time.LoadLocation(actor(s.slack.People(), user).TZ)
	if err != nil {
		return time.UTC
	}
	return zone
}
