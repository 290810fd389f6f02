package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/slack-go/slack"

	"pogo/outbox"
)

// message is a message as a call takes it: in JSON, as Slack's own Python SDK
// sends it. Empty fields are left out, but blocks are said to be none: an edit
// takes away those that stand.
type message struct {
	Channel  string               `json:"channel"`
	Person   string               `json:"user,omitempty"` // the only one who sees it
	TS       string               `json:"ts,omitempty"`   // of the one to edit
	Thread   string               `json:"thread_ts,omitempty"`
	Metadata *slack.SlackMetadata `json:"metadata,omitempty"`
	stored
	LinkNames   bool `json:"link_names"`
	UnfurlLinks bool `json:"unfurl_links"`
	UnfurlMedia bool `json:"unfurl_media"`
}

// stored is the part of a message that is kept in the outbox.
type stored struct {
	Text   string          `json:"text"`
	Blocks json.RawMessage `json:"blocks"`
}

// say calls chat.postMessage, chat.update or chat.postEphemeral with a message
// whose body is as it is stored, and returns where it stands.
func (w *web) say(ctx context.Context, method string, m message, body json.RawMessage) (channel, ts string, err error) {
	m.stored = stored{Blocks: json.RawMessage("[]")}
	if err := json.Unmarshal(body, &m.stored); err != nil {
		return "", "", errors.Join(errBody, err)
	}
	return w.call(ctx, method, m)
}

// publish shows somebody their Home as it is stored.
func (w *web) publish(ctx context.Context, d outbox.Delivery) error {
	_, _, err := w.call(ctx, "views.publish", struct {
		Person string          `json:"user_id"`
		View   json.RawMessage `json:"view"`
	}{d.Person, d.Body})
	return err
}

// call makes a call whose blocks go to Slack as they are stored. slack-go, which
// makes all other calls, would read each of them before, and again where Slack's
// answer repeats the message, which takes longer than the call; and a form, which
// is what it sends, is half as long again.
func (w *web) call(ctx context.Context, method string, with any) (channel, ts string, err error) {
	body, err := json.Marshal(with)
	if err != nil {
		return "", "", errors.Join(errBody, err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.apiURL+method, bytes.NewReader(body))
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", method, err)
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("Authorization", "Bearer "+w.token)
	response, err := w.http.Do(r)
	if err != nil {
		return "", "", err
	}
	defer func() { _ = response.Body.Close() }()
	return standing(response)
}

var errBody = errors.New("the body is not what this kind of delivery needs")

// standing reads from Slack's answer where a message stands. Its errors are
// those of slack-go.
func standing(response *http.Response) (channel, ts string, err error) {
	switch {
	case response.StatusCode == http.StatusTooManyRequests:
		return "", "", &slack.RateLimitedError{RetryAfter: retryAfterOf(response.Header)}
	case response.StatusCode != http.StatusOK:
		return "", "", slack.StatusCodeError{Code: response.StatusCode, Status: response.Status}
	}
	const longest = 1 << 20
	raw, err := io.ReadAll(io.LimitReader(response.Body, longest))
	if err != nil {
		return "", "", fmt.Errorf("read Slack's answer: %w", err)
	}
	var answer struct {
		slack.SlackResponse
		Channel string `json:"channel"`
		TS      string `json:"ts"`
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return "", "", fmt.Errorf("read Slack's answer: %w", err)
	}
	if !answer.Ok && answer.Error == "" {
		return "", "", ErrNotSlack
	}
	return answer.Channel, answer.TS, answer.Err()
}
