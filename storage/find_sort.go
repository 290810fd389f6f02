package storage

import (
	"context"

	"pogo/scrum"
)

// noValue is the key of what has no value in an order.
const noValue = `4611686018427387904`

// Each sort has an index, in its order, of the stories that have a value there:
// most new ones have none, and enter no such index. $25 is the key that a page
// is behind.
const (
	valued = walk + ` AND s.open = 1` + fits

	sortByRICE  = `SELECT c.id` + valued + ` AND s.by_rice < ` + noValue + ` AND (s.by_rice, s.place, s.number) > ($25, $9, $10) ORDER BY s.by_rice, s.place, s.number` + looked
	sortByWSJF  = `SELECT c.id` + valued + ` AND s.by_wsjf < ` + noValue + ` AND (s.by_wsjf, s.place, s.number) > ($25, $9, $10) ORDER BY s.by_wsjf, s.place, s.number` + looked
	sortByValue = `SELECT c.id` + valued + ` AND s.by_value < ` + noValue + ` AND (s.by_value, s.place, s.number) > ($25, $9, $10) ORDER BY s.by_value, s.place, s.number` + looked
	sortByClass = `SELECT c.id` + valued + ` AND s.by_moscow < ` + noValue + ` AND (s.by_moscow, s.place, s.number) > ($25, $9, $10) ORDER BY s.by_moscow, s.place, s.number` + looked
	sortByVotes = `SELECT c.id` + valued + ` AND s.by_votes < ` + noValue + ` AND (s.by_votes, s.place, s.number) > ($25, $9, $10) ORDER BY s.by_votes, s.place, s.number` + looked
)

// What has no value in an order comes after what has one, as the backlog has it.
const (
	noRICE  = `SELECT c.id` + walk + ` AND s.open = 1 AND s.by_rice = ` + noValue + looking
	noWSJF  = `SELECT c.id` + walk + ` AND s.open = 1 AND s.by_wsjf = ` + noValue + looking
	noWorth = `SELECT c.id` + walk + ` AND s.open = 1 AND s.by_value = ` + noValue + looking
	noClass = `SELECT c.id` + walk + ` AND s.open = 1 AND s.by_moscow = ` + noValue + looking
	noVotes = `SELECT c.id` + walk + ` AND s.open = 1 AND s.by_votes = ` + noValue + looking
)

// sortBy are the two walks of an order.
func sortBy(sort scrum.Sort) (text, rest string) {
	switch sort { //nolint:exhaustive // because the last one is left
	case scrum.SortRICE:
		return sortByRICE, noRICE
	case scrum.SortWSJF:
		return sortByWSJF, noWSJF
	case scrum.SortValue:
		return sortByValue, noWorth
	case scrum.SortMoSCoW:
		return sortByClass, noClass
	}
	return sortByVotes, noVotes
}

// foundSorted runs a walk in an order of its own: first through what has a value
// there and, if that does not fill the page, through what has none.
func (tx *Tx) foundSorted(ctx context.Context, w way, q scrum.BacklogQuery) ([]scrum.StoryID, error) {
	skip := q.Offset
	q.Offset, q.Limit = 0, q.Offset+q.Limit
	ids, err := tx.along(ctx, w, q)
	if err == nil && len(ids) < q.Limit {
		var more []scrum.StoryID
		more, err = tx.foundRest(ctx, w, q, q.Limit-len(ids))
		ids = append(ids, more...)
	}
	return ids[min(skip, len(ids)):], err
}

// foundRest returns the first of what has no value. It looks at as many stories
// as the walk through what has one has left to look at.
func (tx *Tx) foundRest(ctx context.Context, w way, q scrum.BacklogQuery, limit int) ([]scrum.StoryID, error) {
	rest := w.withoutValue()
	if w.bounded {
		all, q := w.unasked(q)
		q.Limit = scrum.MaxLooked
		valued, err := tx.along(ctx, all, q)
		if err != nil {
			return nil, err
		}
		rest.last = []any{scrum.MaxLooked - len(valued)}
	}
	q.Limit = limit
	return tx.along(ctx, rest, unvalued(q))
}

// withoutValue is the walk through what has no value in the order of w.
func (w way) withoutValue() way {
	w.text, w.rest = w.rest, ""
	return w
}

// unvalued goes on where a page of what has no value begins.
func unvalued(q scrum.BacklogQuery) scrum.BacklogQuery {
	if !q.After.Unsorted() {
		q.After = scrum.Spot{}
	}
	return q
}
