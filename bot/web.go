package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/view"
)

// web makes single calls. It retries nothing.
type web struct {
	api    *slack.Client
	http   *http.Client // without a timeout of its own: each context has one
	files  files
	apiURL string
	token  string
}

// whisper shows a message to one person: by the response address, else where
// they are, else in a direct message.
func (w *web) whisper(ctx context.Context, q request, m view.Message) error {
	if q.response != "" {
		body, err := json.Marshal(ephemeral{ResponseType: slack.ResponseTypeEphemeral, Message: m})
		if err != nil {
			return err
		}
		if err := w.respond(ctx, q.response, body); !spent(err) {
			return err
		}
	}
	body, err := m.JSON()
	if err != nil {
		return err
	}
	if q.channel != "" {
		if _, _, err := w.say(ctx, "chat.postEphemeral", message{Channel: q.channel, Person: q.person}, body); err == nil {
			return nil
		}
	}
	_, _, err = w.say(ctx, "chat.postMessage", message{Channel: q.person}, body)
	return err
}

// responseError is Slack refusing what was posted to a response address.
type responseError struct {
	status int
	words  string
}

// Error gives Slack's word for it.
func (e responseError) Error() string {
	return fmt.Sprintf("response address: %d %s", e.status, e.words)
}

// spent reports that a response address serves no more: its half-hour or its
// five times are over.
func spent(err error) bool {
	refused, ok := errors.AsType[responseError](err)
	return ok && refused.status == http.StatusNotFound
}

// respond posts to a response address. It carries no token, but what it says is
// private: it goes to Slack and to nobody else.
func (w *web) respond(ctx context.Context, address string, body []byte) error {
	if !w.trusted(address) {
		return responseError{words: "not an address of Slack"}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return responseError{words: "not an address"}
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	return w.do(r)
}

// do makes a request that Slack answers with no more than yes or no.
func (w *web) do(r *http.Request) error {
	response, err := w.http.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(response.Body, 4<<10))
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	return responded(response, raw)
}

func responded(response *http.Response, raw []byte) error {
	switch status := response.StatusCode; {
	case status == http.StatusTooManyRequests:
		return &slack.RateLimitedError{RetryAfter: retryAfterOf(response.Header)}
	case status >= http.StatusInternalServerError || status == http.StatusRequestTimeout:
		return slack.StatusCodeError{Code: status, Status: response.Status}
	case status != http.StatusOK:
		return responseError{status: status, words: strings.TrimSpace(string(raw[:min(len(raw), 100)]))}
	}
	var answer slack.SlackResponse
	if json.Unmarshal(raw, &answer) == nil && !answer.Ok && answer.Error != "" {
		return slack.SlackErrorResponse{Err: answer.Error}
	}
	return nil
}

// trusted reports whether an address belongs to Slack, or to the API that we
// were told to use.
func (w *web) trusted(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	if api, err := url.Parse(w.apiURL); err == nil && u.Scheme == api.Scheme && strings.EqualFold(u.Host, api.Host) {
		return true
	}
	host := strings.ToLower(u.Hostname())
	return u.Scheme == "https" && slices.Contains([]string{"hooks.slack.com", "hooks.slack-gov.com", "files.slack.com", "files.slack-gov.com"}, host)
}
