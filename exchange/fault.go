package exchange

import (
	"errors"
	"fmt"
	"strconv"
)

// Fault is why a file cannot be imported: something on a line of it. A file
// with a fault is not imported at all.
//
//nolint:errname // because it is what a person reads, not a failure of the program
type Fault struct {
	Line int // in the file, from 1; 0 where rows are not lines
	Row  int // of the table below its header, from 1; 0 if there are no rows
	Text string
}

// Error says where and what.
func (f *Fault) Error() string {
	where := spot(f.Line, f.Row)
	if f.Line > 0 && f.Row > 0 {
		where += " (row " + strconv.Itoa(f.Row) + ")"
	}
	return where + ": " + f.Text
}

// spot is where something stands in a file, as people look for it.
func spot(line, row int) string {
	if line == 0 {
		return "card " + strconv.Itoa(row)
	}
	return "line " + strconv.Itoa(line)
}

// asFault reports whether an error is about the file and not about reading it.
func asFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

func faultf(line, row int, format string, args ...any) *Fault {
	return &Fault{Line: line, Row: row, Text: fmt.Sprintf(format, args...)}
}
