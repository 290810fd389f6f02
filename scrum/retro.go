package scrum

import (
	"strings"
	"time"
)

// RetroID identifies a retrospective.
type RetroID int64

// Retro is a retrospective: notes that people write at any time, and that are
// published together when it closes. A product has exactly one that collects
// notes, whether or not its channel has been asked for them yet.
type Retro struct {
	ID       RetroID
	Product  ProductID
	State    RetroState
	Format   RetroFormat
	Sprint   int       // number of the sprint it looks back on; 0 for none
	OpenedAt time.Time // when the channel was asked; zero before
	ClosesAt time.Time
	ClosedAt time.Time
}

// RetroState is where a retrospective stands in its life.
type RetroState string

// The life of a retrospective.
const (
	RetroCollecting RetroState = "collecting" // takes notes; the channel has not been asked yet
	RetroOpen       RetroState = "open"       // the channel was asked, until ClosesAt
	RetroPublished  RetroState = "published"  // the notes stand in the channel, and nobody can tell whose they are
	RetroShort      RetroState = "short"      // too few wrote: the notes went on to the next one
	RetroEmpty      RetroState = "empty"      // nobody wrote
)

// Collects reports whether the retrospective takes notes.
func (r Retro) Collects() bool { return r.State == RetroCollecting || r.State == RetroOpen }

// RetroFormat is the set of columns that notes are written under.
type RetroFormat string

// StartStopContinue is the only format so far.
const StartStopContinue RetroFormat = "start-stop-continue"

// RetroColumn is what a note is written under.
type RetroColumn string

// The columns of [StartStopContinue].
const (
	ColumnStart    RetroColumn = "start"
	ColumnStop     RetroColumn = "stop"
	ColumnContinue RetroColumn = "continue"
)

// Columns returns the columns of the format in their order.
func (f RetroFormat) Columns() []RetroColumn {
	return []RetroColumn{ColumnStart, ColumnStop, ColumnContinue}
}

// ParseRetroFormat reads the name of a format; nothing at all is the default.
// It reports false for one that Pogo does not know.
func ParseRetroFormat(text string) (RetroFormat, bool) {
	folded := strings.Join(strings.FieldsFunc(Fold(text), func(r rune) bool { return strings.ContainsRune(" -/,·\u00a0", r) }), " ")
	switch folded {
	case "", "start stop continue", "ssc", "commencer arreter continuer":
		return StartStopContinue, true
	}
	return "", false
}

// RetroNote is one thing somebody wrote. What it does not have is a person
// and a time.
type RetroNote struct {
	ID     string // random, so that the order of notes tells nothing
	Column RetroColumn
	Text   string
	Author AuthorMark // "" once the notes are published
}

// AuthorMark tells whether two notes are by the same person, and lets that
// person sign, without naming them. Who has the key can find out whose mark
// it is by trying all people, which is why the key is destroyed together with
// the marks when the notes are published.
type AuthorMark string

// MarkAuthor returns a person's mark under the random key of a retrospective.
func MarkAuthor(key string, person PersonID) AuthorMark {
	return AuthorMark(keyed(key, person))
}

// Notes are published only if so many people wrote so many.
const (
	MinRetroAuthors = 3
	MinRetroNotes   = 5
	MaxNotesOfOne   = 20 // of one person in one retrospective
)

// Shortfall is why notes are not published.
type Shortfall string

// The reasons why notes are not published.
const (
	EnoughNotes   Shortfall = ""
	NoNotes       Shortfall = "none"
	TooFewNotes   Shortfall = "notes"
	TooFewAuthors Shortfall = "authors"
)

// ShortfallOf says whether notes may be published: in a smaller crowd
// everybody could guess who wrote what.
func ShortfallOf(notes []RetroNote) Shortfall {
	authors := map[AuthorMark]bool{}
	for _, n := range notes {
		authors[n.Author] = true
	}
	switch {
	case len(notes) == 0:
		return NoNotes
	case len(notes) < MinRetroNotes:
		return TooFewNotes
	case len(authors) < MinRetroAuthors:
		return TooFewAuthors
	}
	return EnoughNotes
}

// Ends returns the state in which a retrospective closes.
func (s Shortfall) Ends() RetroState {
	switch s {
	case EnoughNotes:
		return RetroPublished
	case NoNotes:
		return RetroEmpty
	default:
		return RetroShort
	}
}

// NotesOf returns those of notes that carry a mark.
func NotesOf(notes []RetroNote, author AuthorMark) []RetroNote {
	var own []RetroNote
	for _, n := range notes {
		if n.Author == author {
			own = append(own, n)
		}
	}
	return own
}

// InColumn returns those of notes that stand in a column, in their order.
func InColumn(notes []RetroNote, column RetroColumn) []RetroNote {
	var found []RetroNote
	for _, n := range notes {
		if n.Column == column {
			found = append(found, n)
		}
	}
	return found
}

// ReadNote takes the name of a column off the front of a note, as in "stop:
// the Monday meeting". The column is "" where none is named.
func ReadNote(text string) (column RetroColumn, note string) {
	text = strings.TrimSpace(text)
	head, rest, found := strings.Cut(text, ":")
	if !found {
		return "", text
	}
	switch Fold(strings.TrimSpace(head)) {
	case "start", "commencer", "demarrer":
		column = ColumnStart
	case "stop", "arreter":
		column = ColumnStop
	case "continue", "keep", "continuer", "garder":
		column = ColumnContinue
	default:
		return "", text
	}
	return column, strings.TrimSpace(rest)
}

// RetroEnd returns when a retrospective that is opened at an instant closes:
// at the end of the next working day but one, on the clocks of a zone.
func RetroEnd(opened time.Time, zone *time.Location, off Holidays) time.Time {
	day := dateIn(opened, zone)
	for left := 2; left > 0; {
		day = day.AddDate(0, 0, 1)
		if off.Working(day) {
			left--
		}
	}
	return EndOfDay.On(day, zone)
}
