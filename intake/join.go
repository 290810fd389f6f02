package intake

import (
	"context"
	"errors"
	"slices"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/storage"
)

// joining is a story that was imported and leads to others, which may have
// come later.
type joining struct {
	story  scrum.StoryID
	source string
	refs   []exchange.Ref
}

// anchor is a story that others lead to.
type anchor struct {
	id   scrum.StoryID
	epic bool
}

const mostAnchors = 10_000 // remembered; others are looked up again

// find returns the story that a tool's id names; the zero anchor is none.
func (d *imported) find(ctx context.Context, tx *storage.Tx, source, external string) (anchor, error) {
	if a, ok := d.anchors[external]; ok {
		return a, nil
	}
	id, err := tx.Imported(ctx, d.product.ID, source, external)
	if errors.Is(err, scrum.ErrNotFound) {
		return anchor{}, nil
	}
	if err != nil {
		return anchor{}, err
	}
	story, err := tx.Story(ctx, id)
	if err != nil {
		return anchor{}, err
	}
	if d.anchors == nil {
		d.anchors = map[string]anchor{}
	}
	if len(d.anchors) < mostAnchors {
		d.anchors[external] = anchor{id, story.Epic}
	}
	return anchor{id, story.Epic}, nil
}

// settle puts a story that is about to be kept under its epic, if that is here
// already, and returns what is left to join when all are here.
func (d *imported) settle(ctx context.Context, tx *storage.Tx, item exchange.Item, story *scrum.Story) ([]exchange.Ref, error) {
	for _, ref := range item.Refs {
		if ref.Kind != "" {
			continue
		}
		epic, err := d.find(ctx, tx, item.Source, ref.ID)
		if err != nil {
			return nil, err
		}
		if epic.epic {
			story.Parent = epic.id
			return slices.DeleteFunc(slices.Clone(item.Refs), func(r exchange.Ref) bool { return r.Kind == "" }), nil
		}
	}
	return item.Refs, nil
}

// join leads from the imported stories to the others, and counts what leads
// to nothing that is here.
func (d *imported) join(ctx context.Context, tx *storage.Tx) error {
	for _, j := range d.waiting {
		if err := d.joinOne(ctx, tx, j); err != nil {
			return err
		}
	}
	d.waiting = nil
	return nil
}

// joinOne leads from one story to the others. Several references without a kind
// are ids of the same epic, so that one of them suffices.
func (d *imported) joinOne(ctx context.Context, tx *storage.Tx, j joining) error {
	under, sought := false, false
	for _, ref := range j.refs {
		if ref.Kind == "" && under {
			continue
		}
		led, err := d.lead(ctx, tx, j, ref)
		switch {
		case err != nil:
			return err
		case ref.Kind == "":
			under, sought = led, true
		case !led:
			d.astray++
		}
	}
	if sought && !under {
		d.astray++
	}
	return nil
}

// lead follows one reference. It reports false if it leads to nothing that is
// here, or to the story itself.
func (d *imported) lead(ctx context.Context, tx *storage.Tx, j joining, ref exchange.Ref) (bool, error) {
	other, err := d.find(ctx, tx, j.source, ref.ID)
	if err != nil || other.id == 0 || other.id == j.story {
		return false, err
	}
	return true, connect(ctx, tx, j.story, other, ref)
}

// connect joins one story to another. What is under an issue that is no epic is
// a part of it.
func connect(ctx context.Context, tx *storage.Tx, story scrum.StoryID, other anchor, ref exchange.Ref) error {
	switch {
	case ref.Kind != "" && ref.Back:
		return tx.KeepLink(ctx, scrum.Link{Story: other.id, Kind: ref.Kind, Other: story})
	case ref.Kind != "":
		return tx.KeepLink(ctx, scrum.Link{Story: story, Kind: ref.Kind, Other: other.id})
	case other.epic:
		return tx.SetParent(ctx, story, other.id)
	}
	return tx.KeepLink(ctx, scrum.Link{Story: story, Kind: scrum.LinkSplitFrom, Other: other.id})
}

// keepSources remembers by which ids a row is known.
func (d *imported) keepSources(ctx context.Context, tx *storage.Tx, item exchange.Item, story scrum.StoryID) error {
	if err := tx.KeepSource(ctx, d.product.ID, item.Source, item.ID, story); err != nil || item.Alias == "" {
		return err
	}
	return tx.KeepAlias(ctx, d.product.ID, item.Source, item.Alias, story)
}
