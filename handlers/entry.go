package handlers

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// Command carries out a slash command. The answer is for the person alone and
// goes into the acknowledgement.
func (h *Handlers) Command(ctx context.Context, c Command) (Answer, error) {
	d := door{command: true, looks: h.looks(c), need: h.needTyped(ctx, c)}
	t, err := h.take(ctx, c.Key, d, c.Person, c.Channel, func(ctx context.Context, t *turn) error {
		if t.channel.Name == "" {
			t.channel.Name = c.ChannelName
		}
		t.answerAsTyped(c.Text)
		if !t.person.Obeyed() {
			return t.refuse("command.notObeyed")
		}
		return h.run(ctx, t, c)
	})
	if refusal, ok := isRefusal(err); ok {
		note := view.Note(t.mine.Say(refusal.Key, refusal.Args...))
		return Answer{Private: &note}, nil
	}
	return t.answer, err
}

// Click carries out a press on a button or a choice from a menu.
func (h *Handlers) Click(ctx context.Context, c Click) (Answer, error) {
	act, c := h.clickOf(c)
	d := door{response: c.Response, thread: c.Thread, home: c.Private == view.OnHome, need: h.needPressed(ctx, c)}
	t, err := h.take(ctx, c.Key, d, c.Person, c.Channel, func(ctx context.Context, t *turn) error {
		if act == nil {
			return t.refuse("command.nothing")
		}
		if t.person.Bot || t.person.Deleted || t.person.External && !h.guests[c.Action] {
			return t.refuse("command.notObeyed")
		}
		return t.unlessGuest(ctx, h.guests[c.Action], func() error { return act(ctx, t, c) })
	})
	if refusal, ok := isRefusal(err); ok {
		return Answer{}, h.refuseAloud(ctx, t, refusal)
	}
	return t.answer, err
}

// clickOf finds what a click does. The action of a menu stands in the value
// that was chosen, as "story.done:12"; a number behind the action only keeps
// two buttons of one message apart.
func (h *Handlers) clickOf(c Click) (click, Click) {
	if action, value, found := strings.Cut(c.Value, ":"); found && strings.HasSuffix(c.Action, ".more") {
		c.Action, c.Value = action, value
	}
	if act, ok := h.clicks[c.Action]; ok {
		return act, c
	}
	if i := strings.LastIndexByte(c.Action, '.'); i > 0 {
		if act, ok := h.clicks[c.Action[:i]]; ok {
			c.Action = c.Action[:i]
			return act, c
		}
	}
	return nil, c
}

// Submit takes a form. What is wrong with it is answered at the field.
func (h *Handlers) Submit(ctx context.Context, s Submission) (Answer, error) {
	where := ParseWhere(s.Private)
	d := door{thread: where.Thread, link: where.Link, need: h.needFilledIn(ctx, s)}
	if where.Said != "" {
		d.origin = scrum.Origin{Channel: scrum.ChannelID(where.Channel), Thread: where.Said}
	}
	t, err := h.take(ctx, s.Key, d, s.Person, where.Channel, func(ctx context.Context, t *turn) error {
		act, ok := h.forms[s.Form]
		if !ok {
			return t.refuse("command.nothing")
		}
		if t.person.Bot || t.person.Deleted || t.person.External && !h.all[s.Form] {
			return t.refuse("command.notObeyed")
		}
		if err := t.mustHaveStayed(ctx); err != nil {
			return err
		}
		return t.unlessGuest(ctx, h.guests[s.Form], func() error { return act(ctx, t, s) })
	})
	if wrong, ok := errors.AsType[*fieldError](err); ok {
		return Answer{Errors: map[string]string{wrong.field: t.mine.Say(wrong.refusal.Key, wrong.refusal.Args...)}}, nil
	}
	if refusal, ok := isRefusal(err); ok {
		if field := lastTyped(s); refusal.Key == "command.notFound" && field != "" {
			return Answer{Errors: map[string]string{field: t.mine.Say("command.notFoundTyped")}}, nil
		}
		return Answer{Replace: view.Notice(t.mine, "Pogo", t.mine.Say(refusal.Key, refusal.Args...))}, nil
	}
	return t.answer, err
}

// fieldError is a refusal that belongs to one field of a form, which stays
// open with everything that was typed.
type fieldError struct {
	field   string
	refusal *scrum.Refusal
}

func (e *fieldError) Error() string { return e.field + ": " + e.refusal.Error() }

func (t *turn) refuseField(field, key string, args ...any) error {
	return &fieldError{field: field, refusal: &scrum.Refusal{Key: key, Args: args}}
}

// take runs one turn. The turn is returned even with an error, so that a
// refusal can be said in the person's language.
func (h *Handlers) take(ctx context.Context, key string, d door, person, channel string, act func(context.Context, *turn) error) (*turn, error) {
	t := &turn{}
	do := h.store.Write
	if d.looks {
		do = h.store.Read
	}
	err := do(ctx, func(tx Tx) error {
		*t = turn{h: h, tx: tx, now: h.now(), door: d, mine: h.words.For(h.locale), ours: h.words.For(h.locale)}
		if again, err := t.again(ctx, key); err != nil || again {
			return err
		}
		if err := t.arrive(ctx, person, channel); err != nil {
			return err
		}
		err := act(ctx, t)
		if err == nil {
			err = t.end(ctx)
		}
		if errors.Is(err, scrum.ErrNotFound) {
			return t.refuse("command.notFound")
		}
		return err
	})
	if err == nil {
		t.improve(ctx)
	}
	return t, err
}

// again reports whether a request was acted upon before. To look again does no
// harm.
func (t *turn) again(ctx context.Context, key string) (bool, error) {
	if t.door.looks {
		return false, nil
	}
	return t.tx.Seen(ctx, key, t.now)
}

// refuseAloud tells a refusal where no acknowledgement can carry it, in a
// transaction of its own: the refused one left nothing behind.
func (h *Handlers) refuseAloud(ctx context.Context, refused *turn, r *scrum.Refusal) error {
	err := h.store.Write(ctx, func(tx Tx) error {
		t := *refused
		t.tx, t.door.replace = tx, false // what was asked stands, to be answered otherwise
		t.news, t.found, t.touched, t.stirred = nil, nil, nil, nil
		if err := t.tell(ctx, view.Note(t.mine.Say(r.Key, r.Args...))); err != nil {
			return err
		}
		return t.end(ctx)
	})
	if err != nil {
		return fmt.Errorf("tell a refusal: %w", err)
	}
	return nil
}

// parseName splits the name of a message, "story:12", into its noun and id.
func parseName(name string) (noun string, id int64, ok bool) {
	noun, digits, found := strings.Cut(name, ":")
	id, err := parseID[int64](digits)
	return noun, id, found && err == nil
}
