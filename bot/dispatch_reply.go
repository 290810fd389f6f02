package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"log/slog"
	"slices"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackutilsx"

	"pogo/handlers"
	"pogo/view"
)

// largestAck is what an acknowledgement may carry: Slack silently drops larger
// ones from 20 KB on.
const largestAck = 16 << 10

// reply acknowledges a request, with the answer in the acknowledgement where
// Slack takes it there, and tells the person by another way where it does not.
func (d *dispatcher) reply(ctx context.Context, l *link, q request, a handlers.Answer, arrived time.Time) {
	payload, carried := q.payload(a)
	raw, err := json.Marshal(payload)
	late := d.cfg.Steady().Sub(arrived) > ackTime
	if payload == nil || err != nil || carried && (late || len(raw) > largestAck) {
		raw, carried = nil, false
	}
	if d.ack(ctx, l, q, raw) {
		took := d.cfg.Steady().Sub(arrived)
		d.metrics.Acked(q.kind, took)
		// Not who asked: what is anonymous must not be found by the time either.
		d.log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("request", q.envelope), slog.String("kind", q.kind),
			slog.Int("retry", q.retry), slog.Duration("took", took))
	} else {
		carried = false
	}
	if a.Private != nil && !carried {
		d.tell(ctx, q, *a.Private)
	}
}

// payload is what the acknowledgement carries; carried reports that it is the
// private answer.
func (q request) payload(a handlers.Answer) (payload any, carried bool) {
	switch q.deed.(type) {
	case handlers.Command:
		if a.Private != nil {
			return ephemeral{ResponseType: slack.ResponseTypeEphemeral, Message: *a.Private}, true
		}
	case handlers.Submission:
		switch {
		case len(a.Errors) > 0:
			return slack.NewErrorsViewSubmissionResponse(a.Errors), false
		case a.Replace != nil:
			return slack.NewUpdateViewSubmissionResponse(a.Replace), false
		case a.Push != nil:
			return slack.NewPushViewSubmissionResponse(a.Push), false
		case a.Clear:
			return slack.NewClearViewSubmissionResponse(), false
		}
	case suggestion:
		return map[string][]string{"options": {}}, false
	}
	return nil, false
}

// ephemeral is a message for one person, as acknowledgements and response
// addresses take it.
type ephemeral struct {
	ResponseType string `json:"response_type"`
	Replace      bool   `json:"replace_original"`
	view.Message
}

// ack writes the acknowledgement on the connection by which the request came,
// or on another if that one is gone.
func (d *dispatcher) ack(ctx context.Context, l *link, q request, payload json.RawMessage) bool {
	answer := struct {
		Envelope string          `json:"envelope_id"`
		Payload  json.RawMessage `json:"payload,omitempty"`
	}{q.envelope, payload}
	err := l.send(answer)
	if err == nil {
		return true
	}
	if other := d.sockets.other(l); other != nil && other.send(answer) == nil {
		return true
	}
	d.log.LogAttrs(ctx, slog.LevelWarn, "could not acknowledge a request",
		slog.String("envelope", q.envelope), slog.String("kind", q.kind), slog.String("error", scrubbed(err)))
	return false
}

// apology is the answer to somebody who waits for something that broke. What
// they typed is kept: in the form, which stays open, or beside the apology.
func (d *dispatcher) apology(q request, ref string, err error) handlers.Answer {
	m := d.handler.Fault(q.person, ref, err)
	switch deed := q.deed.(type) {
	case handlers.Command:
		m = withTyped(m, deed.Name+" "+deed.Text)
	case handlers.Submission:
		if q.input != "" {
			return handlers.Answer{Errors: map[string]string{q.input: m.Text}}
		}
	}
	return handlers.Answer{Private: &m}
}

// lastRetry is how often Slack delivers an event again.
const lastRetry = 3

// regret tells a person that what they wrote could not be handled, where they
// expect an answer: once Slack has delivered it for the last time, or at once
// after a panic, which trying again does not cure.
func (d *dispatcher) regret(ctx context.Context, q request, ref string, err error) {
	_, broken := errors.AsType[panicError](err)
	if (broken && q.retry > 0) || (!broken && q.retry < lastRetry) {
		return
	}
	switch q.deed.(type) {
	case handlers.Mention, handlers.DirectMessage:
		d.tell(ctx, q, d.handler.Fault(q.person, ref, err))
	}
}

// withTyped adds what was typed to a message, literally. Slack escapes three
// characters in commands.
func withTyped(m view.Message, typed string) view.Message {
	typed = html.UnescapeString(typed)
	if len(m.Blocks) == 0 {
		text := slack.NewRichTextSectionTextElement(m.Text, nil)
		m.Blocks = []slack.Block{slack.NewRichTextBlock("", slack.NewRichTextSection(text))}
	}
	element := slack.NewRichTextSectionTextElement(typed, nil)
	m.Blocks = append(slices.Clip(m.Blocks), slack.NewRichTextBlock("", &slack.RichTextPreformatted{
		Type: slack.RTEPreformatted, Elements: []slack.RichTextSectionElement{element},
	}))
	m.Text += "\n" + slackutilsx.EscapeMessage(typed)
	return m
}

// tell shows a message to the person alone, at once and without a second try.
func (d *dispatcher) tell(ctx context.Context, q request, m view.Message) {
	ctx, cancel := context.WithTimeout(ctx, httpTimeout)
	defer cancel()
	if err := d.web.whisper(ctx, q, m); err != nil {
		d.log.LogAttrs(ctx, slog.LevelError, "could not tell a person",
			slog.String("person", q.person), slog.String("kind", q.kind), slog.String("error", scrubbed(err)))
	}
}

// forms opens or changes a form while the trigger is fresh. The form is never
// the only trace of anything: if it cannot be shown, the person is told.
func (d *dispatcher) forms(ctx context.Context, q request, a handlers.Answer) {
	api := d.web.api
	if a.Open != nil {
		_, err := api.OpenViewContext(ctx, q.trigger, *a.Open)
		d.shown(ctx, q, "views.open", err)
	}
	if _, submitted := q.deed.(handlers.Submission); a.Push != nil && !submitted {
		_, err := api.PushViewContext(ctx, q.trigger, *a.Push)
		d.shown(ctx, q, "views.push", err)
	}
	if a.Update != nil {
		if _, err := api.UpdateViewContext(ctx, *a.Update, "", "", q.view); !gone(err) {
			d.shown(ctx, q, "views.update", err)
		}
	}
}

func (d *dispatcher) shown(ctx context.Context, q request, method string, err error) {
	if err == nil {
		return
	}
	ref := d.reference(ctx, q, fmt.Errorf("%s: %w", method, err))
	d.tell(ctx, q, d.handler.Fault(q.person, ref, err))
}

// gone reports that the person has closed the form meanwhile.
func gone(err error) bool {
	refusal, ok := errors.AsType[slack.SlackErrorResponse](err)
	return ok && (refusal.Err == "not_found" || refusal.Err == "view_not_found")
}
