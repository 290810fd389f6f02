package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// Table reads the rows of a CSV file one after the other.
type Table struct {
	Header []string
	Comma  rune // what separates the cells: a comma, a semicolon or a tab

	csv   *csv.Reader
	guard *guard
	rows  int
	above int // lines above those that csv counts
	next  int // the line on which the next row begins
}

// Row is a line of a table, or several if its cells have line breaks.
type Row struct {
	Number int // from 1, below the header
	Line   int // in the file, from 1
	Cells  []string
}

// headRoom is how much of a file may be its header.
const headRoom = 64 << 10

// separators are what may stand between cells.
const separators = ",;\t|"

// OpenTable reads the header of a CSV text, which is its first row that is not
// empty. The separator is the one that a first line "sep=;" names, or the one
// that gives the most columns that known counts as such, or else the most
// columns. Rows may also end as they did on old Macs.
func OpenTable(text io.Reader, known func(header []string) int) (*Table, error) {
	g := &guard{in: text}
	buffered := bufio.NewReaderSize(g, headRoom)
	head, err := buffered.Peek(headRoom)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if oldMac(head) {
		head = bytes.ReplaceAll(head, []byte("\r"), []byte("\n"))
		g = &guard{in: &macLines{in: buffered}}
		buffered = bufio.NewReaderSize(g, headRoom)
	}
	t := &Table{guard: g}
	if comma, length := named(head); length > 0 {
		t.Comma, t.above = comma, 1
		if _, err := buffered.Discard(length); err != nil {
			return nil, err
		}
	} else {
		t.Comma = separator(strings.TrimLeft(string(head), blanks), known)
	}
	t.csv = newCSV(buffered, t.Comma)
	if t.Header, err = t.header(); err != nil {
		return nil, err
	}
	t.next = t.after(t.Header)
	for i, name := range t.Header {
		t.Header[i] = strings.TrimSpace(name)
	}
	return t, nil
}

// blanks are what rows are made of that have nothing in them.
const blanks = ",;\t\r\n "

func (t *Table) header() ([]string, error) {
	for {
		cells, err := t.csv.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil, ErrEmpty
		case err != nil:
			return nil, t.malformed(err)
		case strings.TrimSpace(strings.Join(cells, "")) != "":
			return cells, nil
		}
	}
}

// named reads the line by which spreadsheets tell each other the separator.
func named(head []byte) (comma rune, length int) {
	line, _, found := bytes.Cut(head, []byte("\n"))
	sep, isSep := bytes.CutPrefix(bytes.ToLower(bytes.Trim(line, "\r\"")), []byte("sep="))
	if !found || !isSep || len(sep) != 1 || !strings.ContainsRune(separators, rune(sep[0])) {
		return 0, 0
	}
	return rune(sep[0]), len(line) + 1
}

// oldMac reports whether the first row ends with a carriage return alone.
func oldMac(head []byte) bool {
	quoted := false
	for i, b := range head {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			return false
		case b == '\r':
			return i+1 < len(head) && head[i+1] != '\n'
		}
	}
	return false
}

// macLines makes line feeds of carriage returns.
type macLines struct{ in io.Reader }

func (m *macLines) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

func newCSV(text io.Reader, comma rune) *csv.Reader {
	r := csv.NewReader(text)
	r.Comma = comma
	r.FieldsPerRecord = -1       // Row says more about it
	r.LazyQuotes = comma == '\t' // GitHub quotes no cell for having quotes in it
	return r
}

func separator(head string, known func([]string) int) rune {
	best, most := ',', -1
	for _, comma := range []rune{',', ';', '\t'} {
		r := newCSV(strings.NewReader(head), comma)
		r.LazyQuotes = false // it would take a table in which a quote is open for one cell
		header, err := r.Read()
		if err != nil {
			continue
		}
		if score := known(header)*1000 + len(header); score > most {
			best, most = comma, score
		}
	}
	return best
}

// Next returns the next row, or io.EOF. Cells that are missing at its end are
// empty. The error is a [Fault] if the text is no CSV, and reading cannot go
// on after it.
func (t *Table) Next() (Row, error) {
	for {
		t.guard.mark()
		cells, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return Row{}, io.EOF
		}
		t.rows++
		if err != nil {
			return Row{}, t.malformed(err)
		}
		line := t.line(0)
		row := Row{Number: t.rows, Line: line, Cells: cells}
		t.next = t.after(cells)
		if err := t.fits(row); err != nil {
			return row, err
		}
		for len(row.Cells) < len(t.Header) {
			row.Cells = append(row.Cells, "")
		}
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			return row, nil
		} // a line of separators, as spreadsheets leave below a table
	}
}

// fits finds the rows whose cells do not stand below their columns.
func (t *Table) fits(row Row) error {
	if len(row.Cells) > len(t.Header) {
		return faultf(row.Line, row.Number, "%d cells under %d columns: probably a cell that has the separator in it and no quotes around it", len(row.Cells), len(t.Header))
	}
	if last := t.line(len(row.Cells) - 1); len(row.Cells) < len(t.Header) && last != row.Line {
		return faultf(row.Line, row.Number, "the row ends on line %d before its last column: probably a quote that is not closed", last)
	}
	return nil
}

// after is the line below the row that was just read.
func (t *Table) after(cells []string) int {
	last := len(cells) - 1
	return t.line(last) + strings.Count(cells[last], "\n") + 1
}

// line is where a cell of the row that was just read begins.
func (t *Table) line(cell int) int {
	line, _ := t.csv.FieldPos(cell)
	return line + t.above
}

func (t *Table) malformed(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, errEndless):
		return faultf(max(t.next, 1), t.rows, "the row is longer than 16 MB: probably a quote that is not closed")
	case !errors.As(err, &parse):
		return err
	case errors.Is(err, csv.ErrQuote):
		return faultf(parse.StartLine+t.above, t.rows, "a quote that is not closed, or not followed by the separator, near line %d, column %d", parse.Line+t.above, parse.Column)
	case errors.Is(err, csv.ErrBareQuote):
		return faultf(parse.Line+t.above, t.rows, `a quote inside a cell without quotes, at column %d: the cell should be in quotes and its quotes doubled`, parse.Column)
	}
	return faultf(parse.Line+t.above, t.rows, "%v", parse.Err)
}

// guard bounds the memory that one row can take: a quote that is never closed
// makes one cell of the rest of the file.
type guard struct {
	in    io.Reader
	since int // bytes since the last row began, but for what was read ahead
}

const longestRow = 16 << 20

var errEndless = errors.New("endless row")

func (g *guard) mark() { g.since = 0 }

func (g *guard) Read(p []byte) (int, error) {
	if g.since > longestRow {
		return 0, errEndless
	}
	n, err := g.in.Read(p)
	g.since += n
	return n, err
}
