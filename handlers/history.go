package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// historyTx is what the history of stories needs of a transaction.
type historyTx interface {
	// ChangesOf returns a page of what was changed in a story, the last first.
	ChangesOf(ctx context.Context, story scrum.StoryID, limit, offset int) ([]scrum.Change, error)
}

func historyNoun() noun {
	return noun{
		clicks: map[string]click{
			view.StoryHistory: on((*turn).story, func(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
				return t.tellHistory(ctx, s, 0, false)
			}),
			view.StoryHistoryPage: on((*turn).story, turnHistory),
		},
		forGuests: []string{view.StoryHistory, view.StoryHistoryPage},
	}
}

func historyTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	s, err := t.oneStory(ctx, "history", rest)
	if err != nil {
		return err
	}
	return t.tellHistory(ctx, s, 0, false)
}

// turnHistory shows another page in the place of the one that was clicked.
func turnHistory(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	offset, err := strconv.Atoi(c.Value)
	if err != nil || offset < 0 {
		return t.refuse("command.nothing")
	}
	return t.tellHistory(ctx, s, offset, true)
}

// tellHistory shows who changed what and when, in the reader's zone.
func (t *turn) tellHistory(ctx context.Context, s scrum.Story, offset int, replace bool) error {
	const page = 15
	changes, err := t.tx.ChangesOf(ctx, s.ID, page+1, offset)
	if err != nil {
		return err
	}
	h := view.History{Story: s, Offset: offset, Page: page, Changes: changes, More: len(changes) > page, Now: t.now}
	h.Changes = h.Changes[:min(page, len(changes))]
	h.Zone = t.person.Location(t.product.Location())
	if h.Names, err = t.names(ctx, peopleIn(s, h.Changes)...); err != nil {
		return err
	}
	if h.Stories, err = t.keysIn(ctx, h.Changes); err != nil {
		return err
	}
	h.Changes = slices.DeleteFunc(h.Changes, func(c scrum.Change) bool { return !tells(c, h.Stories) })
	if h.Sprints, err = t.sprintsIn(ctx, h.Changes); err != nil {
		return err
	}
	return t.respond(ctx, view.StoryHistoryPart(t.mine, h), replace)
}

func peopleIn(s scrum.Story, changes []scrum.Change) []scrum.PersonID {
	people := []scrum.PersonID{s.Author, s.Writer}
	for _, c := range changes {
		people = append(people, c.By)
		if c.Field == "asked" || c.Field == "owner" {
			people = append(people, scrum.PersonID(c.Before), scrum.PersonID(c.After))
		}
	}
	return people
}

// keysIn are the keys of the stories that changes speak of, as far as the
// person may see them.
func (t *turn) keysIn(ctx context.Context, changes []scrum.Change) (map[string]string, error) {
	keys := map[string]string{}
	for _, c := range changes {
		if c.Field != "parent" && c.Field != "needs" {
			continue
		}
		for text := range strings.FieldsSeq(c.Before + "\n" + c.After) {
			id, err := parseID[scrum.StoryID](text)
			if err != nil {
				continue
			}
			s, ok, err := t.seen(ctx, id, t.person.ID)
			if err != nil {
				return nil, err
			}
			if ok {
				keys[text] = s.Key
			}
		}
	}
	return keys, nil
}

// tells reports whether a change tells the reader anything: one that is only
// about stories that they do not see would tell that there are such.
func tells(c scrum.Change, seen map[string]string) bool {
	if c.Field != "parent" && c.Field != "needs" {
		return true
	}
	visible := func(value string) []string {
		return slices.DeleteFunc(strings.Fields(value), func(id string) bool { return seen[id] == "" })
	}
	return !slices.Equal(visible(c.Before), visible(c.After))
}

// sprintsIn are the numbers of the sprints that changes speak of.
func (t *turn) sprintsIn(ctx context.Context, changes []scrum.Change) (map[string]int, error) {
	numbers := map[string]int{}
	for _, c := range changes {
		if c.Field != "sprint" {
			continue
		}
		for _, text := range []string{c.Before, c.After} {
			id, err := parseID[scrum.SprintID](text)
			if err != nil {
				continue
			}
			s, err := t.tx.Sprint(ctx, id)
			if err != nil && !errors.Is(err, scrum.ErrNotFound) {
				return nil, err
			}
			numbers[text] = s.Number
		}
	}
	return numbers, nil
}
