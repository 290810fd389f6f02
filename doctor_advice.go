package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/slack-go/slack"

	"pogo/bot"
)

// withAdvice says what to do about a refusal of Slack's. Where Slack was not
// reached, or has no time, tokens are not to blame.
func withAdvice(err error, advice string) error {
	_, refused := errors.AsType[slack.SlackErrorResponse](err)
	_, limited := errors.AsType[*slack.RateLimitedError](err)
	status, answered := errors.AsType[slack.StatusCodeError](err)
	switch {
	case refused:
	case limited:
		return errors.New("it is Slack that asks to wait; ask again in some minutes")
	case answered && status.Code >= http.StatusInternalServerError:
		advice = "Slack, or a proxy before it, is ill: look at slack-status.com and ask again later"
	case answered, isNotSlack(err):
		return fmt.Errorf("%w: look at the proxy and SLACK_API_URL, and whether this network wants you to sign in", bot.ErrNotSlack)
	default:
		advice = "Slack was not reached: look at the network, the proxy and SLACK_API_URL"
	}
	return fmt.Errorf("%w; %s", err, advice)
}

func isNotSlack(err error) bool {
	_, mistyped := errors.AsType[*json.UnmarshalTypeError](err)
	_, garbled := errors.AsType[*json.SyntaxError](err)
	return mistyped || garbled || errors.Is(err, bot.ErrNotSlack)
}
