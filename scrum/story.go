package scrum

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// StoryID identifies a story within the database; people say "PAY-12".
type StoryID int64

// Story is a need, as its author wrote it and as Pogo understood it.
type Story struct {
	ID      StoryID
	Product ProductID
	Number  int
	Key     string // "PAY-12"
	Text    string // verbatim, whole, for ever
	Parsed         // what the grammar found, or what was edited by hand since

	Original *Original // the text as it was just read; nil: whoever asks how it was written reads it

	Report BugReport // what is known of a bug

	State        StoryState
	Author       PersonID // who asked for it; "" for nobody we know, which no hidden story has
	Writer       PersonID // who brought it here; "" if its author did
	Owner        PersonID // who took it; "" for nobody
	Size         Points
	Worth                 // how much it matters, as far as people said
	Rank         int      // 1 comes first; 0: no rank was applied or set by hand
	Thumbs       int      // people whose 👍 stands on the card
	Stream       string   // the work-stream: one of [Streams] or the team's own; "" for none
	Labels       []string // as they were written, each once
	Attachments  []string // addresses
	Epic         bool     // it holds stories and is not worked on itself
	Parent       StoryID  // the epic it belongs to; 0 for none
	Sprint       SprintID // the sprint it is or was last in; 0 for none
	Hidden       bool     // about security or personal data: no card in the channel until the owner shows it
	Permalink    string   // of the message it came from, "" if typed as a command
	Origin       Origin   // where that message stands
	Revision     int      // raised by every change, so that an edit on an old form is noticed
	CreatedAt    time.Time
	ReadyAt      time.Time // when it was said to be ready, zero if it never was
	DoneAt       time.Time // zero until accepted
	ReleasedAt   time.Time // zero until released
	DroppedCause string    // why it was dropped
	Missing      string    // what was found missing, while changes are requested
}

// Origin is a conversation and the thread in it, by its first message's
// timestamp, in which a need was said. It is zero for what was typed as a
// command.
type Origin struct {
	Channel ChannelID
	Thread  string
}

// BugReport is what is known of a bug, in the words of those who met it.
type BugReport struct {
	Happens    string `json:"happens,omitempty"`
	Expected   string `json:"expected,omitempty"`
	Since      string `json:"since,omitempty"`
	Affected   string `json:"affected,omitempty"`   // who
	Workaround string `json:"workaround,omitempty"` // until it is mended
}

// The work-streams that every team has; a team may name others.
const (
	StreamDevelopment = "development"
	StreamDesign      = "design"
	StreamMarketing   = "marketing"
	StreamSales       = "sales"
)

// Streams returns the work-streams that every team has, in the order in which
// they are offered.
func Streams() []string {
	return []string{StreamDevelopment, StreamDesign, StreamMarketing, StreamSales}
}

// VisibleTo reports whether a person may see the story at all: everybody in
// the channel sees an ordinary one; one about security or personal data is
// seen by its author, by who brought it here, by the product's owner and by the
// privacy contact.
func (s Story) VisibleTo(person PersonID, product Product) bool {
	return !s.Hidden || slices.Contains(s.SeenHidden(product), person)
}

// SeenHidden are those who see the story while it is hidden, some perhaps
// twice.
func (s Story) SeenHidden(product Product) []PersonID {
	return slices.DeleteFunc([]PersonID{s.Author, s.Writer, product.Owner, product.Privacy}, func(p PersonID) bool { return p == "" })
}

// StoryKey writes the name by which people call a story.
func StoryKey(product string, number int) string {
	return product + "-" + strconv.Itoa(number)
}

// ExampleKey is the key of some other story of the product, for a sentence
// that shows what to type.
func (s Story) ExampleKey() string {
	product, _, _ := strings.Cut(s.Key, "-")
	if s.Number == 1 {
		return StoryKey(product, 2)
	}
	return StoryKey(product, 1)
}

// ParseStoryKey reads "PAY-12", in any case, or "#12" and "12", which leave
// the product's key empty. It reports whether the text is one.
func ParseStoryKey(text string) (product string, number int, ok bool) {
	key, digits, found := strings.Cut(strings.ToUpper(strings.TrimSpace(text)), "-")
	if !found {
		key, digits = "", strings.TrimPrefix(key, "#")
	} else if !isProductKey(key) {
		return "", 0, false
	}
	number, err := strconv.Atoi(digits)
	if err != nil || number <= 0 || number > 1_000_000_000 || digits[0] == '+' {
		return "", 0, false
	}
	return key, number, true
}

func isProductKey(key string) bool {
	if len(key) < 2 || len(key) > 10 || key[0] < 'A' || key[0] > 'Z' {
		return false
	}
	return strings.IndexFunc(key, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') }) < 0
}

// SortBacklog puts stories in the order of the backlog: ranks that were
// applied or set by hand first, then by 👍, then by age. A new 👍 never moves
// a story that has a rank.
func SortBacklog(stories []Story) {
	slices.SortStableFunc(stories, func(a, b Story) int {
		return cmp.Or(
			cmp.Compare(rankOrLast(a.Rank), rankOrLast(b.Rank)),
			cmp.Compare(b.Thumbs, a.Thumbs),
			cmp.Compare(a.Number, b.Number),
		)
	})
}

func rankOrLast(rank int) int {
	if rank == 0 {
		return int(^uint(0) >> 1)
	}
	return rank
}

// Points is a size in story points, kept in halves because decks have a ½.
// The zero value is not estimated, which is never the same as zero points.
type Points struct {
	Halves int
	Known  bool
}

// MaxPoints is the largest size that one story can have.
const MaxPoints = 1000

// ParsePoints reads "5", "½", "2½", "0.5" or "0,5".
func ParsePoints(text string) (Points, error) {
	number := strings.ReplaceAll(strings.TrimSpace(text), ",", ".")
	if whole, ok := strings.CutSuffix(number, "½"); ok && !strings.Contains(whole, ".") {
		number = cmp.Or(whole, "0") + ".5"
	}
	value, err := strconv.ParseFloat(number, 64)
	if err != nil || value < 0 || value > MaxPoints || value*2 != float64(int(value*2)) {
		return Points{}, fmt.Errorf("%q is no number of points", text)
	}
	return Points{Halves: int(value * 2), Known: true}, nil
}

// String writes the points as people do: "5", "½", "2½", "?" if unknown.
func (p Points) String() string {
	switch {
	case !p.Known:
		return "?"
	case p.Halves == 1:
		return "½"
	case p.Halves%2 == 1:
		return strconv.Itoa(p.Halves/2) + "½"
	}
	return strconv.Itoa(p.Halves / 2)
}
