package handlers

import (
	"context"
	"time"

	"pogo/scrum"
)

// blockerClusters are what stood in the way between two instants, by class,
// the costliest first.
func (t *turn) blockerClusters(ctx context.Context, from, to time.Time) ([]scrum.BlockerCluster, error) {
	list, err := t.tx.Blockers(ctx, t.product.ID, from)
	if err != nil {
		return nil, err
	}
	hours, err := t.unblockHours(ctx, list)
	if err != nil {
		return nil, err
	}
	return scrum.ClusterBlockers(list, from, to, hours), nil
}

// retroCluster is the class of blockers that cost most before a retrospective,
// since the one before it or in the last weeks; false if none is worth a word.
func (t *turn) retroCluster(ctx context.Context, r scrum.Retro, since time.Time) (scrum.BlockerCluster, bool, error) {
	const weeks = 4
	to := r.OpenedAt
	if to.IsZero() {
		to = t.now
	}
	if first := to.AddDate(0, 0, -7*weeks); since.Before(first) {
		since = first
	}
	clusters, err := t.blockerClusters(ctx, since, to)
	if err != nil || len(clusters) == 0 || !clusters[0].Costly() {
		return scrum.BlockerCluster{}, false, err
	}
	return clusters[0], true, nil
}
