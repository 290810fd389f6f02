package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	insertMoodWeek = `INSERT INTO mood_week (product_id, week, least, key) VALUES ($1, $2, $3, $4)`
	selectMoodKey  = `SELECT key FROM mood_week WHERE product_id = $1 AND week = $2`
	selectOver     = `SELECT week, least FROM mood_week WHERE product_id = $1 AND week < $2 ORDER BY week`

	upsertMoodTap = `INSERT INTO mood_tap (product_id, week, mark, level) VALUES ($1, $2, $3, $4)
		ON CONFLICT (product_id, week, mark) DO UPDATE SET level = excluded.level`
	countMoodTaps = `SELECT level, COUNT(*) FROM mood_tap WHERE product_id = $1 AND week = $2 GROUP BY level`

	forgetMoodTaps = `DELETE FROM mood_tap WHERE product_id = $1 AND week = $2`
	forgetMoodWeek = `DELETE FROM mood_week WHERE product_id = $1 AND week = $2`
)

// OpenMoodWeek keeps the random key of a week, and from how many answers on it
// is to be shown.
func (tx *Tx) OpenMoodWeek(ctx context.Context, product scrum.ProductID, week string, least int, key string) error {
	if _, err := tx.exec(ctx, insertMoodWeek, product, week, least, key); err != nil {
		return fmt.Errorf("open the mood of product %d in %s: %w", product, week, err)
	}
	return nil
}

// MoodKey returns the key of a week, or [scrum.ErrNotFound] if nobody answered
// yet, or the week is over.
func (tx *Tx) MoodKey(ctx context.Context, product scrum.ProductID, week string) (string, error) {
	key, err := one(ctx, tx, scalar[string], selectMoodKey, product, week)
	if err != nil {
		return "", fmt.Errorf("key of the mood of product %d in %s: %w", product, week, err)
	}
	return key, nil
}

// TapMood keeps what somebody answered, under their mark, in the place of what
// they answered before, of which nothing stays in the file.
func (tx *Tx) TapMood(ctx context.Context, product scrum.ProductID, week, mark string, level scrum.Mood) error {
	if _, err := tx.exec(ctx, upsertMoodTap, product, week, mark, level); err != nil {
		return fmt.Errorf("keep a mood of product %d in %s: %w", product, week, err)
	}
	tx.erased = true
	return nil
}

// MoodWeeksBefore returns a product's weeks before another whose answers are
// still kept, the first first.
func (tx *Tx) MoodWeeksBefore(ctx context.Context, product scrum.ProductID, week string) ([]scrum.MoodWeek, error) {
	list, err := all(ctx, tx, func(r row) (scrum.MoodWeek, error) {
		var w scrum.MoodWeek
		return w, r.Scan(&w.Week, &w.Least)
	}, selectOver, product, week)
	if err != nil {
		return nil, fmt.Errorf("weeks of the mood of product %d: %w", product, err)
	}
	return list, nil
}

// ForgetMoodWeek counts the answers of a week and destroys them with its key.
// What is deleted is overwritten in the file, and the log that still holds it
// is emptied right after the commit, as [Tx.ForgetVoters] has it.
func (tx *Tx) ForgetMoodWeek(ctx context.Context, product scrum.ProductID, week string) (scrum.Moods, error) {
	var moods scrum.Moods
	scan := func(r row) (scrum.Mood, error) {
		var level scrum.Mood
		var n int
		err := r.Scan(&level, &n)
		if err == nil {
			moods[level-1] = n
		}
		return level, err
	}
	if _, err := all(ctx, tx, scan, countMoodTaps, product, week); err != nil {
		return moods, fmt.Errorf("count the mood of product %d in %s: %w", product, week, err)
	}
	for _, statement := range []string{forgetMoodTaps, forgetMoodWeek} {
		if _, err := tx.exec(ctx, statement, product, week); err != nil {
			return moods, fmt.Errorf("forget the mood of product %d in %s: %w", product, week, err)
		}
	}
	tx.erased = true
	return moods, nil
}
