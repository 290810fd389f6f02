package storage

import "slices"

// handfuls runs a statement for many items, a fixed number of them at a time,
// so that one statement text does for all. If the last items are too few, the
// last is repeated; the statement has to allow that.
func handfuls[T any](items []T, size int, values func(T) []any, run func(args ...any) error) error {
	for handful := range slices.Chunk(items, size) {
		var args []any
		for i := range size {
			args = append(args, values(handful[min(i, len(handful)-1)])...)
		}
		if err := run(args...); err != nil {
			return err
		}
	}
	return nil
}
