package handlers

import (
	"cmp"
	"context"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// Mention carries out what was written to Pogo in a message, most often in a
// thread, where Slack allows no commands. It reads like /po; the answer goes
// to the thread it came from, for the author alone. Outside threads it stands
// in the channel: Slack shows nobody a private answer in a thread that has not
// begun.
func (h *Handlers) Mention(ctx context.Context, m Mention) error {
	typed := Command{Person: m.Person, Channel: m.Channel, Name: "/po", Text: m.Text, At: m.At}
	origin := scrum.Origin{Channel: scrum.ChannelID(m.Channel), Thread: cmp.Or(m.Thread, m.Message)}
	return h.written(ctx, m.Key, door{thread: m.Thread, origin: origin, link: m.Link}, typed)
}

// DirectMessage carries out what was written to Pogo alone, unless it answers
// what Pogo asked.
func (h *Handlers) DirectMessage(ctx context.Context, m DirectMessage) error {
	typed := Command{Person: m.Person, Channel: m.Channel, Name: "/po", Text: m.Text, At: m.At}
	return h.written(ctx, m.Key, door{thread: m.Thread, alone: true}, typed)
}

// written runs a message as if it had been typed as a command. A form cannot
// be opened from a message: the answer says what to type instead.
func (h *Handlers) written(ctx context.Context, key string, d door, typed Command) error {
	d.written, d.need = true, h.needTyped(ctx, typed)
	t, err := h.take(ctx, key, d, typed.Person, typed.Channel, func(ctx context.Context, t *turn) error { return t.heed(ctx, typed) })
	if refusal, ok := isRefusal(err); ok {
		return h.refuseAloud(ctx, t, refusal)
	}
	return err
}

// heed does what a message asks for: it answers a question, is a courtesy or a
// greeting, or else means what it would mean as a command.
func (t *turn) heed(ctx context.Context, typed Command) error {
	if t.person.External && !t.person.Bot {
		return t.refuse("command.notObeyed")
	}
	if !t.person.Obeyed() {
		return nil // bots talk to each other for ever if they are answered
	}
	if t.door.alone {
		if answered, err := t.answerWritten(ctx, typed.Text); err != nil || answered {
			return err
		}
	}
	switch {
	case scrum.Courtesy(typed.Text):
		return nil // whoever thanks has said all there was to say
	case scrum.Greets(typed.Text):
		return t.tell(ctx, view.Hello(t.mine))
	}
	if err := t.h.run(ctx, t, typed); err != nil || t.answer.Open == nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("command.noForm", "typed", "/"+clipWord(strings.TrimPrefix(typed.Text, "/")))))
}
