package handlers

import (
	"cmp"
	"context"

	"pogo/scrum"
	"pogo/view"
)

// Shortcut opens the form of a new story: filled with the message it was used
// on, or empty.
func (h *Handlers) Shortcut(ctx context.Context, s Shortcut) (Answer, error) {
	d := door{response: s.Response, thread: s.Thread, link: s.Link}
	if s.Message != "" {
		d.origin = scrum.Origin{Channel: scrum.ChannelID(s.Channel), Thread: cmp.Or(s.Thread, s.Message)}
	}
	t, err := h.take(ctx, s.Key, d, s.Person, s.Channel, func(ctx context.Context, t *turn) error {
		if !t.person.Obeyed() {
			return t.refuse("command.notObeyed")
		}
		if s.Channel != "" && !t.channel.Member && !t.channel.Direct {
			return t.refuse("command.stranded")
		}
		return t.formOfMessage(ctx, s)
	})
	if refusal, ok := isRefusal(err); ok {
		return Answer{}, h.refuseAloud(ctx, t, refusal)
	}
	return t.answer, err
}

// formOfMessage opens the form with a message in it, whose author asked for
// what it says. A message that is too long for a form is kept whole as a draft.
func (t *turn) formOfMessage(ctx context.Context, s Shortcut) error {
	text, err := t.named(ctx, s.Text)
	if err != nil {
		return err
	}
	n := newStory{text: text}
	if s.Author != "" && s.Author != s.Person {
		if n.author, err = t.asker(ctx, scrum.PersonID(s.Author)); err != nil {
			return err
		}
	}
	if !view.FitsForm(scrum.AsRead(text)) {
		return t.openStoryForm(ctx, n)
	}
	where := Where{Channel: s.Channel, Thread: s.Thread, Said: t.door.origin.Thread, Link: s.Link}
	return t.showStoryForm(ctx, where, n)
}

// asker is who is offered as the one who asked: the author of the message if
// they are a person of this workspace, else whoever brings it.
func (t *turn) asker(ctx context.Context, author scrum.PersonID) (scrum.PersonID, error) {
	people, err := t.tx.People(ctx, author)
	if p, known := people[author]; known && p.Obeyed() {
		return author, err
	}
	return t.person.ID, err
}
