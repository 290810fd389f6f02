package slacksim

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// call is one call with its arguments.
type call struct {
	method string
	token  string
	args   map[string]string // structured ones as JSON
}

// readCall takes the arguments from the query, a form or a JSON body, and the
// token from the header or the arguments. docs.slack.dev/apis/web-api.
func readCall(r *http.Request) (*call, error) {
	c := &call{args: map[string]string{}}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		c.token = bearer
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/json" {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return c, refuse("request_timeout")
		}
		if len(raw) > 0 {
			if err := c.readJSON(raw); err != nil {
				return c, err
			}
		}
	}
	err := r.ParseMultipartForm(maxBody) //nolint:gosec // because serveMethod limits the body
	if err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return c, refuse("invalid_form_data")
	}
	for key, values := range r.Form {
		c.args[key] = values[0]
	}
	c.token = cmp.Or(c.token, c.str("token"))
	delete(c.args, "token")
	return c, nil
}

const maxBody = 4 << 20

// readJSON takes the arguments from a JSON body.
func (c *call) readJSON(body []byte) error {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(body, &given); err != nil {
		return refuse("invalid_json")
	}
	for key, raw := range given {
		text := string(raw)
		if raw[0] == '"' || text == "null" {
			text = ""
			_ = json.Unmarshal(raw, &text) // it is valid
		}
		c.args[key] = text
	}
	return nil
}

// str is an argument as text.
func (c *call) str(key string) string { return c.args[key] }

func (c *call) truth(key string) bool {
	on, err := strconv.ParseBool(c.str(key))
	return on && err == nil
}

func (c *call) number(key string, or int) int {
	n, err := strconv.Atoi(c.str(key))
	if err != nil {
		return or
	}
	return n
}

func (c *call) has(key string) bool { return c.args[key] != "" }

// structured is an argument that holds JSON. Nobody else holds what it returns.
func (c *call) structured(key string) (any, error) {
	text := c.args[key]
	if text == "" {
		return nil, nil
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return nil, refuse("invalid_json")
	}
	return v, nil
}
