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

// StoryState is where a story stands in its life.
type StoryState string

// The life of a story.
const (
	StoryDraft    StoryState = "draft"    // in the backlog, in no sprint
	StoryPlanned  StoryState = "planned"  // in the running sprint, not begun
	StoryStarted  StoryState = "started"  // somebody took it
	StoryAccepted StoryState = "accepted" // done
	StoryDropped  StoryState = "dropped"  // will not be done, kept with its reason
	StoryUndone   StoryState = "undone"   // its creation was taken back within ten minutes
)

// Open reports whether work on the story may still happen.
func (s StoryState) Open() bool {
	return s == StoryDraft || s == StoryPlanned || s == StoryStarted
}

// Story is a need, as its author wrote it and as Pogo understood it.
type Story struct {
	ID      StoryID
	Product ProductID
	Number  int
	Key     string // "PAY-12"
	Text    string // verbatim, whole, for ever
	Parsed         // what the grammar found, or what was edited by hand since

	State        StoryState
	Author       PersonID // who asked for it
	Owner        PersonID // who took it; "" for nobody
	Size         Points
	Rank         int      // 1 comes first; 0: no rank was applied or set by hand
	Thumbs       int      // people whose 👍 stands on the card
	Sprint       SprintID // the sprint it is or was last in; 0 for none
	Hidden       bool     // about security or personal data: no card in the channel until the owner shows it
	Permalink    string   // of the message it came from, "" if typed as a command
	Revision     int      // raised by every change, so that an edit on an old form is noticed
	CreatedAt    time.Time
	DoneAt       time.Time // zero until accepted
	DroppedCause string    // why it was dropped
}

// Unplanned returns the story as it goes back from a sprint to the backlog,
// with its points. What somebody has begun stays begun.
func (s Story) Unplanned() Story {
	if s.State == StoryPlanned {
		s.State = StoryDraft
	}
	return s
}

// VisibleTo reports whether a person may see the story at all: everybody in
// the channel sees an ordinary one; one about security or personal data is
// seen by its author and the product's owner.
func (s Story) VisibleTo(person PersonID, product Product) bool {
	return !s.Hidden || person == s.Author || person == product.Owner
}

// StoryKey writes the name by which people call a story.
func StoryKey(product string, number int) string {
	return product + "-" + strconv.Itoa(number)
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

// Sum adds what is known and counts what is not.
func Sum(sizes []Points) (total Points, unknown int) {
	total.Known = true
	for _, size := range sizes {
		if !size.Known {
			unknown++
			continue
		}
		total.Halves += size.Halves
	}
	return total, unknown
}
