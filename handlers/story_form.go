package handlers

import (
	"cmp"
	"context"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// openStoryForm answers the bare command.
func openStoryForm(ctx context.Context, t *turn, _ Command) error {
	return t.openStoryForm(ctx, newStory{})
}

// openStoryForm opens the form of a new story with what was typed already,
// which is kept as a draft meanwhile. Where no form can be opened from, the
// answer has a button that does.
func (t *turn) openStoryForm(ctx context.Context, n newStory) error {
	where := Where{Channel: string(t.door.place.ID), Thread: t.door.thread, Said: t.door.origin.Thread, Link: t.door.link}
	if n.text != "" {
		var err error
		if where.Draft, err = t.keepDraft(ctx, scrum.Draft{Command: "/story", Text: n.text, Author: n.author}); err != nil {
			return err
		}
	}
	if t.door.written {
		return t.tell(ctx, view.StoryFormOffered(t.mine, where.String()))
	}
	return t.showStoryForm(ctx, where, n)
}

// pressStoryForm opens the form that an answer offered.
func pressStoryForm(ctx context.Context, t *turn, c Click) error {
	if !t.person.Obeyed() {
		return t.refuse("command.notObeyed")
	}
	where := ParseWhere(c.Value)
	var n newStory
	if where.Draft != "" {
		d, err := t.draft(ctx, where.Draft)
		if err != nil {
			return err
		}
		n = newStory{text: d.Text, author: d.Author}
	}
	return t.showStoryForm(ctx, where, n)
}

// showStoryForm opens the form. Where the product is not known from the
// channel, it asks for it if there are several.
func (t *turn) showStoryForm(ctx context.Context, where Where, n newStory) error {
	form, err := t.storyForm(ctx, where, n)
	if err == nil {
		t.answer.Open = form
	}
	return err
}

func (t *turn) storyForm(ctx context.Context, where Where, n newStory) (*view.Form, error) {
	f := view.NeedForm{Text: scrum.AsRead(n.text), Criteria: strings.Join(n.criteria, "\n"), Author: n.author}
	if t.product.ID == 0 && (t.channel.ID == "" || t.channel.Direct) {
		targets, err := t.targets(ctx)
		if err != nil {
			return nil, err
		}
		if f.Targets = targets; len(targets) == 1 {
			where.Product, f.Targets = targets[0].ID, nil
		}
	}
	f.Private = where.String()
	return view.StoryForm(t.mine, f), nil
}

// targets are the products a person can write a story for, where the channel
// does not say.
func (t *turn) targets(ctx context.Context) ([]view.Target, error) {
	products, err := t.tx.ProductsOf(ctx, t.person.ID)
	if err != nil {
		return nil, err
	}
	if len(products) == 0 {
		return nil, t.refuse("command.direct")
	}
	targets := make([]view.Target, 0, len(products))
	for _, p := range products {
		channel, err := t.tx.Channel(ctx, p.Channel)
		if err != nil {
			return nil, err
		}
		targets = append(targets, view.Target{ID: string(p.Channel), Label: p.Key + " · #" + channel.Name})
	}
	return targets, nil
}

// submitStory takes the form of a new story. Where another story says the same
// the form stays, shows that one, and creates when it is sent again.
func submitStory(ctx context.Context, t *turn, sub Submission) error {
	where := ParseWhere(sub.Private)
	if chosen := cmp.Or(sub.Values["product"], where.Product); chosen != "" {
		product, err := t.tx.ProductOf(ctx, scrum.ChannelID(chosen))
		if err != nil {
			return err
		}
		if err := t.enter(ctx, product.ID); err != nil {
			return err
		}
	}
	n, err := t.filledIn(ctx, where, sub)
	if err != nil {
		return err
	}
	s, err := t.understood(ctx, n)
	if r, ok := isRefusal(err); ok && r.Key == "story.refuse.empty" {
		return t.refuseField("text", r.Key)
	}
	if err != nil {
		return err
	}
	like, err := t.alike(ctx, s)
	if err != nil {
		return err
	}
	if like.ID != 0 && int64(like.ID) != where.ID {
		return t.proposeInForm(ctx, where, sub, n, like)
	}
	t.touch(t.person.ID)
	if err := t.tx.DropDraft(ctx, where.Draft); err != nil {
		return err
	}
	return t.keepStory(ctx, s)
}

// filledIn is the need that a form holds. One too long for its field is in the
// draft that the form is about.
func (t *turn) filledIn(ctx context.Context, where Where, sub Submission) (newStory, error) {
	n := newStory{text: sub.Values["text"], criteria: scrum.CriteriaLines(sub.Values["criteria"]), author: scrum.PersonID(sub.Values["author"])}
	if _, shown := sub.Values["text"]; !shown && where.Draft != "" {
		d, err := t.draft(ctx, where.Draft)
		if err != nil {
			return n, err
		}
		n.text = d.Text
	}
	if n.author == "" {
		return n, nil
	}
	asked, err := t.tx.People(ctx, n.author)
	if err != nil {
		return n, err
	}
	if p := asked[n.author]; p.Bot || p.Deleted {
		return n, t.refuseField("author", "story.refuse.author", "who", escape(p.Name))
	}
	return n, nil
}

// proposeInForm shows the story that says the same in the form itself, which
// keeps what was filled in.
func (t *turn) proposeInForm(ctx context.Context, where Where, sub Submission, n newStory, like scrum.Story) error {
	names, err := t.names(ctx, like.Author, like.Writer, like.Owner)
	if err != nil {
		return err
	}
	where.ID, where.Product = int64(like.ID), cmp.Or(sub.Values["product"], where.Product)
	t.answer.Replace = view.StoryForm(t.mine, view.NeedForm{
		Private: where.String(), Text: n.text, Criteria: sub.Values["criteria"], Author: n.author, Like: like, Names: names,
	})
	return nil
}
