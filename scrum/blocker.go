package scrum

import (
	"strings"
	"time"
	"unicode"
)

// BlockerID identifies a blocker.
type BlockerID int64

// Blocker is something that is in somebody's way, shown with its age until it
// is resolved.
type Blocker struct {
	ID         BlockerID
	Product    ProductID
	Ask        AskID    // the answer that told of it
	Person     PersonID // who is blocked
	Helper     PersonID // who can unblock; "" if nobody was named
	Text       string   // as it was written
	Low        bool     // the person can work on something else meanwhile
	Since      string   // local date, "2026-11-23"
	CreatedAt  time.Time
	ResolvedAt time.Time // zero while it stands
	ResolvedBy PersonID
}

// Resolvers are those who may say that a blocker is gone: who is blocked, who
// was asked to help, if anybody, and the product's owner.
func (b Blocker) Resolvers(p Product) []PersonID {
	resolvers := []PersonID{b.Person}
	if b.Helper != "" {
		resolvers = append(resolvers, b.Helper)
	}
	return append(resolvers, p.Owner)
}

// Same reports whether a text tells of this blocker once more.
func (b Blocker) Same(text string) bool { return bare(b.Text) == bare(text) }

// bare is a blocker without the words that only say that it goes on.
func bare(text string) string {
	var kept []string
	for word := range strings.FieldsFuncSeq(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '@' && r != '#' }) {
		switch word {
		case "still", "always", "toujours", "encore", "tjrs":
		default:
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

// WorkingDays counts the working days after one local date up to another:
// from Friday to Monday it is one.
func WorkingDays(from, to string) int {
	day, err := time.Parse(time.DateOnly, from)
	end, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil || end.Sub(day) > 366*24*time.Hour {
		return 0
	}
	n := 0
	for day.Before(end) {
		day = day.AddDate(0, 0, 1)
		if Workdays.Has(day.Weekday()) {
			n++
		}
	}
	return n
}
