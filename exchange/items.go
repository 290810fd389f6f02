package exchange

import (
	"encoding/hex"
	"hash/fnv"
	"io"
	"iter"
	"strconv"
	"time"

	"pogo/scrum"
)

// Source says how to read a file.
type Source struct {
	Tool    string                      // "" to go by the header
	Columns map[string]Field            // what a person says of columns, by name
	States  map[string]scrum.StoryState // what a person says of statuses
	Zone    *time.Location              // of times that name none
}

// Items is a table read as stories.
type Items struct {
	Encoding string
	Comma    rune // 0 where the file is no table
	Mapping

	table rows
	read  reader
	ids   map[[16]byte]place // of those read so far
}

// rows are what a table consists of; io.EOF follows the last.
type rows interface{ Next() (Row, error) }

// place is where an id was met, and how often something like it.
type place struct{ row, line, times int32 }

// OpenItems finds out how a file is to be read and reads its header.
func OpenItems(file io.ReadSeeker, s Source) (*Items, error) {
	form, err := FormOf(file)
	if err != nil {
		return nil, err
	}
	all := &Items{ids: map[[16]byte]place{}}
	var header []string
	switch form {
	case TrelloForm:
		all.Encoding = UTF8
		header, all.table, err = openBoard(file)
	case TableForm, OwnForm:
		header, err = all.openTable(file, s)
	}
	if err != nil {
		return nil, err
	}
	if all.Mapping, err = Match(header, s.Tool, s.Columns); err != nil {
		return nil, err
	}
	states := map[string]scrum.StoryState{}
	for name, state := range s.States {
		states[scrum.Fold(name)] = state
	}
	all.read = reader{Mapping: all.Mapping, states: states, zone: s.Zone}
	return all, nil
}

func (all *Items) openTable(file io.ReadSeeker, s Source) ([]string, error) {
	text, encoding, err := Decode(file)
	if err != nil {
		return nil, err
	}
	table, err := OpenTable(text, func(header []string) int {
		n := Known(header)
		for name := range s.Columns {
			for _, h := range header {
				if scrum.Fold(h) == scrum.Fold(name) {
					n++
				}
			}
		}
		return n
	})
	if err != nil {
		return nil, err
	}
	all.Encoding, all.Comma, all.table = encoding, table.Comma, table
	return table.Header, nil
}

// All reads the items in their order, once. An error that is a [Fault] is
// about one row, and others may follow it; reading ends after any other, and
// after one that says that the text is no CSV.
//
// What is remembered of each row is its id's hash: some fifty bytes.
func (all *Items) All() iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for {
			row, err := all.table.Next()
			if err == io.EOF { //nolint:errorlint // because Next says so
				return
			}
			last := err != nil && row.Cells == nil // the text is no CSV any more
			var item Item
			if err == nil {
				item, err = all.item(row)
			}
			if !yield(item, err) || last {
				return
			}
		}
	}
}

func (all *Items) item(row Row) (Item, error) {
	item, err := all.read.item(row)
	if err == nil {
		err = all.identify(&item)
	}
	return item, err
}

// identify gives an item the id by which it is recognized when the file is
// imported again. Rows without one are recognized by what they say, and are
// counted where several say the same.
func (all *Items) identify(item *Item) error {
	given := item.ID != ""
	if !given {
		sum := digest(item.title + "\x00" + item.body)
		item.ID = "text:" + hex.EncodeToString(sum[:])
	}
	key := digest(item.ID)
	first, met := all.ids[key]
	if met && given {
		return faultf(item.Line, item.Row, "the id %s was on %s already", quote(item.ID), spot(int(first.line), int(first.row)))
	}
	if !met {
		first.row, first.line = int32(item.Row), int32(item.Line) //nolint:gosec // because no file has two thousand million lines
	}
	first.times++
	all.ids[key] = first
	if first.times > 1 {
		item.ID += ":" + strconv.Itoa(int(first.times))
	}
	return nil
}

func digest(text string) [16]byte {
	h := fnv.New128a()
	_, _ = io.WriteString(h, text) // a hash takes everything
	return [16]byte(h.Sum(nil))
}
