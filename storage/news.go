package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	insertNews     = `INSERT INTO news (product_id, person_id, thread, at_us) VALUES ($1, $2, $3, $4)`
	upsertNewsItem = `INSERT INTO news_item (news_id, story_id, kind, taken, was, sprint_id) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (news_id, story_id) DO UPDATE SET taken = excluded.taken`
)

// CreateNews keeps what somebody is told, and returns it with its id.
func (tx *Tx) CreateNews(ctx context.Context, n scrum.News) (scrum.News, error) {
	id, err := insert[scrum.NewsID](ctx, tx, insertNews, n.Product, n.Person, n.Thread, micros(n.At))
	if err != nil {
		return n, fmt.Errorf("keep news for %s: %w", n.Person, err)
	}
	n.ID = id
	return n, tx.SaveNews(ctx, n)
}

// SaveNews keeps which deeds of a line were taken back.
func (tx *Tx) SaveNews(ctx context.Context, n scrum.News) error {
	for _, i := range n.Items {
		if _, err := tx.exec(ctx, upsertNewsItem, n.ID, i.Story, i.Kind, bit(i.Taken), i.Was, i.Sprint); err != nil {
			return fmt.Errorf("keep what news %d says of story %d: %w", n.ID, i.Story, err)
		}
	}
	return nil
}

const (
	newsColumns = `n.id, n.product_id, n.person_id, n.thread, n.at_us`

	selectNews      = `SELECT ` + newsColumns + ` FROM news n WHERE n.id = $1`
	selectLastNews  = `SELECT ` + newsColumns + ` FROM news_item i JOIN news n ON n.id = i.news_id WHERE i.story_id = $1 ORDER BY i.news_id DESC LIMIT 1`
	selectNewsItems = `SELECT story_id, kind, taken, was, sprint_id FROM news_item WHERE news_id = $1 ORDER BY story_id`
)

func scanNews(r row) (scrum.News, error) {
	var n scrum.News
	var at int64
	err := r.Scan(&n.ID, &n.Product, &n.Person, &n.Thread, &at)
	n.At = instant(at)
	return n, err
}

func scanNewsItem(r row) (scrum.NewsItem, error) {
	var i scrum.NewsItem
	err := r.Scan(&i.Story, &i.Kind, &i.Taken, &i.Was, &i.Sprint)
	return i, err
}

// News returns a line that somebody was told, or [scrum.ErrNotFound].
func (tx *Tx) News(ctx context.Context, id scrum.NewsID) (scrum.News, error) {
	n, err := tx.news(ctx, selectNews, id)
	if err != nil {
		return n, fmt.Errorf("news %d: %w", id, err)
	}
	return n, nil
}

// LastNews returns the newest line about a story, or [scrum.ErrNotFound].
func (tx *Tx) LastNews(ctx context.Context, story scrum.StoryID) (scrum.News, error) {
	n, err := tx.news(ctx, selectLastNews, story)
	if err != nil {
		return n, fmt.Errorf("last news of story %d: %w", story, err)
	}
	return n, nil
}

func (tx *Tx) news(ctx context.Context, query string, arg any) (scrum.News, error) {
	n, err := one(ctx, tx, scanNews, query, arg)
	if err == nil {
		n.Items, err = all(ctx, tx, scanNewsItem, selectNewsItems, n.ID)
	}
	return n, err
}

const selectReleases = `SELECT 1 FROM story WHERE product_id = $1 AND state = 'released' LIMIT 1`

// Releases reports whether a product has ever released a story.
func (tx *Tx) Releases(ctx context.Context, product scrum.ProductID) (bool, error) {
	found, err := all(ctx, tx, scalar[int], selectReleases, product)
	if err != nil {
		return false, fmt.Errorf("releases of product %d: %w", product, err)
	}
	return len(found) > 0, nil
}
