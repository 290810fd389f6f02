package scrum

import (
	"strconv"
	"strings"
	"time"
)

// ProductID identifies a product.
type ProductID int64

// Product is what a channel works on. The channel where Pogo is used first
// becomes its home, and whoever's deed that was owns it.
type Product struct {
	ID        ProductID
	Channel   ChannelID
	Key       string // "PAY", unique in the workspace
	Owner     PersonID
	Lang      Lang   // the language of messages in the channel
	Zone      string // IANA name; dates of the product are dates of this zone
	CreatedAt time.Time

	Privacy     PersonID  // who hears of stories about security or personal data; "": the owner
	Escalate    PersonID  // to whom blockers go that nobody cares for; "": nobody
	MustBeReady bool      // only stories that are ready go into a sprint
	Emoji       VoteEmoji // which reactions to a card, or on a yes-or-no ballot, say what
	Holidays    string    // the code of a calendar of public holidays; "": none was chosen
	GuestsOut   bool      // guests and people of other workspaces have no vote, unless they are clients
}

// Location returns the product's zone, UTC if this machine does not know it.
func (p Product) Location() *time.Location { return location(p.Zone, time.UTC) }

// ProductKey proposes the key of a product: the first three letters of its
// channel's name without accents, with a digit if that is taken. A name
// without letters gives POG.
func ProductKey(channelName string, taken func(key string) bool) string {
	key := firstLetters(Fold(channelName), 3)
	if len(key) < 2 {
		key = "POG"
	}
	for n := 1; ; n++ {
		candidate := key
		if n > 1 {
			candidate += strconv.Itoa(n)
		}
		if !taken(candidate) {
			return candidate
		}
	}
}

func firstLetters(name string, n int) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(name) {
		if r >= 'A' && r <= 'Z' && b.Len() < n {
			b.WriteRune(r)
		}
	}
	return b.String()
}
