package main

import (
	"context"

	"pogo/handlers"
	"pogo/storage"
)

// store fits the database to what handlers ask for: the same transaction,
// seen through the caller's interface.
type store struct{ *storage.DB }

// Write implements [handlers.Store].
func (s store) Write(ctx context.Context, fn func(handlers.Tx) error) error {
	return s.DB.Write(ctx, func(tx *storage.Tx) error { return fn(tx) })
}

// Read implements [handlers.Store].
func (s store) Read(ctx context.Context, fn func(handlers.Tx) error) error {
	return s.DB.Read(ctx, func(tx *storage.Tx) error { return fn(tx) })
}
