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
	ID      BlockerID
	Product ProductID
	Ask     AskID    // the answer that told of it; 0: it was told by itself
	Person  PersonID // who is blocked
	Text    string   // as it was written
	Class   BlockerClass
	Since   string // date where Person is, "2026-11-23"; a reader far west may still be in the day before

	Helper  PersonID // who can unblock; "" if nobody was named
	Outside string   // who can, in words, if Slack does not know them

	Story StoryID // that waits for it; 0 for none
	Goal  bool    // the goal of the sprint is at risk
	Low   bool    // the person can work on something else meanwhile

	CreatedAt  time.Time
	ChangedAt  time.Time // when something about it changed last, but for its age
	AckedAt    time.Time // when Helper said so; zero while nobody cares for it
	ResolvedAt time.Time // zero while it stands
	ResolvedBy PersonID

	AskedAt time.Time // from when on somebody is waited for: told, or told again
	Level   int       // the last step of its [Ladder] that was taken
	LevelAt time.Time // when that was
}

// Stands reports whether the blocker is in the way still.
func (b Blocker) Stands() bool { return b.ResolvedAt.IsZero() }

// Waits reports whether nobody cares for the blocker yet.
func (b Blocker) Waits() bool { return b.Stands() && b.AckedAt.IsZero() }

// Acknowledge makes somebody the one who takes care of the blocker.
func (b Blocker) Acknowledge(by PersonID, now time.Time) Blocker {
	b.Helper, b.AckedAt, b.ChangedAt = by, now, now
	return b
}

// Resolve takes the blocker out of the way.
func (b Blocker) Resolve(by PersonID, now time.Time) Blocker {
	b.ResolvedBy, b.ResolvedAt, b.ChangedAt = by, now, now
	return b
}

// ReopenFor is how long after its end a blocker can be reopened, by a button or
// by being told of again.
const ReopenFor = 14 * 24 * time.Hour

// CanReopen reports whether the blocker ended so lately that it may be the same
// one that stands again.
func (b Blocker) CanReopen(now time.Time) bool {
	return !b.Stands() && now.Before(b.ResolvedAt.Add(ReopenFor))
}

// Reopen lets the blocker stand again. Whoever can help is asked anew.
func (b Blocker) Reopen(now time.Time) Blocker {
	b.ResolvedAt, b.ResolvedBy, b.AckedAt = time.Time{}, "", time.Time{}
	b.ChangedAt, b.AskedAt, b.Level, b.LevelAt = now, now, 0, now
	return b
}

// Read fills in what a text says of a blocker: its class, what is at stake and
// since when. Today is the date where the person is.
func (b Blocker) Read(text string, today time.Time) Blocker {
	b.Text, b.Class, b.Goal = text, ClassOfBlocker(text), ThreatensGoal(text)
	b.Since = BlockedSince(text, today).Format(time.DateOnly)
	return b
}

// BlockerDeed is what somebody did about a blocker.
type BlockerDeed string

// The deeds of a blocker's history.
const (
	BlockerTold      BlockerDeed = "told"
	BlockerChanged   BlockerDeed = "changed"
	BlockerAcked     BlockerDeed = "acked"
	BlockerEscalated BlockerDeed = "escalated" // Other was told
	BlockerResolved  BlockerDeed = "resolved"
	BlockerDropped   BlockerDeed = "dropped" // it no longer matters
	BlockerReopened  BlockerDeed = "reopened"
)

// Known reports whether the deed is one of those there are.
func (d BlockerDeed) Known() bool {
	switch d {
	case BlockerTold, BlockerChanged, BlockerAcked, BlockerEscalated, BlockerResolved, BlockerDropped, BlockerReopened:
		return true
	}
	return false
}

// BlockerEvent is a line of a blocker's history.
type BlockerEvent struct {
	Blocker BlockerID
	Deed    BlockerDeed
	Person  PersonID // who did it; "": the clock
	Other   PersonID // whom it concerned; "" for nobody
	At      time.Time
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
