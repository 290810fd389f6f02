package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// around finds what stands around a story, as far as a person may see it; ""
// stands for the whole channel.
func (t *turn) around(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (view.Around, error) {
	var a view.Around
	var err error
	if a.Epic, _, err = t.seen(ctx, s.Parent, viewer); err != nil {
		return a, err
	}
	links, err := t.tx.LinksOf(ctx, s.ID)
	if err != nil {
		return a, err
	}
	for _, l := range links {
		into, id := &a.Needs, l.Other
		switch {
		case l.Kind == scrum.LinkNeeds && l.Other == s.ID:
			into, id = &a.NeededBy, l.Story
		case l.Kind == scrum.LinkNeeds:
		case l.Kind == scrum.LinkSplitFrom && l.Story == s.ID:
			into = &a.SplitFrom
		case l.Kind == scrum.LinkSplitFrom:
			into, id = &a.SplitInto, l.Story
		default:
			continue
		}
		other, ok, err := t.seen(ctx, id, viewer)
		if err != nil {
			return a, err
		}
		if ok {
			*into = append(*into, other)
		}
	}
	return a, nil
}

// whole is all that a person may know of a story.
func (t *turn) whole(ctx context.Context, s scrum.Story) (view.Whole, error) {
	facts, err := t.factsOf(ctx, s)
	if err != nil {
		return view.Whole{}, err
	}
	w := view.Whole{Facts: facts, Now: t.now, Zone: t.person.Location(t.product.Location())}
	if w.Kano, err = t.lastKano(ctx, s); err != nil {
		return w, err
	}
	if w.Epic, err = t.epic(ctx, s, t.person.ID); err != nil || s.Sprint == 0 {
		return w, err
	}
	sprint, err := t.tx.Sprint(ctx, s.Sprint)
	w.Sprint = sprint.Number
	return w, err
}

// seen returns another story of the product if the viewer may see it.
func (t *turn) seen(ctx context.Context, id scrum.StoryID, viewer scrum.PersonID) (scrum.Story, bool, error) {
	if id == 0 {
		return scrum.Story{}, false, nil
	}
	s, err := t.tx.Story(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && (s.Product != t.product.ID || !s.VisibleTo(viewer, t.product) || s.State == scrum.StoryUndone) {
		return scrum.Story{}, false, nil
	}
	return s, err == nil, err
}

// neighbor returns a story of the same product that the person named as what
// another one has to do with.
func (t *turn) neighbor(ctx context.Context, of scrum.Story, typed string) (scrum.Story, error) {
	if _, _, ok := scrum.ParseStoryKey(typed); !ok {
		return scrum.Story{}, t.refuse("details.refuse.key", "typed", clipWord(typed), "key", of.Key)
	}
	other, err := t.storyNamed(ctx, typed)
	if err == nil && other.Product != of.Product {
		err = t.refuse("details.refuse.other", "key", other.Key, "of", of.Key)
	}
	return other, err
}

func (t *turn) setEpic(ctx context.Context, d *detailed, to setting) error {
	if to.away {
		d.Parent = 0
		return nil
	}
	epic, err := t.neighbor(ctx, d.Story, to.value)
	switch {
	case err != nil:
		return err
	case d.Epic:
		return t.refuse("epic.refuse.within", "key", d.Key)
	case !epic.Epic:
		return t.refuse("epic.refuse.none", "key", epic.Key)
	case d.Parent == epic.ID:
		return nil
	}
	d.Parent = epic.ID
	return t.mustBeOpen(ctx, epic)
}

func (t *turn) setNeeds(ctx context.Context, d *detailed, to setting) error {
	if to.takesAll() {
		d.needs = nil
		return nil
	}
	other, err := t.neighbor(ctx, d.Story, to.value)
	if err != nil {
		return err
	}
	d.needs = slices.DeleteFunc(d.needs, func(id scrum.StoryID) bool { return id == other.ID })
	if !to.away {
		d.needs = append(d.needs, other.ID)
	}
	return nil
}

// mustNotCircle refuses a need by which a story would wait for itself, and
// names the way round.
func (t *turn) mustNotCircle(ctx context.Context, s scrum.Story, other scrum.StoryID) error {
	path, err := scrum.Circle(s.ID, other, func(id scrum.StoryID) ([]scrum.StoryID, error) { return t.needsOf(ctx, id) })
	if err != nil || path == nil {
		return err
	}
	keys := []string{s.Key}
	for _, id := range path {
		at, ok, err := t.seen(ctx, id, t.person.ID)
		if err != nil {
			return err
		}
		if !ok {
			at.Key = "…"
		}
		keys = append(keys, at.Key)
	}
	return t.refuse("details.refuse.circle", "key", s.Key, "circle", strings.Join(keys, " → "))
}

func (t *turn) needsOf(ctx context.Context, id scrum.StoryID) ([]scrum.StoryID, error) {
	links, err := t.tx.LinksOf(ctx, id)
	var needs []scrum.StoryID
	for _, l := range links {
		if l.Kind == scrum.LinkNeeds && l.Story == id {
			needs = append(needs, l.Other)
		}
	}
	return needs, err
}

// comesFirst says what a story needs that is not done yet, as far as the
// person sees it; "" if nothing.
func comesFirst(ctx context.Context, t *turn, s scrum.Story) (string, error) {
	others, err := t.waitsFor(ctx, s)
	if err != nil {
		return "", err
	}
	return view.WaitsFor(t.mine, s, others), nil
}
