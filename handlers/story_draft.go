package handlers

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// propose shows a person the story that says what they need already. What they
// typed is kept until they say what becomes of it.
func (t *turn) propose(ctx context.Context, n newStory, like scrum.Story) error {
	draft, err := t.keepDraft(ctx, scrum.Draft{Command: "/story", Text: n.text, Criteria: n.criteria, Author: n.author})
	if err != nil {
		return err
	}
	names, err := t.names(ctx, like.Author, like.Writer, like.Owner)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.StoryProposed(t.mine, like, names, draft))
}

// keepDraft keeps what a person typed and returns its id, to be carried by the
// buttons that ask about it. The same typed twice is kept once.
func (t *turn) keepDraft(ctx context.Context, d scrum.Draft) (string, error) {
	home := cmp.Or(t.product.Channel, t.channel.ID)
	drafts, err := t.tx.DraftsOf(ctx, t.person.ID)
	if err != nil {
		return "", err
	}
	for _, kept := range drafts {
		if kept.Channel == home && kept.Command == d.Command && kept.Text == d.Text && kept.Author == d.Author {
			return kept.ID, nil
		}
	}
	d.ID, d.Person, d.Channel, d.At = t.h.token(), t.person.ID, home, t.now
	d.Origin, d.Permalink = t.door.origin, t.door.link
	t.touch(t.person.ID)
	return d.ID, t.tx.KeepDraft(ctx, d)
}

// draft returns what the person typed earlier. Nobody else's is ever found.
func (t *turn) draft(ctx context.Context, id string) (scrum.Draft, error) {
	d, err := t.tx.Draft(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && d.Person != t.person.ID {
		return d, t.refuse("story.refuse.draftGone")
	}
	return d, err
}

// retryDraft carries out what was kept as a draft: typed where Pogo was not a
// member yet, behind a slip, or although another story says the same. The
// answer takes the place of the question.
func retryDraft(ctx context.Context, t *turn, c Click) error {
	d, err := t.draft(ctx, c.Value)
	if err != nil {
		return err
	}
	if err := t.comeBack(ctx, d, c.Channel != ""); err != nil {
		return err
	}
	t.touch(t.person.ID)
	if err := t.tx.DropDraft(ctx, d.ID); err != nil {
		return err
	}
	t.door.origin, t.door.link, t.door.replace = d.Origin, d.Permalink, true
	n := newStory{text: d.Text, criteria: d.Criteria, author: d.Author}
	isNeed := strings.TrimPrefix(d.Command, "/") == "story" && !t.h.isVerb("story", d.Text)
	switch {
	case c.Action == view.StoryAnyway:
		s, err := t.understood(ctx, n)
		if err != nil {
			return err
		}
		return t.keepStory(ctx, s)
	case isNeed:
		return t.createStory(ctx, n)
	}
	again := t.h.retried(d)
	again.Person, again.Response, again.At = c.Person, c.Response, c.At
	return t.h.run(ctx, t, again)
}

// retried is the command that a draft was probably meant to be.
func (h *Handlers) retried(d scrum.Draft) Command {
	if meant, ok := h.meant(d.Text); ok && d.Command == "/po" {
		d.Text = meant
	}
	return Command{Channel: string(d.Channel), Name: d.Command, Text: d.Text}
}

// comeBack goes to where a draft was typed, if Pogo and the person may. Pressed
// outside conversations, on Home, it is answered in a direct message.
func (t *turn) comeBack(ctx context.Context, d scrum.Draft, inConversation bool) error {
	pressed := t.door.place
	if err := t.arrive(ctx, string(t.person.ID), string(d.Channel)); err != nil {
		return err
	}
	if !t.channel.Member && !t.channel.Direct {
		return t.refuse("story.refuse.stillOut")
	}
	if member, err := t.tx.IsMember(ctx, t.channel.ID, t.person.ID); err != nil || t.channel.Private && !member {
		return cmp.Or(err, scrum.ErrNotFound)
	}
	if !inConversation {
		t.door.place = pressed
	}
	return nil
}

// isVerb reports whether a text starts with one of a command's verbs.
func (h *Handlers) isVerb(name, text string) bool {
	c, _ := h.command(name)
	word, rest := cutWord(text)
	v, ok := c.verb(word)
	return ok && (v.fits == nil || v.fits(rest))
}

// secondStory gives the person's 👍 to the story that says what they typed, in
// the place of a new one: from the private answer, or from the form that showed
// it.
func secondStory(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if kept := cmp.Or(c.Value, ParseWhere(c.Private).Draft); kept != "" {
		if err := t.forget(ctx, kept); err != nil {
			return err
		}
	}
	if err := t.voteFor(ctx, s); err != nil {
		return err
	}
	said := t.mine.Say("story.seconded", "key", s.Key)
	if c.View != "" {
		t.answer.Update = view.Notice(t.mine, s.Key, said)
		return nil
	}
	return t.replace(ctx, view.Note(said))
}

// forgetDraft throws away what the person typed.
func forgetDraft(ctx context.Context, t *turn, c Click) error {
	if err := t.forget(ctx, c.Value); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("story.forgotten")))
}

// forget drops a draft of the person's own.
func (t *turn) forget(ctx context.Context, id string) error {
	d, err := t.draft(ctx, id)
	if err != nil {
		return err
	}
	t.touch(t.person.ID)
	return t.tx.DropDraft(ctx, d.ID)
}
