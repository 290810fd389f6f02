package bot

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// longestAnswer is more than any of Slack's: two hundred people take some
// hundred kilobytes.
const longestAnswer = 16 << 20

// ErrNotSlack is the answer of somebody else, a proxy or a page that asks to
// sign in. What became of the call is unknown.
var ErrNotSlack = errors.New("what answered is not Slack")

// Answers makes slack-go's calls. That would read answers of any length, and take
// whatever is not a refusal for a yes: also null and {}.
type Answers struct{ Client *http.Client }

// Do implements slack-go's client.
func (a Answers) Do(r *http.Request) (*http.Response, error) {
	response, err := a.Client.Do(r)                                      //nolint:gosec // because slack-go made it for the address that we were told to use
	if err == nil && response.StatusCode == http.StatusTooManyRequests { // slack-go takes whole seconds, or gives up
		response.Header.Set("Retry-After", strconv.Itoa(int(retryAfterOf(response.Header).Seconds())))
	}
	if err != nil || response.StatusCode != http.StatusOK {
		return response, err
	}
	body := response.Body // not the one that slack-go closes
	defer func() { _ = body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(body, longestAnswer+1))
	if err != nil {
		return nil, fmt.Errorf("read Slack's answer: %w", err)
	}
	var said struct {
		OK *bool `json:"ok"`
	}
	if err := json.Unmarshal(raw, &said); len(raw) > longestAnswer || err == nil && said.OK == nil {
		return nil, ErrNotSlack
	}
	response.Body = io.NopCloser(bytes.NewReader(raw))
	return response, nil
}
