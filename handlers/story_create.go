package handlers

import (
	"context"
	"errors"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// newStory is a need as it came in, by whichever door.
type newStory struct {
	text      string
	criteria  []string // typed in the form's own field
	permalink string
}

// createStory keeps a need, puts its card into the channel and tells the
// author privately what would make it ready. It never refuses a need for its
// form; only nothing at all is refused.
func (t *turn) createStory(ctx context.Context, n newStory) error {
	text, err := t.named(ctx, n.text)
	if err != nil {
		return err
	}
	parsed := scrum.Parse(text)
	if parsed.Kind == scrum.KindEmpty {
		return t.refuse("story.refuse.empty")
	}
	parsed.Lang = t.languageOf(parsed)
	if err := t.begin(ctx, parsed.Lang); err != nil {
		return err
	}
	parsed.Criteria = append(parsed.Criteria, n.criteria...)
	number, err := t.tx.NextNumber(ctx, t.product.ID)
	if err != nil {
		return err
	}
	s, err := t.tx.CreateStory(ctx, scrum.Story{
		Product: t.product.ID, Number: number, Key: scrum.StoryKey(t.product.Key, number),
		Text: text, Parsed: parsed, State: scrum.StoryDraft, Author: t.person.ID,
		Hidden: parsed.Confidential(), Permalink: n.permalink, CreatedAt: t.now,
	})
	if err != nil {
		return err
	}
	if err := t.follow(ctx, scrum.Story{}, s); err != nil {
		return err
	}
	return t.announce(ctx, s)
}

// named gives the people that a text mentions by id alone their names: in a
// message Slack leaves them out, and a story is read where nobody is mentioned.
func (t *turn) named(ctx context.Context, text string) (string, error) {
	mentioned := view.Mentioned(text)
	if len(mentioned) == 0 {
		return text, nil
	}
	names, err := t.names(ctx, mentioned...)
	if err != nil {
		return "", err
	}
	return names.Labeled(text), nil
}

// announce shows a new story to whoever may see it, and its author one that is
// like it, if they may see that.
func (t *turn) announce(ctx context.Context, s scrum.Story) error {
	undo, err := t.keepUndo(ctx, "story.create", storyBefore{ID: s.ID})
	if err != nil {
		return err
	}
	like, err := t.tx.Like(ctx, s, t.person.ID)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	if s.Hidden {
		return t.entrust(ctx, s, like, undo)
	}
	if err := t.drawCard(ctx, s); err != nil {
		return err
	}
	rank, of, err := t.tx.Place(ctx, s, t.person.ID)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.StoryKept(t.mine, s, view.Place{Rank: rank, Of: of}, like, undo))
}

// entrust tells the privacy contact, who is the product's owner, about a need
// that the channel does not see.
func (t *turn) entrust(ctx context.Context, s, like scrum.Story, undo string) error {
	own := t.product.Owner == t.person.ID
	names, err := t.names(ctx, t.product.Owner, t.person.ID)
	if err != nil {
		return err
	}
	if !own {
		words, err := t.wordsOf(ctx, t.product.Owner)
		if err != nil {
			return err
		}
		told := view.StoryEntrusted(words, s, names.Of(s.Author), t.channel.Name)
		if err := t.direct(ctx, t.product.Owner, "story.entrusted:"+s.Key, told); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.StoryKeptHidden(t.mine, s, names.Of(t.product.Owner), own, like, undo))
}

// revealStory gives a hidden story its card, which only the owner may ask.
func revealStory(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	s.Hidden = false
	if _, err := t.saveStory(ctx, s); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("story.revealed", "key", s.Key)))
}

// openStoryForm answers the bare command.
func openStoryForm(ctx context.Context, t *turn, c Command) error {
	return t.openStoryForm(ctx, c, "")
}

// openStoryForm opens the form of a new story with what was typed already. In
// a direct message it asks for the product where there are several.
func (t *turn) openStoryForm(ctx context.Context, c Command, text string) error {
	var targets []view.Target
	if t.channel.Direct && t.product.ID == 0 {
		var err error
		if targets, err = t.targets(ctx); err != nil {
			return err
		}
	}
	t.answer.Open = view.StoryForm(t.mine, Where{Channel: c.Channel}.String(), text, targets)
	return nil
}

// submitStory takes the form of a new story.
func submitStory(ctx context.Context, t *turn, s Submission) error {
	if chosen := s.Values["product"]; chosen != "" {
		product, err := t.tx.ProductOf(ctx, scrum.ChannelID(chosen))
		if err != nil {
			return err
		}
		if err := t.enter(ctx, product.ID); err != nil {
			return err
		}
	}
	where := ParseWhere(s.Private)
	err := t.createStory(ctx, newStory{text: s.Values["text"], criteria: lines(s.Values["criteria"]), permalink: where.Link})
	if r, ok := isRefusal(err); ok && r.Key == "story.refuse.empty" {
		return t.refuseField("text", r.Key)
	}
	return err
}

// retryDraft carries out what was kept as a draft: typed where Pogo was not
// a member yet, or a word that looked like a slip.
func retryDraft(ctx context.Context, t *turn, c Click) error {
	draft, err := t.tx.Draft(ctx, c.Value)
	if err != nil || draft.Person != t.person.ID {
		return t.refuse("story.refuse.draftGone")
	}
	if err := t.arrive(ctx, c.Person, string(draft.Channel)); err != nil {
		return err
	}
	if !t.channel.Member && !t.channel.Direct {
		return t.refuse("story.refuse.stillOut")
	}
	if err := t.tx.DropDraft(ctx, draft.ID); err != nil {
		return err
	}
	if c.Action == view.StoryAnyway || strings.TrimPrefix(draft.Command, "/") == "story" && !t.h.isVerb("story", draft.Text) {
		return t.createStory(ctx, newStory{text: draft.Text})
	}
	text := draft.Text
	if meant, ok := t.h.meant(text); ok && draft.Command == "/po" {
		text = meant
	}
	return t.h.run(ctx, t, Command{Person: c.Person, Channel: string(draft.Channel), Name: draft.Command, Text: text, Response: c.Response, At: c.At})
}

// isVerb reports whether a text starts with one of a command's verbs.
func (h *Handlers) isVerb(name, text string) bool {
	c, _ := h.command(name)
	word, rest := cutWord(text)
	v, ok := c.verb(word)
	return ok && (v.fits == nil || v.fits(rest))
}

// lines are the lines of a text that say something.
func lines(text string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "-•*")); line != "" {
			found = append(found, line)
		}
	}
	return found
}

// storyBefore is what an undo of a story's change puts back.
type storyBefore struct {
	ID    scrum.StoryID    `json:"id"`
	State scrum.StoryState `json:"state,omitempty"`
}

// undoCreate withdraws a story that was just created.
func undoCreate(ctx context.Context, t *turn, before storyBefore) error {
	s, err := t.story(ctx, before.ID)
	if err != nil {
		return err
	}
	s.State = scrum.StoryUndone
	if _, err = t.saveStory(ctx, s); err != nil {
		return err
	}
	names, err := t.names(ctx, s.Author)
	if err != nil {
		return err
	}
	return t.replace(ctx, view.StoryWithdrawn(t.mine, s, names))
}
