package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"pogo/outbox"
	"pogo/view"
)

// deliver makes the one call that a delivery needs now.
func (w *web) deliver(ctx context.Context, d outbox.Delivery) outbox.Outcome {
	switch d.Kind {
	case outbox.Post:
		return w.stand(ctx, d)
	case outbox.Ephemeral:
		return outcomeOf(w.whisperDelivery(ctx, d))
	case outbox.Respond:
		return outcomeOf(w.answer(ctx, d))
	case outbox.Home:
		return outcomeOf(w.publish(ctx, d))
	case outbox.Seed:
		return outcomeOf(w.seed(ctx, d))
	case outbox.File:
		return w.file(ctx, d)
	}
	return outbox.Outcome{Result: outbox.Refused, Error: "unknown kind of delivery"}
}

// stand posts a message, or edits the one that stands. Where Slack refuses its
// charts it stands without them: a message says in words what they show.
func (w *web) stand(ctx context.Context, d outbox.Delivery) outbox.Outcome {
	call := w.post
	if d.Posted() {
		call = w.edit
	}
	o := call(ctx, d)
	if o.Result != outbox.Refused || !strings.HasPrefix(o.Error, "invalid_blocks") {
		return o
	}
	plain, charted := view.WithoutCharts(d.Body)
	if !charted {
		return o
	}
	d.Body = plain
	return call(ctx, d)
}

func (w *web) post(ctx context.Context, d outbox.Delivery) outbox.Outcome {
	thread, err := threadOf(d)
	if err != nil {
		return outcomeOf(err)
	}
	found := &slack.SlackMetadata{EventType: deliveryEvent, EventPayload: payloadOf(d)}
	channel, ts, err := w.say(ctx, "chat.postMessage", message{Channel: place(d), Thread: thread, Metadata: found}, d.Body)
	if err == nil && (channel == "" || ts == "" || strings.Trim(ts, "0123456789.") != "") {
		return outcomeOf(errNowhere)
	}
	o := outcomeOf(err)
	o.TS, o.PostedIn = ts, channel
	return o
}

// errNowhere is a yes that does not tell where the message stands: it could
// never be edited, and its next version would stand beside it. So it is looked
// for.
var errNowhere = errors.New("the answer does not tell where the message stands")

// place is the conversation to call: the one that is known to hold the message
// or its thread, else the one that was asked for, which may be a person.
func place(d outbox.Delivery) string { return cmp.Or(d.PostedIn, d.Channel) }

var errNoThread = errors.Join(errBody, errors.New("the message it belongs under was never posted"))

// threadOf says under which message a delivery goes; "" under none.
func threadOf(d outbox.Delivery) (ts string, err error) {
	ts = d.ThreadTS
	if ts == "" && strings.Trim(d.Thread, "0123456789.") == "" {
		ts = d.Thread
	}
	if ts == "" && d.Thread != "" {
		return "", errNoThread
	}
	return ts, nil
}

func (w *web) edit(ctx context.Context, d outbox.Delivery) outbox.Outcome {
	_, _, err := w.say(ctx, "chat.update", message{Channel: place(d), TS: d.TS}, d.Body)
	return outcomeOf(err)
}

// whisperDelivery shows a message to one person where they are or, if Slack
// cannot, in a direct message.
func (w *web) whisperDelivery(ctx context.Context, d outbox.Delivery) error {
	thread, err := threadOf(d)
	if err != nil {
		return err
	}
	_, _, err = w.say(ctx, "chat.postEphemeral", message{Channel: d.Channel, Person: d.Person, Thread: thread}, d.Body)
	if elsewhere(err) {
		_, _, err = w.say(ctx, "chat.postMessage", message{Channel: d.Person}, d.Body)
	}
	return err
}

// elsewhere reports that a person cannot be reached in a conversation.
func elsewhere(err error) bool {
	refusal, ok := errors.AsType[slack.SlackErrorResponse](err)
	if !ok {
		return false
	}
	switch refusal.Err {
	case "user_not_in_channel", "not_in_channel", "channel_not_found", "is_archived":
		return true
	}
	return false
}

// answer posts to a response address. Unless the body says otherwise, only the
// person sees it and what they clicked on stays. Who pressed something in a form
// that was open for long, or before an outage, has an address that serves no
// more, and gets a direct message.
func (w *web) answer(ctx context.Context, d outbox.Delivery) error {
	err := w.answerThere(ctx, d)
	if spent(err) && d.Person != "" {
		_, _, err = w.say(ctx, "chat.postMessage", message{Channel: d.Person}, d.Body)
	}
	return err
}

func (w *web) answerThere(ctx context.Context, d outbox.Delivery) error {
	fields := map[string]json.RawMessage{
		"response_type":    json.RawMessage(`"ephemeral"`),
		"replace_original": json.RawMessage(`false`),
	}
	if err := json.Unmarshal(d.Body, &fields); err != nil {
		return errors.Join(errBody, err)
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return errors.Join(errBody, err)
	}
	return w.respond(ctx, d.URL, body)
}

func (w *web) seed(ctx context.Context, d outbox.Delivery) error {
	var reaction struct {
		Emoji string `json:"emoji"`
	}
	if err := json.Unmarshal(d.Body, &reaction); err != nil {
		return errors.Join(errBody, err)
	}
	if d.ThreadTS == "" {
		return errNoThread
	}
	err := w.api.AddReactionContext(ctx, reaction.Emoji, slack.NewRefToMessage(place(d), d.ThreadTS))
	if err != nil {
		return fmt.Errorf("react: %w", err)
	}
	return nil
}
