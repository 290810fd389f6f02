package metric

import (
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Counted returns a transport that counts the calls of Slack's Web API and
// passes them on to next.
func (m *Set) Counted(next http.RoundTripper) http.RoundTripper { return calls{next, m} }

type calls struct {
	next http.RoundTripper
	m    *Set
}

// RoundTrip implements http.RoundTripper.
func (c calls) RoundTrip(r *http.Request) (*http.Response, error) {
	began, method := c.m.now(), methodOf(r.URL.Path)
	response, err := c.next.RoundTrip(r)
	status := "none" // no answer
	if err == nil {
		status = strconv.Itoa(response.StatusCode)
		if response.StatusCode == http.StatusTooManyRequests {
			c.m.limited.WithLabelValues(method).Inc()
		}
	}
	c.m.called.WithLabelValues(method, status).Observe(c.m.now().Sub(began).Seconds())
	return response, err
}

// methodOf names a call. Response addresses and uploads have secrets in their
// paths, and are all alike.
func methodOf(address string) string {
	method := path.Base(address)
	if path.Base(path.Dir(address)) != "api" || !strings.Contains(method, ".") {
		return "other"
	}
	return method
}
