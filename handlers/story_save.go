package handlers

import (
	"context"

	"pogo/scrum"
)

// saveStory keeps a change by somebody who belongs to the product and writes
// it into the story's history, lets the nouns that follow stories know, and
// redraws the card.
func (t *turn) saveStory(ctx context.Context, s scrum.Story) (scrum.Story, error) {
	s, err := t.saveUndrawn(ctx, s)
	if err != nil {
		return s, err
	}
	return s, t.drawCard(ctx, s)
}

// saveUndrawn is saveStory for a story whose card follows in another way.
func (t *turn) saveUndrawn(ctx context.Context, s scrum.Story) (scrum.Story, error) {
	if err := t.mustBelong(); err != nil {
		return s, err
	}
	before, err := t.tx.Story(ctx, s.ID)
	if err != nil {
		return s, err
	}
	if s, err = t.tx.SaveStory(ctx, s); err != nil {
		return s, err
	}
	if err := t.tx.RecordChanges(ctx, s.ID, t.person.ID, t.now, scrum.Changes(before, s)); err != nil {
		return s, err
	}
	if err := t.follow(ctx, before, s); err != nil {
		return s, err
	}
	return s, nil
}

// follow lets the nouns that follow stories know of a change.
func (t *turn) follow(ctx context.Context, before, now scrum.Story) error {
	for _, follow := range t.h.storyChanges {
		if err := follow(ctx, t, before, now); err != nil {
			return err
		}
	}
	return nil
}

// known has a noun follow the stories that were there before: what it has to do
// with a story, it has to do with none that was just created.
func known(follow storyChange) storyChange {
	return func(ctx context.Context, t *turn, before, now scrum.Story) error {
		if before.ID == 0 {
			return nil
		}
		return follow(ctx, t, before, now)
	}
}
