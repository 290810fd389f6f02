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
	Line int // in the file, from 1
	Row  int // of the table below its header, from 1; 0 if there are no rows
	Text string
}

// Error says where and what.
func (f *Fault) Error() string {
	where := "line " + strconv.Itoa(f.Line)
	if f.Row > 0 {
		where += " (row " + strconv.Itoa(f.Row) + ")"
	}
	return where + ": " + f.Text
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
