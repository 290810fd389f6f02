package handlers

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"pogo/locale"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// tell answers the person alone, by the way they came in.
func (t *turn) tell(ctx context.Context, m view.Message) error {
	t.better = nil
	return t.respond(ctx, m, t.door.replace)
}

// replace answers the person alone, in the place of the private message they
// pressed a button of.
func (t *turn) replace(ctx context.Context, m view.Message) error {
	return t.respond(ctx, m, true)
}

// tellAlso answers the person alone beside what they were told already in this
// turn.
func (t *turn) tellAlso(ctx context.Context, m view.Message) error {
	switch told := t.answer.Private; {
	case t.door.home && t.note != nil:
		m = t.note.And(m)
	case t.door.command && told != nil:
		t.better = t.better.and(m)
		m = told.And(m)
	}
	return t.respond(ctx, m, false)
}

// reading makes a message that takes some reading; nil: there is none.
type reading func(context.Context) (view.Message, error)

// and has another message stand below it.
func (r reading) and(more view.Message) reading {
	if r == nil {
		return nil
	}
	return func(ctx context.Context) (view.Message, error) {
		m, err := r(ctx)
		return m.And(more), err
	}
}

// tellOnceKept answers the person alone with what takes some reading to say. An
// acknowledgement carries it once everything is kept, and what was read then:
// whoever has something to write does not wait for that. By another way it is
// kept with the rest.
func (t *turn) tellOnceKept(ctx context.Context, plain view.Message, better reading) error {
	if t.door.command {
		t.answer.Private, t.better = &plain, better
		return nil
	}
	m, err := better(ctx)
	if err != nil {
		return err
	}
	return t.tell(ctx, m)
}

// improve makes the answer that takes some reading. If that fails the plain one
// stands: what was asked for is kept, and nobody should type it again.
func (t *turn) improve(ctx context.Context) {
	if t.better == nil {
		return
	}
	err := t.h.store.Read(ctx, func(tx Tx) error {
		t.tx = tx
		m, err := t.better(ctx)
		if err == nil {
			t.answer.Private = &m
		}
		return err
	})
	if err != nil {
		t.h.log.LogAttrs(ctx, slog.LevelError, "answered in short", slog.String("request", RequestOf(ctx)), slog.String("error", err.Error()))
	}
}

// respond answers the person alone. What came from a thread is answered there,
// and not by the response address: that shows it in the channel, which the
// thread hides on a phone.
func (t *turn) respond(ctx context.Context, m view.Message, replace bool) error {
	switch {
	case t.door.home:
		t.note = &m
		return nil
	case t.door.command:
		t.answer.Private = &m
		return nil
	case t.door.thread != "" && !replace && t.door.place.Member && !t.door.place.Direct:
		return t.whisper(ctx, t.person.ID, m)
	case t.door.response != "":
		body, err := view.Response{Message: m, Replace: replace}.JSON()
		if err != nil {
			return err
		}
		return t.send(ctx, outbox.Delivery{Kind: outbox.Respond, URL: t.door.response, Channel: string(t.person.ID), Person: string(t.person.ID), Body: body})
	case t.door.place.Member && !t.door.place.Direct:
		return t.whisper(ctx, t.person.ID, m)
	}
	return t.direct(ctx, t.person.ID, "", m)
}

// whisper shows a message to one person in the channel and the thread the
// request came from, whatever product it was about.
func (t *turn) whisper(ctx context.Context, person scrum.PersonID, m view.Message) error {
	return t.whisperIn(ctx, t.door.place.ID, t.door.thread, person, m)
}

// whisperIn shows a message to one person in a channel, or a thread of it.
func (t *turn) whisperIn(ctx context.Context, channel scrum.ChannelID, thread string, person scrum.PersonID, m view.Message) error {
	body, err := m.JSON()
	if err != nil {
		return err
	}
	return t.send(ctx, outbox.Delivery{Kind: outbox.Ephemeral, Channel: string(channel), Person: string(person), Thread: thread, Body: body})
}

// direct writes to a person in their direct messages. A message with a name
// can be edited later by writing it again.
func (t *turn) direct(ctx context.Context, person scrum.PersonID, name string, m view.Message) error {
	return t.put(ctx, name, string(person), "", m)
}

// post puts a message into the product's channel. A message with a name can
// be edited later by writing it again.
func (t *turn) post(ctx context.Context, name string, m view.Message) error {
	return t.put(ctx, name, string(t.product.Channel), "", m)
}

// reply puts a message into the thread of a named one.
func (t *turn) reply(ctx context.Context, parent, name string, m view.Message) error {
	return t.put(ctx, name, string(t.product.Channel), parent, m)
}

func (t *turn) put(ctx context.Context, name, channel, thread string, m view.Message) error {
	body, err := m.JSON()
	if err != nil {
		return err
	}
	return t.send(ctx, outbox.Delivery{Kind: outbox.Post, Name: name, Channel: channel, Thread: thread, Body: body})
}

// stands reports whether a named message was posted, or is about to be.
func (t *turn) stands(ctx context.Context, name string) (bool, error) {
	_, err := t.tx.Delivery(ctx, name)
	if errors.Is(err, scrum.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// seed puts the bot's own reaction under a named message of the channel.
func (t *turn) seed(ctx context.Context, on, emoji string) error {
	body, err := view.Seed{Emoji: emoji, On: on}.JSON()
	if err != nil {
		return err
	}
	return t.send(ctx, outbox.Delivery{Kind: outbox.Seed, Channel: string(t.product.Channel), Thread: on, Body: body})
}

func (t *turn) send(ctx context.Context, d outbox.Delivery) error {
	if d.Kind == outbox.Post && d.Channel != "" && strings.ContainsRune("UW", rune(d.Channel[0])) {
		t.touch(scrum.PersonID(d.Channel)) // what waits for somebody most often comes so
	}
	d.CreatedAt, d.Request, d.Deed = t.now, RequestOf(ctx), isDeed(ctx)
	_, err := t.tx.Send(ctx, d)
	return err
}

// names looks up the display names of people.
func (t *turn) names(ctx context.Context, ids ...scrum.PersonID) (view.Names, error) {
	names := view.Names{"": t.ours.Say("common.somebody")}
	if t.person.Name != "" {
		names[t.person.ID] = t.person.Name // of whom most is said
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id scrum.PersonID) bool { _, known := names[id]; return known })
	if len(ids) == 0 {
		return names, nil
	}
	people, err := t.tx.People(ctx, ids...)
	if err != nil {
		return nil, err
	}
	for id, p := range people {
		names[id] = p.Name
	}
	return names, nil
}

// nameOf names people in a sentence to the person, joined by “or”: any one of
// them will do. Each is named once and not pinged.
func (t *turn) nameOf(ctx context.Context, ids ...scrum.PersonID) (string, error) {
	names, err := t.names(ctx, ids...)
	if err != nil {
		return "", err
	}
	var list []string
	for _, id := range ids {
		if name := escape(names.Of(id)); !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return t.mine.OneOf(list), nil
}

// readerOf returns the words and the zone of a person who is written to.
func (t *turn) readerOf(p scrum.Person) (*locale.Words, *time.Location) {
	return t.h.words.For(p.Locale, string(t.product.Lang), t.h.locale), p.Location(t.product.Location())
}

// wordsOf returns the words of a person who is written to.
func (t *turn) wordsOf(ctx context.Context, id scrum.PersonID) (*locale.Words, error) {
	p, err := t.tx.Person(ctx, id)
	words, _ := t.readerOf(p)
	return words, err
}
