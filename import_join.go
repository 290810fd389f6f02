package main

import (
	"context"
	"errors"

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

// join leads from the imported stories to the others, and counts what leads
// to nothing that is here.
func (d *imported) join(ctx context.Context, tx *storage.Tx) error {
	for _, j := range d.waiting {
		under, parted := false, false
		for _, ref := range j.refs {
			other, err := tx.Imported(ctx, d.product.ID, j.source, ref.ID)
			here := err == nil && other != j.story
			switch {
			case err != nil && !errors.Is(err, scrum.ErrNotFound):
				return err
			case ref.Kind == "" && under: // the same epic by another of its ids
				continue
			case ref.Kind == "":
				under, parted = here, !here
			case !here:
				d.astray++
			}
			if !here {
				continue
			}
			if err := d.lead(ctx, tx, j.story, other, ref); err != nil {
				return err
			}
		}
		if parted {
			d.astray++
		}
	}
	d.waiting = nil
	return nil
}

// lead joins one story to another. What is under an issue that is no epic is
// a part of it.
func (d *imported) lead(ctx context.Context, tx *storage.Tx, story, other scrum.StoryID, ref exchange.Ref) error {
	switch {
	case ref.Kind != "" && ref.Back:
		return tx.KeepLink(ctx, scrum.Link{Story: other, Kind: ref.Kind, Other: story})
	case ref.Kind != "":
		return tx.KeepLink(ctx, scrum.Link{Story: story, Kind: ref.Kind, Other: other})
	}
	epic, err := tx.Story(ctx, other)
	if err != nil {
		return err
	}
	if epic.Epic {
		return tx.SetParent(ctx, story, other)
	}
	return tx.KeepLink(ctx, scrum.Link{Story: story, Kind: scrum.LinkSplitFrom, Other: other})
}

// keepSources remembers by which ids a row is known.
func (d *imported) keepSources(ctx context.Context, tx *storage.Tx, item exchange.Item, story scrum.StoryID) error {
	if err := tx.KeepSource(ctx, d.product.ID, item.Source, item.ID, story); err != nil || item.Alias == "" {
		return err
	}
	switch _, err := tx.Imported(ctx, d.product.ID, item.Source, item.Alias); {
	case err == nil: // of another: the first has it
		return nil
	case !errors.Is(err, scrum.ErrNotFound):
		return err
	}
	return tx.KeepSource(ctx, d.product.ID, item.Source, item.Alias, story)
}
