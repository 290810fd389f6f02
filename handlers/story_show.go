package handlers

import (
	"context"
	"strconv"

	"pogo/scrum"
	"pogo/view"
)

func showStory(ctx context.Context, t *turn, _ Command, rest string) error {
	s, err := t.oneStory(ctx, "show", rest)
	if err != nil {
		return err
	}
	return tellStory(ctx, t, Click{}, s)
}

// tellStory shows a story to the person alone, with all that is known of it.
func tellStory(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
	whole, err := t.whole(ctx, s)
	if err != nil {
		return err
	}
	if !s.Epic && !s.State.Begun() { // how to write it helps nobody who tries it
		if whole.Advice, err = t.advice(ctx, s); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.StoryShown(t.mine, t.labels(s), whole).Only(t.mayPress(ctx, s)))
}

// oneStory returns the story that stands after a verb which takes one.
func (t *turn) oneStory(ctx context.Context, verb, rest string) (scrum.Story, error) {
	named, ok := keys(rest)
	if !ok || len(named) > 1 {
		return scrum.Story{}, t.whichStory(ctx, verb)
	}
	return t.storyNamed(ctx, named[0])
}

// whichStory asks for a story's key, with one of the product's own as the
// example.
func (t *turn) whichStory(ctx context.Context, verb string) error {
	stories, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Viewer: t.person.ID, Limit: 1})
	if err != nil {
		return err
	}
	if t.product.ID == 0 || len(stories) == 0 {
		return t.refuse("story.refuse.noneYet")
	}
	return t.refuse("story.refuse.which", "verb", t.verb("story", verb), "example", stories[0].Key)
}

func fullStory(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
	return t.tell(ctx, view.StoryText(t.mine, s, 1))
}

// turnText shows another page of a story's full text in the place of the one
// that was clicked.
func turnText(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	at, _ := strconv.Atoi(c.Value) // what is no page is the first
	return t.replace(ctx, view.StoryText(t.mine, s, at))
}
