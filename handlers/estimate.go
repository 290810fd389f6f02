package handlers

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// estimateTx is what estimates need of a transaction.
type estimateTx interface {
	// Unestimated returns a page of the backlog with only stories that have
	// no size and are in no running poker, how many there are, and how many
	// are in one.
	Unestimated(ctx context.Context, q scrum.BacklogQuery) (stories []scrum.Story, total, dealt int, err error)
}

func estimateNoun() noun {
	return noun{
		commands: []command{{
			name: "estimate",
			bare: tellUnestimated,
			rest: estimateTyped,
			verbs: []verb{
				{name: "unestimated", also: []string{"sans", "without", "non-estimees"}, run: unestimatedTyped},
			},
		}},
		undos: map[string]undo{"story.estimate": back(undoEstimate)},
	}
}

// tellUnestimated lists what has no size yet.
func tellUnestimated(ctx context.Context, t *turn, _ Command) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	stories, total, dealt, err := t.tx.Unestimated(ctx, scrum.BacklogQuery{Product: t.product.ID, Viewer: t.person.ID, Limit: pageSize})
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Unestimated(t.mine, stories, total, dealt, scrum.StoryKey(t.product.Key, 1)))
}

// estimateTyped gives stories their points, or has the team vote on those that
// are named without any.
func estimateTyped(ctx context.Context, t *turn, c Command, text string) error {
	ask := scrum.ParsePokerAsk(text)
	switch {
	case ask.Names():
		return pokerTyped(ctx, t, ask)
	case ask.Odd == "":
		example, err := t.example(ctx)
		if err != nil {
			return err
		}
		return t.refuse("poker.refuse.which", "key", example)
	case strings.HasPrefix(ask.Odd, "@") && len(ask.Keys) > 0:
		return t.refuse("poker.refuse.nobody", "typed", clipWord(ask.Odd))
	}
	return estimate(ctx, t, c, text)
}

// sizeBefore is what an undo of an estimate puts back.
type sizeBefore struct {
	ID     scrum.StoryID `json:"id"`
	Before scrum.Points  `json:"before"`
	After  scrum.Points  `json:"after"`
}

// estimate gives stories their points: "PAY-12 5", "PAY-12 5 PAY-13 ½",
// "PAY-12 ?" for none.
func estimate(ctx context.Context, t *turn, _ Command, text string) error {
	words := estimateWords(text)
	var before []sizeBefore
	var changed []scrum.Story
	for len(words) > 0 {
		s, size, rest, err := t.nextEstimate(ctx, words)
		if err != nil {
			return err
		}
		before = append(before, sizeBefore{ID: s.ID, Before: s.Size, After: size})
		s.Size = size
		if s, err = t.saveStory(ctx, s); err != nil {
			return err
		}
		changed, words = append(changed, s), rest
	}
	undo, err := t.keepUndo(ctx, "story.estimate", before)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Estimated(t.mine, changed, undo))
}

// estimateWords are the keys and sizes in a text, without what people put
// between them.
func estimateWords(text string) []string {
	var words []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" \t\n\u00a0\u202f=;", r) }) {
		switch word = strings.Trim(word, ",:"); scrum.Fold(word) {
		case "", "point", "points", "pt", "pts", "->", "et", "and":
		default:
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return []string{text}
	}
	return words
}

// nextEstimate reads a story and its size, and returns the words after them.
func (t *turn) nextEstimate(ctx context.Context, words []string) (scrum.Story, scrum.Points, []string, error) {
	var none scrum.Points
	if _, _, ok := scrum.ParseStoryKey(words[0]); !ok {
		example, err := t.example(ctx)
		if err == nil {
			err = t.refuse("estimate.refuse.story", "typed", clipWord(words[0]), "key", example)
		}
		return scrum.Story{}, none, nil, err
	}
	s, err := t.storyNamed(ctx, words[0])
	if err != nil {
		return s, none, nil, err
	}
	if err := t.mustBeOpen(ctx, s); err != nil {
		return s, none, nil, err
	}
	if err := t.mustBeWork(ctx, s); err != nil {
		return s, none, nil, err
	}
	if len(words) == 1 {
		return s, none, nil, t.refuse("estimate.refuse.noPoints", "key", s.Key)
	}
	if words[1] == "?" {
		return s, none, words[2:], nil
	}
	size, err := scrum.ParsePoints(words[1])
	if err != nil {
		return s, none, nil, t.refuse("estimate.refuse.points", "typed", clipWord(words[1]), "key", s.Key)
	}
	return s, size, words[2:], nil
}

// example is the key of a story of this product, for a sentence that shows
// what to type.
func (t *turn) example(ctx context.Context) (string, error) {
	keys, err := t.examples(ctx, 1)
	if err != nil {
		return "", err
	}
	return keys[0], nil
}

// examples are the keys of the first stories that the person sees; one at
// least.
func (t *turn) examples(ctx context.Context, n int) ([]string, error) {
	stories, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Viewer: t.person.ID, Limit: n})
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(stories))
	for i, s := range stories {
		keys[i] = s.Key
	}
	if len(keys) == 0 {
		keys = append(keys, scrum.StoryKey(cmp.Or(t.product.Key, "PAY"), 1))
	}
	return keys, nil
}

// undoEstimate puts the sizes back that are still as they were given.
func undoEstimate(ctx context.Context, t *turn, before []sizeBefore) error {
	back := 0
	for _, given := range slices.Backward(before) { // a story may be named twice
		s, err := t.story(ctx, given.ID)
		if errors.Is(err, scrum.ErrNotFound) || err == nil && s.Size != given.After {
			continue
		}
		if err != nil {
			return err
		}
		s.Size = given.Before
		if _, err := t.saveStory(ctx, s); err != nil {
			return err
		}
		back++
	}
	if back == 0 {
		return t.refuse("common.undoOvertaken")
	}
	return t.replace(ctx, view.Note(t.mine.Say("common.undone")))
}
