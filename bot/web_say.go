package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"pogo/outbox"
)

// args are those of a call. Empty ones are left out.
type args map[string]string

// say calls chat.postMessage, chat.update or chat.postEphemeral with a message
// as it is stored, and returns where it stands.
func (w *web) say(ctx context.Context, method string, to args, body json.RawMessage) (channel, ts string, err error) {
	form, err := formOf(to, body)
	if err != nil {
		return "", "", err
	}
	return w.callForm(ctx, method, form)
}

// publish shows somebody their Home as it is stored.
func (w *web) publish(ctx context.Context, d outbox.Delivery) error {
	_, _, err := w.callForm(ctx, "views.publish", url.Values{"user_id": {d.Person}, "view": {string(d.Body)}})
	return err
}

// callForm makes a call whose blocks go to Slack exactly as they are stored.
// slack-go, which makes all other calls, would read each of them before, and
// again where Slack's answer repeats the message: that takes longer than the
// call.
func (w *web) callForm(ctx context.Context, method string, form url.Values) (channel, ts string, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.apiURL+method, strings.NewReader(form.Encode()))
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", method, err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "Bearer "+w.token)
	response, err := w.http.Do(r)
	if err != nil {
		return "", "", err
	}
	defer func() { _ = response.Body.Close() }()
	return standing(response)
}

var errBody = errors.New("the body is not what this kind of delivery needs")

// formOf is a stored message with what else the call needs.
func formOf(to args, body json.RawMessage) (url.Values, error) {
	var m struct {
		Text   string          `json:"text"`
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, errors.Join(errBody, err)
	}
	form := url.Values{
		"text":         {m.Text},
		"blocks":       {cmp.Or(string(m.Blocks), "[]")}, // none: an edit takes away those that stand
		"link_names":   {"false"},
		"unfurl_links": {"false"},
		"unfurl_media": {"false"},
	}
	for name, value := range to {
		if value != "" {
			form.Set(name, value)
		}
	}
	return form, nil
}

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
		return "", "", errors.New("what answered is not Slack")
	}
	return answer.Channel, answer.TS, answer.Err()
}
