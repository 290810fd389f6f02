package main

import (
	"net/http"
	"path"
	"strconv"
	"strings"
)

// countedCalls counts the calls of Slack's Web API on their way.
type countedCalls struct {
	next http.RoundTripper
	m    *metrics
}

// RoundTrip implements http.RoundTripper.
func (c countedCalls) RoundTrip(r *http.Request) (*http.Response, error) {
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
