package bot

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"syscall"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"pogo/outbox"
)

func TestWhatAnErrorMeans(t *testing.T) {
	t.Parallel()
	viaHTTP := func(err error) error {
		return fmt.Errorf("post: %w", &url.Error{Op: "Post", URL: "https://slack.com/api/chat.postMessage", Err: err})
	}
	refusal := func(code string) error { return slack.SlackErrorResponse{Err: code} }
	for name, tc := range map[string]struct {
		err  error
		want outbox.Result
	}{
		"no error":                     {nil, outbox.Done},
		"429":                          {&slack.RateLimitedError{RetryAfter: time.Second}, outbox.Limited},
		"429 without Retry-After":      {slack.StatusCodeError{Code: 429}, outbox.Limited},
		"ratelimited with 200":         {refusal("ratelimited"), outbox.Limited},
		"a revoked token":              {refusal("token_revoked"), outbox.Limited},
		"connection refused":           {viaHTTP(&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}), outbox.Unreachable},
		"no such host":                 {viaHTTP(&net.DNSError{}), outbox.Unreachable},
		"a bad certificate":            {viaHTTP(&tls.CertificateVerificationError{}), outbox.Unreachable},
		"a proxy that says no":         {slack.StatusCodeError{Code: 407}, outbox.Unreachable},
		"connection reset":             {viaHTTP(&net.OpError{Op: "read", Err: syscall.ECONNRESET}), outbox.Unknown},
		"end of file":                  {viaHTTP(io.EOF), outbox.Unknown},
		"a timeout":                    {viaHTTP(context.DeadlineExceeded), outbox.Unknown},
		"500":                          {slack.StatusCodeError{Code: 500}, outbox.Unknown},
		"a page that is no answer":     {slack.StatusCodeError{Code: 302}, outbox.Unknown},
		"internal_error":               {refusal("internal_error"), outbox.Unknown},
		"fatal_error":                  {refusal("fatal_error"), outbox.Unknown},
		"request_timeout":              {refusal("request_timeout"), outbox.Unknown},
		"half an answer":               {io.ErrUnexpectedEOF, outbox.Unknown},
		"already_reacted":              {refusal("already_reacted"), outbox.Done},
		"channel_not_found":            {refusal("channel_not_found"), outbox.Refused},
		"missing_scope":                {refusal("missing_scope"), outbox.Refused},
		"a body that is none":          {errors.Join(errBody, io.EOF), outbox.Refused},
		"an expired response address":  {responseError{status: 404, words: "expired_url"}, outbox.Refused},
		"a new refusal of Slack's own": {refusal("not_on_a_sunday"), outbox.Refused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := outcomeOf(tc.err).Result; got != tc.want {
				t.Errorf("%s, want %s", resultName(got), resultName(tc.want))
			}
		})
	}
}

func TestNobodySilencesPogoForADay(t *testing.T) {
	t.Parallel()
	limited := fmt.Errorf("post: %w", &slack.RateLimitedError{RetryAfter: 24 * time.Hour})
	if wait := outcomeOf(limited).RetryAfter; wait != longestSilence {
		t.Errorf("a message waits %s", wait)
	}
	if wait := retryAfter(limited); wait != longestSilence {
		t.Errorf("a connection waits %s", wait)
	}
}

func TestOnlySlackIsTrustedWithAnswers(t *testing.T) {
	t.Parallel()
	w := &web{apiURL: "http://127.0.0.1:8080/api/"}
	for address, want := range map[string]bool{
		"https://hooks.slack.com/commands/1":      true,
		"https://hooks.slack-gov.com/commands/1":  true,
		"http://127.0.0.1:8080/response/1":        true,
		"http://hooks.slack.com/commands/1":       false,
		"https://hooks.slack.com.evil.example/1":  false,
		"https://evil.example/hooks.slack.com":    false,
		"http://127.0.0.1:8081/response/1":        false,
		"https://user@evil.example/@hooks.slack.": false,
		"": false,
	} {
		if got := w.trusted(address); got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
}

func TestErrorsInTheLogHaveNoAddresses(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		&url.Error{Op: "Post", URL: "https://hooks.slack.com/commands/secret", Err: io.EOF},
		errors.New(`dial wss://wss.slack.com/link/?ticket=secret: refused`),
	} {
		if got := scrubbed(err); got == "" || len(got) > 20 {
			t.Errorf("logged as %q", got)
		}
	}
}

// However calls come, no minute has more of them than the limit.
func TestARateIsNeverExceeded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(2, 300).Draw(t, "limit")
		r := perMinute(limit)
		now := time.Unix(1_000_000, 0)
		var made []time.Time
		for range rapid.IntRange(1, 700).Draw(t, "calls") {
			now = now.Add(time.Duration(rapid.IntRange(0, 1000).Draw(t, "gap")) * time.Millisecond)
			if wait, taken := r.take(now, time.Hour); taken {
				made = append(made, now.Add(wait))
			}
		}
		for i := range made {
			in := 0
			for _, at := range made[i:] {
				if at.Sub(made[i]) < time.Minute {
					in++
				}
			}
			if in > limit {
				t.Fatalf("%d calls in a minute, want at most %d", in, limit)
			}
		}
	})
}
