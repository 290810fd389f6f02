package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const selectNextNumber = `SELECT next_number FROM product WHERE id = $1`

// PeekNumber returns the number that a product's next story will have.
func (tx *Tx) PeekNumber(ctx context.Context, product scrum.ProductID) (int, error) {
	n, err := one(ctx, tx, scalar[int], selectNextNumber, product)
	if err != nil {
		return 0, fmt.Errorf("next number of product %d: %w", product, err)
	}
	return n, nil
}

const selectStoriesAfter = `SELECT ` + storyColumns + fromStory + `WHERE s.product_id = $1 AND s.number > $2 AND s.state <> 'undone'
	ORDER BY s.number LIMIT $3`

// StoriesAfter returns a page of a product's stories by number, from the one
// after a number on; those whose creation was taken back are left out.
func (tx *Tx) StoriesAfter(ctx context.Context, product scrum.ProductID, number, limit int) ([]scrum.Story, error) {
	stories, err := all(ctx, tx, scanStory, selectStoriesAfter, product, number, limit)
	if err != nil {
		return nil, fmt.Errorf("stories of product %d: %w", product, err)
	}
	return stories, nil
}

const selectSprints = `SELECT ` + sprintColumns + ` FROM sprint WHERE product_id = $1 ORDER BY number`

// Sprints returns all sprints of a product by number.
func (tx *Tx) Sprints(ctx context.Context, product scrum.ProductID) ([]scrum.Sprint, error) {
	list, err := all(ctx, tx, scanSprint, selectSprints, product)
	if err != nil {
		return nil, fmt.Errorf("sprints of product %d: %w", product, err)
	}
	return list, nil
}

const selectStaysOf = `SELECT id, sprint_id, story_id, size_halves, added_us, removed_us, done_us
	FROM sprint_story WHERE story_id = $1 ORDER BY id`

// StaysOf returns every stay of a story in a sprint, in the order in which
// they began.
func (tx *Tx) StaysOf(ctx context.Context, story scrum.StoryID) ([]scrum.SprintStory, error) {
	list, err := all(ctx, tx, scanSprintStory, selectStaysOf, story)
	if err != nil {
		return nil, fmt.Errorf("stays of story %d: %w", story, err)
	}
	return list, nil
}

const selectSteps = `SELECT state, person_id, at_us FROM story_move WHERE story_id = $1 ORDER BY id`

// Steps returns every state that a story was brought into, the first one
// first.
func (tx *Tx) Steps(ctx context.Context, story scrum.StoryID) ([]scrum.Step, error) {
	list, err := all(ctx, tx, scanStep, selectSteps, story)
	if err != nil {
		return nil, fmt.Errorf("steps of story %d: %w", story, err)
	}
	return list, nil
}

func scanStep(r row) (scrum.Step, error) {
	var s scrum.Step
	var at int64
	err := r.Scan(&s.State, &s.By, &at)
	s.At = instant(at)
	return s, err
}

const selectHistory = `SELECT field, before, after, person_id, at_us FROM story_change WHERE story_id = $1 ORDER BY id`

// History returns everything that was changed in a story, the first first.
func (tx *Tx) History(ctx context.Context, story scrum.StoryID) ([]scrum.Change, error) {
	changes, err := all(ctx, tx, scanChange, selectHistory, story)
	if err != nil {
		return nil, fmt.Errorf("history of story %d: %w", story, err)
	}
	return changes, nil
}

const selectSourcesOf = `SELECT source, external_id FROM story_source WHERE story_id = $1 ORDER BY source, external_id`

// SourcesOf returns where a story was imported from.
func (tx *Tx) SourcesOf(ctx context.Context, story scrum.StoryID) ([]scrum.Source, error) {
	sources, err := all(ctx, tx, scanSource, selectSourcesOf, story)
	if err != nil {
		return nil, fmt.Errorf("sources of story %d: %w", story, err)
	}
	return sources, nil
}

func scanSource(r row) (scrum.Source, error) {
	var s scrum.Source
	err := r.Scan(&s.Tool, &s.ID)
	return s, err
}
