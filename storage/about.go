package storage

import (
	"context"
	"fmt"
	"time"
)

// About returns what the database runs on. It is an error if the clock of a
// server and now are further apart than the leases of several processes allow.
func (db *DB) About(ctx context.Context, now time.Time) (string, error) {
	const apart = 5 * time.Second
	version, theirs, err := db.engine.about(ctx, db.moments.pool)
	if err != nil {
		return "", fmt.Errorf("ask the database about itself: %w", err)
	}
	if off := now.Sub(theirs); !theirs.IsZero() && off.Abs() > apart {
		return version, fmt.Errorf("this machine's clock is %s off that of the database's server: synchronize them, or several processes post the same twice",
			off.Abs().Round(time.Second))
	}
	return version, nil
}
