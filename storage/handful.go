package storage

import "slices"

// handfuls runs a statement that takes the values of so many items at once. A
// last handful that is not full says its last item again, so that one text does
// for all; the statement has to bear that.
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
