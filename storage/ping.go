package storage

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Ping returns nil if the writer answers: it took an empty transaction, and
// committed it or said why it could not, where to start again would not help. That
// makes no room on a disk that was full for others who shared the commit, and
// loses a file that was deleted.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.nothing(ctx); err != nil && !errors.Is(err, ErrFull) && !errors.Is(err, ErrMoved) {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	return nil
}

func (db *DB) nothing(ctx context.Context) error {
	return db.Write(ctx, func(*Tx) error { return nil })
}

// Ready returns nil if a change can be kept now. Once the disk was full, only
// something that was really written shows that it no longer is.
func (db *DB) Ready(ctx context.Context, now time.Time) error {
	if !db.full.Load() {
		if err := db.nothing(ctx); err != nil {
			return fmt.Errorf("the database does not answer: %w", err)
		}
		return nil
	}
	err := db.Write(ctx, func(tx *Tx) error {
		_, err := tx.Seen(ctx, "ready:"+strconv.FormatInt(now.UnixMicro(), 10), now)
		return err
	})
	if err != nil {
		return fmt.Errorf("nothing can be kept: %w", err)
	}
	db.full.Store(false)
	return nil
}
