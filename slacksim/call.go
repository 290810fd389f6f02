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
	args   object // as in the JSON body; of a form, strings
}

// readCall takes the arguments from the query, a form or a JSON body, and the
// token from the header or the arguments. docs.slack.dev/apis/web-api.
func readCall(r *http.Request) (*call, error) {
	c := &call{args: object{}}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		c.token = bearer
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/json" {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return c, refuse("request_timeout")
		}
		if len(raw) > 0 && string(raw) != "null" {
			if err := json.Unmarshal(raw, &c.args); err != nil {
				return c, refuse("invalid_json")
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

// str is an argument as text.
func (c *call) str(key string) string {
	switch v := c.args[key].(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		return string(encode(v))
	}
}

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

func (c *call) has(key string) bool {
	v, ok := c.args[key]
	return ok && v != nil && v != ""
}

// structured is an argument that holds JSON: as it is in a JSON body, as text
// in a form.
func (c *call) structured(key string) (any, error) {
	text, ok := c.args[key].(string)
	if !ok {
		return c.args[key], nil
	}
	if text == "" {
		return nil, nil
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		return nil, refuse("invalid_json")
	}
	return v, nil
}
