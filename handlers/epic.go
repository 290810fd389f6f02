package handlers

import (
	"context"
	"strconv"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// epicTx is what epics need of a transaction.
type epicTx interface {
	// Epics returns a page of the open epics that a person may see, and how
	// many there are.
	Epics(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, int, error)
	// Parts returns the first stories of an epic that a person may see, in
	// the order of the backlog.
	Parts(ctx context.Context, epic scrum.StoryID, viewer scrum.PersonID, limit int) ([]scrum.Story, error)
	// Progress returns how far those stories are.
	Progress(ctx context.Context, epic scrum.StoryID, viewer scrum.PersonID) (scrum.Progress, error)
}

func epicNoun() noun {
	return noun{
		clicks:       map[string]click{view.EpicPage: turnEpics},
		forGuests:    []string{view.EpicPage},
		storyChanged: followPart,
	}
}

// epicTyped makes an epic: of a story that exists, or new.
func epicTyped(ctx context.Context, t *turn, c Command, text string) error {
	if isEmpty(text) {
		return listEpics(ctx, t, c, "")
	}
	if !areKeys(text) || !strings.Contains(text, "-") {
		return t.createEpic(ctx, text)
	}
	s, err := t.oneStory(ctx, "epic", text)
	if err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	if err := t.mayBeEpic(ctx, s); err != nil {
		return err
	}
	s.Epic, s.Owner, s.Size = true, "", scrum.Points{}
	if s, err = t.saveStory(ctx, s); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("epic.made", "key", s.Key, "example", s.ExampleKey())))
}

func (t *turn) createEpic(ctx context.Context, text string) error {
	s, err := t.understood(ctx, newStory{text: text})
	if err != nil {
		return err
	}
	s.Epic = true
	return t.keepStory(ctx, s)
}

// mayBeEpic refuses what cannot hold stories: a part of another epic, and work
// that is planned or done.
func (t *turn) mayBeEpic(ctx context.Context, s scrum.Story) error {
	switch {
	case s.Epic:
		return t.refuse("epic.refuse.already", "key", s.Key)
	case s.Parent != 0:
		epic, err := t.tx.Story(ctx, s.Parent)
		if err != nil {
			return err
		}
		if !epic.VisibleTo(t.person.ID, t.product) {
			epic.Key = "…"
		}
		return t.refuse("epic.refuse.part", "key", s.Key, "epic", epic.Key)
	case !s.State.Queued():
		return t.refuse("epic.refuse.state", "key", s.Key, "state", strings.ToLower(t.mine.Say("story.state."+string(s.State))))
	}
	return nil
}

// mustBeWork refuses an epic where a story is asked for, and says what to name
// instead.
func (t *turn) mustBeWork(ctx context.Context, s scrum.Story) error {
	if !s.Epic {
		return nil
	}
	keys, _, err := t.openParts(ctx, s)
	if err != nil {
		return err
	}
	if len(keys) == 0 {
		return t.refuse("epic.refuse.empty", "key", s.Key, "example", s.ExampleKey())
	}
	return t.refuse("epic.refuse.work", "key", s.Key, "parts", t.mine.List(keys))
}

// epicOpen is what is said of an epic that is to be done before its parts are.
const epicOpen = "epic.refuse.open"

// mustBeWhole refuses an epic that has open parts, as far as the person sees
// them.
func (t *turn) mustBeWhole(ctx context.Context, s scrum.Story) error {
	keys, total, err := t.openParts(ctx, s)
	if err != nil || total.N == 0 {
		return err
	}
	if total.N > len(keys) {
		keys = append(keys, "…")
	}
	return t.refuse(epicOpen, "key", s.Key, "n", total.N, "parts", strings.Join(keys, ", "))
}

// openParts are the first parts of an epic that are not done, by their keys,
// and how many there are.
func (t *turn) openParts(ctx context.Context, s scrum.Story) ([]string, scrum.Total, error) {
	const named = 5
	parts, total, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: s.Product, Viewer: t.person.ID, Filter: scrum.Filter{Epic: s.ID}, Limit: named})
	var keys []string
	for _, p := range parts {
		keys = append(keys, p.Key)
	}
	return keys, total, err
}

// followPart redraws an epic whose parts changed in what its card shows.
func followPart(ctx context.Context, t *turn, before, now scrum.Story) error {
	same := before.Parent == now.Parent && before.State == now.State && before.Size == now.Size &&
		before.Hidden == now.Hidden && before.Headline() == now.Headline()
	if same {
		return nil
	}
	if before.Parent != now.Parent {
		if err := t.redrawEpic(ctx, before.Parent); err != nil {
			return err
		}
	}
	return t.redrawEpic(ctx, now.Parent)
}

func (t *turn) redrawEpic(ctx context.Context, id scrum.StoryID) error {
	if id == 0 {
		return nil
	}
	epic, err := t.tx.Story(ctx, id)
	if err != nil {
		return err
	}
	return t.drawCard(ctx, epic)
}

// drawEpic makes the card of an epic show its parts, as the channel sees them.
func (t *turn) drawEpic(ctx context.Context, s scrum.Story, names view.Names) error {
	e, err := t.epic(ctx, s, "")
	if err != nil {
		return err
	}
	return t.post(ctx, view.StoryName(s.ID), view.EpicCard(t.ours, t.labels(s), e, names))
}

// epic is an epic with its parts, as far as a person may see them.
func (t *turn) epic(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (view.Epic, error) {
	e := view.Epic{Story: s}
	var err error
	if e.Progress, err = t.tx.Progress(ctx, s.ID, viewer); err != nil {
		return e, err
	}
	e.Parts, err = t.tx.Parts(ctx, s.ID, viewer, view.MaxParts)
	return e, err
}

// listEpics shows the open epics to the person alone.
func listEpics(ctx context.Context, t *turn, _ Command, _ string) error {
	return t.tellEpics(ctx, 1, false)
}

func turnEpics(ctx context.Context, t *turn, c Click) error {
	first, err := strconv.Atoi(c.Value)
	if err != nil || first < 1 {
		return t.refuse("command.nothing")
	}
	return t.tellEpics(ctx, first, true)
}

func (t *turn) tellEpics(ctx context.Context, first int, replace bool) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	found, total, err := t.tx.Epics(ctx, scrum.BacklogQuery{Product: t.product.ID, Viewer: t.person.ID, Offset: first - 1, Limit: pageSize})
	if err != nil {
		return err
	}
	list := view.EpicList{Channel: t.channel.Name, First: first, Total: total, Size: pageSize}
	for _, s := range found {
		e := view.Epic{Story: s}
		if e.Progress, err = t.tx.Progress(ctx, s.ID, t.person.ID); err != nil {
			return err
		}
		list.Epics = append(list.Epics, e)
	}
	return t.respond(ctx, view.Epics(t.mine, list), replace)
}
