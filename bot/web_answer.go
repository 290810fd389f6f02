package bot

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// longestAnswer is more than any of Slack's: two hundred people take some
// hundred kilobytes.
const longestAnswer = 16 << 20

// errNotSlack is the answer of somebody else, a proxy or a page that asks to
// sign in. What became of the call is unknown.
var errNotSlack = errors.New("what answered is not Slack")

// answers makes slack-go's calls. It would read answers of any length, and take
// whatever is not a refusal for a yes: also null and {}.
type answers struct{ client *http.Client }

// Do implements slack-go's client.
func (a answers) Do(r *http.Request) (*http.Response, error) {
	response, err := a.client.Do(r) //nolint:gosec // because slack-go made it for the address that we were told to use
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
		return nil, errNotSlack
	}
	response.Body = io.NopCloser(bytes.NewReader(raw))
	return response, nil
}
