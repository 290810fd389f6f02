package scrum

import "errors"

// ErrNotFound is returned, wrapped, when what was asked for does not exist,
// or exists where the person asking may not see it.
var ErrNotFound = errors.New("not found")

// Refusal is a no to a person: a sentence of package locale and its
// arguments, pairs of name and value. It is shown privately to the one who
// asked, and the sentence says what to do next. Nothing was changed.
//
//nolint:errname // because it is a no to a person, not a fault
type Refusal struct {
	Key  string
	Args []any
}

// Error names the sentence, for logs; people read the sentence itself.
func (r *Refusal) Error() string { return "refused: " + r.Key }

// ErrChanged is returned, wrapped, when somebody else changed a thing since
// it was read; nothing was overwritten.
var ErrChanged = errors.New("changed meanwhile")

// ErrFull is returned, wrapped, when there is no room to keep anything: nothing
// of what was asked for was kept, and it may be asked for again.
var ErrFull = errors.New("the disk is full")

// ErrTaken is returned, wrapped, when another one already has what must be
// unique, such as the key of a product. Nothing was changed.
var ErrTaken = errors.New("taken already")
