package storage

import (
	"context"
	"fmt"
)

// Ping returns nil if the database can be written now: the writer took an
// empty transaction and committed it.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.Write(ctx, func(*Tx) error { return nil }); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	return nil
}
