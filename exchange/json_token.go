package exchange

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
)

// opens, named and closes take the next token.
func (r *jsonReader) opens(want json.Delim) bool {
	token, err := r.Token()
	return err == nil && token == want
}

func (r *jsonReader) named(want string) bool {
	token, err := r.Token()
	return err == nil && token == want
}

func (r *jsonReader) closes(want ...json.Delim) error {
	for _, delim := range want {
		token, err := r.Token()
		if err != nil {
			return r.syntax(err)
		}
		if token != delim {
			return r.fault("%v stands where %v should", token, delim)
		}
	}
	return nil
}

func (r *jsonReader) decode(v any) error {
	if err := r.Decode(v); err != nil {
		return r.syntax(err)
	}
	return nil
}

// syntax makes a fault of what is wrong with the JSON; errors of reading stay
// what they are.
func (r *jsonReader) syntax(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), r.lines.failed != nil:
		return err
	case errors.As(err, &syntax):
		return &Fault{Line: r.lines.at(r.InputOffset() + 1), Text: syntax.Error()} // where the broken value begins, below a comma
	case errors.As(err, &kind):
		return r.fault("%s cannot be a %s", kind.Field, kind.Value)
	}
	return r.fault("%v", err)
}

func (r *jsonReader) fault(format string, args ...any) *Fault {
	return faultf(r.lines.at(r.InputOffset()), 0, format, args...)
}

// lineCounter knows on which line an offset is, of those that were read last.
type lineCounter struct {
	in     io.Reader
	failed error
	read   int64
	breaks []int64 // offsets of the line breaks that were read last
	before int     // line breaks forgotten
}

func (l *lineCounter) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		l.failed = err
	}
	for i, b := range p[:n] {
		if b == '\n' {
			l.breaks = append(l.breaks, l.read+int64(i))
		}
	}
	const enough = 1 << 16
	if extra := len(l.breaks) - enough; extra > 0 {
		l.breaks = slices.Delete(l.breaks, 0, extra)
		l.before += extra
	}
	l.read += int64(n)
	return n, err
}

func (l *lineCounter) at(offset int64) int {
	n, _ := slices.BinarySearch(l.breaks, offset)
	return l.before + n + 1
}
