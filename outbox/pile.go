package outbox

import (
	"slices"
	"strings"
	"time"
)

// Pile is what was parked in one conversation for one cause: what its
// product's owner hears of in one line.
type Pile struct {
	Channel string
	Cause   string // see [Cause]
	N       int
	Since   time.Time // when the oldest was written
}

// Unclear is the cause of what was parked without a clear answer from Slack.
const Unclear = "unclear"

// Unseen is the cause of what was parked because one process after the other
// ended with it in hand, so that nobody saw an answer.
const Unseen = "sender_ended"

// Cause is what a refusal was about, in Slack's own word such as
// "channel_not_found", or [Unseen]: the details that may follow it are left out.
// What is no such word is [Unclear].
func Cause(err string) string {
	word, rest := err, ""
	if i := strings.IndexFunc(err, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }); i >= 0 {
		word, rest = err[:i], err[i:]
	}
	if strings.Contains(word, "_") && (rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " (")) {
		return word
	}
	return Unclear
}

// Add counts another delivery in the pile of its conversation and its cause,
// which is put behind the others if it is new.
func Add(piles []Pile, d Delivery) []Pile {
	cause := Cause(d.Error)
	i := slices.IndexFunc(piles, func(p Pile) bool { return p.Channel == d.Channel && p.Cause == cause })
	if i < 0 {
		return append(piles, Pile{Channel: d.Channel, Cause: cause, N: 1, Since: d.CreatedAt})
	}
	piles[i].N++
	if d.CreatedAt.Before(piles[i].Since) {
		piles[i].Since = d.CreatedAt
	}
	return piles
}

// Follows reports whether a delivery belongs to a message that does not stand
// yet: it comes, and is given up, with that.
func (d Delivery) Follows() bool { return d.Thread != "" && d.ThreadTS == "" }

// Deleted reports whether a delivery was parked because somebody took the
// message away in Slack: there is nothing to do about it.
func (d Delivery) Deleted() bool { return d.Posted() && Cause(d.Error) == "message_not_found" }

// Moot reports whether a delivery that was parked is nobody's news: an edit of a
// message that was taken away, or that stands in a conversation which is archived
// or has shut Pogo out. It is made once Pogo is back there.
func (d Delivery) Moot() bool {
	switch Cause(d.Error) {
	case "message_not_found", "is_archived", "not_in_channel", "channel_not_found":
		return d.Posted()
	}
	return false
}
