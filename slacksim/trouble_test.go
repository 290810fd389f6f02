package slacksim_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"pogo/slacksim"
)

func TestACallGoesWrongAsOrdered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		fault  slacksim.Fault
		stored int
		check  func(error) bool
	}{
		{"a rate limit", slacksim.Fault{Status: http.StatusTooManyRequests, RetryAfter: 7 * time.Second}, 0, func(err error) bool {
			limited, ok := errors.AsType[*slack.RateLimitedError](err)
			return ok && limited.RetryAfter == 7*time.Second
		}},
		{"a fault of the server", slacksim.Fault{Status: http.StatusInternalServerError}, 0, isStatus(http.StatusInternalServerError)},
		{"a fault after the work", slacksim.Fault{Status: http.StatusInternalServerError, Store: true}, 1, isStatus(http.StatusInternalServerError)},
		{"a named error", slacksim.Fault{Error: "internal_error"}, 0, func(err error) bool { return err != nil && err.Error() == "internal_error" }},
		{"a dropped connection", slacksim.Fault{Drop: true}, 0, func(err error) bool { return err != nil }},
		{"no answer after the work", slacksim.Fault{Hang: true, Store: true}, 1, func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		{"a slow answer", slacksim.Fault{Delay: 10 * time.Millisecond}, 1, func(err error) bool { return err == nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := open(t, slacksim.Config{})
			s.Fail("chat.postMessage", c.fault)
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			_, _, err := s.api.PostMessageContext(ctx, dev, slack.MsgOptionText("x", false))
			if !c.check(err) {
				t.Errorf("the caller gets %v", err)
			}
			if got := len(s.Messages(claire, dev)); got != c.stored {
				t.Errorf("%d messages are stored, want %d", got, c.stored)
			}
			if _, _, err := s.api.PostMessageContext(t.Context(), dev, slack.MsgOptionText("y", false)); err != nil {
				t.Errorf("the next call: %v", err)
			}
			if got := len(s.Calls("chat.postMessage")); got != 2 {
				t.Errorf("%d calls are recorded", got)
			}
		})
	}
}

func isStatus(want int) func(error) bool {
	return func(err error) bool {
		status, ok := errors.AsType[slack.StatusCodeError](err)
		return ok && status.Code == want
	}
}

func TestAWatcherWhoFallsBehindIsToldToLookAgain(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	changes, stop := s.Watch()
	for range 300 {
		if _, err := s.Say(claire, dev, "", "x"); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	stop()
	var all []slacksim.Change
	for c := range changes {
		all = append(all, c)
	}
	if first, end := all[0], all[len(all)-1]; first.Kind != "message" || first.Channel != dev || first.Resync || !end.Resync {
		t.Errorf("first %+v, last %+v", first, end)
	}
}

func TestCloseEndsEverything(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	w := s.dial(t)
	w.next()
	if _, err := s.Say(claire, dev, "", "x"); err != nil { // not acknowledged: a redelivery waits
		t.Fatal(err)
	}
	s.Close()
	s.Close()
}
