package handlers

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// newStory is a need as it came in, by whichever door.
type newStory struct {
	text     string
	criteria []string       // typed in the form's own field
	author   scrum.PersonID // who asked for it; "" if the person did
}

// createStory takes a need that was typed. One that another story says already
// is kept as a draft until the person has seen that story.
func (t *turn) createStory(ctx context.Context, n newStory) error {
	s, err := t.understood(ctx, n)
	if err != nil {
		return err
	}
	like, err := t.alike(ctx, s)
	if err != nil {
		return err
	}
	if like.ID != 0 {
		return t.propose(ctx, n, like)
	}
	return t.keepStory(ctx, s)
}

// understood is the story that a need would be. It never refuses a need for
// its form; only nothing at all is refused.
func (t *turn) understood(ctx context.Context, n newStory) (scrum.Story, error) {
	text, err := t.named(ctx, n.text)
	if err != nil {
		return scrum.Story{}, err
	}
	s := t.need(text)
	if s.Kind == scrum.KindEmpty {
		return s, t.refuse("story.refuse.empty")
	}
	s.Product, s.State, s.Author, s.CreatedAt = t.product.ID, scrum.StoryDraft, cmp.Or(n.author, t.person.ID), t.now
	if s.Author != t.person.ID {
		s.Writer = t.person.ID
	}
	s.Lang = t.languageOf(s.Parsed)
	if len(n.criteria) > 0 {
		s.Criteria = slices.Concat(s.Criteria, n.criteria)
		s.Hidden = s.Sensitive()
	}
	s.Origin, s.Permalink, err = t.origin(ctx)
	return s, err
}

// origin is where the need was said, if the product's people may know: from a
// private conversation elsewhere nothing leads back.
func (t *turn) origin(ctx context.Context) (scrum.Origin, string, error) {
	from := t.door.origin
	if from.Channel == "" || from.Channel == cmp.Or(t.product.Channel, t.channel.ID) {
		return from, t.door.link, nil
	}
	place, err := t.tx.Channel(ctx, from.Channel)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && (place.Private || place.Direct) {
		return scrum.Origin{}, "", nil
	}
	return from, t.door.link, err
}

// alike returns the story that says the same as a new one, if the person may
// see it; the zero story if there is none.
func (t *turn) alike(ctx context.Context, s scrum.Story) (scrum.Story, error) {
	if t.product.ID == 0 {
		return scrum.Story{}, nil
	}
	like, err := t.tx.Like(ctx, s, t.person.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Story{}, nil
	}
	return like, err
}

// keepStory keeps a new story, puts its card into the channel and tells the
// person privately what would make it ready.
func (t *turn) keepStory(ctx context.Context, s scrum.Story) error {
	if err := t.begin(ctx, s.Lang); err != nil {
		return err
	}
	number, err := t.tx.NextNumber(ctx, t.product.ID)
	if err != nil {
		return err
	}
	s.Product, s.Number, s.Key = t.product.ID, number, scrum.StoryKey(t.product.Key, number)
	if s, err = t.tx.CreateStory(ctx, s); err != nil {
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

// announce shows a new story to whoever may see it, and tells its author what
// would make it better.
func (t *turn) announce(ctx context.Context, s scrum.Story) error {
	undo, err := t.keepUndo(ctx, "story.create", storyBefore{ID: s.ID})
	if err != nil {
		return err
	}
	if s.Hidden {
		return t.entrust(ctx, s, undo)
	}
	if err := t.drawVoted(ctx, s, scrum.CardVote{}); err != nil { // nobody has reacted to it yet
		return err
	}
	if s.Epic {
		return t.tell(ctx, view.EpicKept(t.mine, s, undo))
	}
	plain := view.Note(t.mine.Say("story.keptSimply", "key", s.Key))
	return t.tellOnceKept(ctx, plain, func(ctx context.Context) (view.Message, error) {
		advice, err := t.firstAdvice(ctx, s)
		if err != nil {
			return view.Message{}, err
		}
		rank, of, err := t.tx.Place(ctx, s, t.person.ID)
		return view.StoryKept(t.mine, view.Place{Rank: rank, Of: of}, advice, undo), err
	})
}

// entrust tells the privacy contact about a need that the channel does not
// see. Only the product's owner can show it, so one who is their own contact
// tells the owner.
func (t *turn) entrust(ctx context.Context, s scrum.Story, undo string) error {
	advice, err := t.firstAdvice(ctx, s)
	if err != nil {
		return err
	}
	shown, err := t.foundShown(ctx, finding{story: s})
	if err != nil {
		return err
	}
	own := t.product.Owner == t.person.ID
	if shown.Contact == t.person.ID && !own {
		shown.Contact = t.product.Owner
	}
	if shown.Contact != "" && shown.Contact != t.person.ID {
		words, err := t.wordsOf(ctx, shown.Contact)
		if err != nil {
			return err
		}
		told := view.StoryEntrusted(words, shown, shown.Contact == t.product.Owner)
		if err := t.direct(ctx, shown.Contact, "story.entrusted:"+s.Key, told); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.StoryKeptHidden(t.mine, shown, own, advice, undo))
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

// storyBefore is what an undo of a story's change puts back, if the story is
// still in the state in which the change left it.
type storyBefore struct {
	ID      scrum.StoryID    `json:"id"`
	State   scrum.StoryState `json:"state,omitempty"`
	Missing string           `json:"missing,omitempty"`
	Left    scrum.StoryState `json:"left,omitempty"`
}

// undoCreate withdraws a story that was just created, unless it has gone on
// since: nobody's work is to vanish.
func undoCreate(ctx context.Context, t *turn, before storyBefore) error {
	s, err := t.story(ctx, before.ID)
	if err != nil {
		return err
	}
	parts, err := t.tx.Parts(ctx, s.ID, t.person.ID, 1)
	if err != nil {
		return err
	}
	if s.Sprint != 0 || s.State != scrum.StoryDraft && s.State != scrum.StoryReady || len(parts) > 0 {
		return t.refuse("story.refuse.goneOn", "key", s.Key)
	}
	s.State = scrum.StoryUndone
	if _, err = t.saveStory(ctx, s); err != nil {
		return err
	}
	names, err := t.names(ctx, s.Author, s.Writer)
	if err != nil {
		return err
	}
	return t.replace(ctx, view.StoryWithdrawn(t.mine, s, names))
}
