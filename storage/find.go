package storage

import (
	"context"
	"fmt"
	"math"

	"pogo/scrum"
)

// find returns a page of the stories that a filter lets through, and how many
// there are.
func (tx *Tx) find(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, scrum.Total, error) {
	w, err := tx.wayTo(ctx, q)
	if err != nil {
		return nil, scrum.Total{}, err
	}
	if !w.bounded && !w.whole {
		return tx.walkAlong(ctx, w, q)
	}
	counted, total, err := tx.count(ctx, w, q)
	if err != nil {
		return nil, total, err
	}
	page := counted[min(q.Offset, len(counted)):]
	if !q.After.None() || q.Offset+q.Limit > len(counted) {
		if page, err = tx.found(ctx, w, q); err != nil {
			return nil, total, err
		}
	}
	stories, err := tx.stories(ctx, page[:min(q.Limit, len(page))])
	return stories, total, err
}

// walkAlong returns a page of a walk that meets just what is asked for. To count
// along its index is cheap where reading each id is not.
func (tx *Tx) walkAlong(ctx context.Context, w way, q scrum.BacklogQuery) ([]scrum.Story, scrum.Total, error) {
	page, err := tx.found(ctx, w, q)
	if err != nil {
		return nil, scrum.Total{}, err
	}
	stories, err := tx.stories(ctx, page)
	if err != nil {
		return nil, scrum.Total{}, err
	}
	q.After, q.Offset, q.Limit = scrum.Spot{}, 0, scrum.MaxFound+1
	n, err := tx.met(ctx, w, q)
	return stories, scrum.Total{N: min(n, scrum.MaxFound), More: n > scrum.MaxFound}, err
}

// met returns how many stories a walk meets.
func (tx *Tx) met(ctx context.Context, w way, q scrum.BacklogQuery) (int, error) {
	n, err := one(ctx, tx, scalar[int], "SELECT COUNT(*) FROM ("+w.text+"\n) AS met", w.args(q)...)
	if err != nil {
		return 0, fmt.Errorf("count stories of product %d: %w", q.Product, err)
	}
	if w.rest == "" {
		return n, nil
	}
	rest, err := tx.met(ctx, w.withoutValue(), q)
	return n + rest, err
}

// sorted returns a page of all that is open in the order that is asked for,
// and how many there are.
func (tx *Tx) sorted(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, scrum.Total, error) {
	ids, err := tx.found(ctx, walked(q.Filter, nil), q)
	if err != nil {
		return nil, scrum.Total{}, err
	}
	size, err := tx.backlogSize(ctx, q.Product, q.Viewer)
	if err != nil {
		return nil, scrum.Total{}, err
	}
	stories, err := tx.stories(ctx, ids)
	return stories, scrum.Total{N: size}, err
}

func (tx *Tx) stories(ctx context.Context, ids []scrum.StoryID) ([]scrum.Story, error) {
	stories := make([]scrum.Story, 0, len(ids))
	for _, id := range ids {
		s, err := tx.Story(ctx, id)
		if err != nil {
			return nil, err
		}
		stories = append(stories, s)
	}
	return stories, nil
}

// count returns the first stories that a filter lets through, and how many
// there are. It counts no further than [scrum.MaxFound], and than [scrum.MaxMet]
// where the words of each story have to be looked at.
func (tx *Tx) count(ctx context.Context, w way, q scrum.BacklogQuery) ([]scrum.StoryID, scrum.Total, error) {
	most := scrum.MaxFound
	if w.bounded {
		most = scrum.MaxMet
	}
	q.After, q.Offset, q.Limit = scrum.Spot{}, 0, most+1
	ids, err := tx.found(ctx, w, q)
	if err != nil {
		return nil, scrum.Total{}, err
	}
	total := scrum.Total{N: min(len(ids), most), More: len(ids) > most}
	if w.bounded && !total.More {
		all, q := w.unasked(q)
		q.Offset, q.Limit = scrum.MaxLooked, 1
		beyond, err := tx.found(ctx, all, q)
		if err != nil {
			return nil, total, err
		}
		total.More = len(beyond) > 0
	}
	return ids, total, nil
}

// unasked is the same walk, on which nothing is asked but what its index tells.
func (w way) unasked(q scrum.BacklogQuery) (way, scrum.BacklogQuery) {
	if q.Needs = 0; !w.labeled {
		q.Label = ""
	}
	return way{text: w.text, rest: w.rest, labeled: w.labeled, last: []any{math.MaxInt64}}, q
}

// found runs a way.
func (tx *Tx) found(ctx context.Context, w way, q scrum.BacklogQuery) ([]scrum.StoryID, error) {
	if w.rest != "" {
		return tx.foundSorted(ctx, w, q)
	}
	return tx.along(ctx, w, q)
}

// along runs one statement of a way.
func (tx *Tx) along(ctx context.Context, w way, q scrum.BacklogQuery) ([]scrum.StoryID, error) {
	ids, err := all(ctx, tx, scalar[scrum.StoryID], w.text, w.args(q)...)
	if err != nil {
		return nil, fmt.Errorf("find stories of product %d: %w", q.Product, err)
	}
	return ids, nil
}
