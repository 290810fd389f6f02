package slacksim

import (
	"errors"
	"strings"
	"time"
)

// A RefusalError is what Slack says no with. From the Web API it becomes
// {"ok":false,"error":Code,…}; from a person's deed it is what Slack's client
// would show them.
type RefusalError struct {
	Code     string
	Messages []string // response_metadata.messages: what exactly is wrong, with JSON pointers
	Needed   string   // the scope that is missing
	Provided string   // the scopes there are

	retryAfter time.Duration // of a rate limit: answered as HTTP 429
}

// Error gives the code and the details.
func (e *RefusalError) Error() string {
	parts := append([]string{e.Code}, e.Messages...)
	if e.Needed != "" {
		parts = append(parts, "needed: "+e.Needed)
	}
	return strings.Join(parts, "; ")
}

// Code returns Slack's name for a refusal, or "" if err is not one.
func Code(err error) string {
	if refusal, ok := errors.AsType[*RefusalError](err); ok {
		return refusal.Code
	}
	return ""
}

func refuse(code string, messages ...string) *RefusalError {
	return &RefusalError{Code: code, Messages: messages}
}
