package bot

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/outbox"
)

// unspoken is how long to wait where Slack asks for patience without saying how much.
const unspoken = 5 * time.Second

// outcomeOf says what the error of a call means for a delivery. The question
// is always: can Slack have done it?
func outcomeOf(err error) outbox.Outcome {
	if err == nil {
		return outbox.Outcome{Result: outbox.Done}
	}
	words := scrubbed(err)
	if _, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		return outbox.Outcome{Result: outbox.Limited, RetryAfter: max(retryAfter(err), time.Second), Error: "ratelimited"}
	}
	if refusal, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return refused(refusal)
	}
	if status, ok := errors.AsType[slack.StatusCodeError](err); ok {
		return outbox.Outcome{Result: resultOf(status.Code), RetryAfter: unspoken, Error: words}
	}
	if _, ok := errors.AsType[responseError](err); ok || errors.Is(err, errBody) {
		return outbox.Outcome{Result: outbox.Refused, Error: words}
	}
	if unconnected(err) {
		return outbox.Outcome{Result: outbox.Unreachable, Error: words}
	}
	return outbox.Outcome{Result: outbox.Unknown, Error: words}
}

// refused reads an answer {"ok":false}.
func refused(refusal slack.SlackErrorResponse) outbox.Outcome {
	words := refusal.Err
	if refusal.Needed != "" {
		words += " (the scope " + refusal.Needed + " is missing)"
	}
	if details := refusal.ResponseMetadata.Messages; len(details) > 0 {
		words += ": " + strings.Join(details[:min(len(details), 3)], "; ")
	}
	switch refusal.Err {
	case "already_reacted":
		return outbox.Outcome{Result: outbox.Done}
	case "ratelimited", "rate_limited":
		return outbox.Outcome{Result: outbox.Limited, RetryAfter: unspoken, Error: words}
	case "internal_error", "fatal_error", "request_timeout", "service_unavailable", "team_added_to_org":
		return outbox.Outcome{Result: outbox.Unknown, Error: words}
	}
	if hopeless(refusal) && refusal.Err != "missing_scope" && refusal.Err != "no_permission" {
		// Not the fault of this delivery: it waits for a token that works.
		return outbox.Outcome{Result: outbox.Limited, RetryAfter: time.Minute, Error: words}
	}
	return outbox.Outcome{Result: outbox.Refused, Error: words}
}

// resultOf reads a status that Slack's Web API never answers with by itself:
// something between us and Slack is ill.
func resultOf(status int) outbox.Result {
	switch {
	case status == http.StatusTooManyRequests:
		return outbox.Limited
	case status >= http.StatusInternalServerError, status == http.StatusRequestTimeout, status < http.StatusBadRequest:
		return outbox.Unknown
	}
	return outbox.Unreachable
}

// unconnected reports whether an error came before anything was sent.
func unconnected(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "dial" || op.Op == "proxyconnect") {
		return true
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return true
	}
	_, ok := errors.AsType[tls.RecordHeaderError](err)
	return ok
}

// retryAfterOf reads the header of a 429.
func retryAfterOf(h http.Header) time.Duration {
	if seconds, err := strconv.Atoi(h.Get("Retry-After")); err == nil && seconds > 0 {
		return time.Duration(seconds) * time.Second
	}
	return unspoken
}
