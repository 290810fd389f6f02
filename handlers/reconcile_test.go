package handlers_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

// lists lets Slack's own list of the reactions to a message be read, now.
func (r *room) lists(message string, listed ...scrum.Listed) {
	r.t.Helper()
	m := scrum.MessageID{Channel: "CPAY", TS: r.timestamp(message)}
	before, err := r.Reacted(r.t.Context(), m)
	if err != nil {
		r.t.Fatal(err)
	}
	kept, err := r.Reconcile(r.t.Context(), m, before, listed, r.now)
	if kept && err == nil {
		err = r.Count(r.t.Context(), m)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func onList(emoji string, count int, people ...scrum.PersonID) scrum.Listed {
	return scrum.Listed{Emoji: scrum.ParseEmoji(emoji), Count: count, People: people}
}

func TestVoteRule10AVoteFoundAfterAnOutageThatSpansTheCloseIsFlagged(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote PAY-1 PAY-2")
	r.posted()
	r.reacts("UNORA", "ballot:1", "two", true)
	r.now = r.now.Add(time.Minute)
	r.types("UCLAIRE", "CPAY", "/vote close")
	r.posted()
	r.now = r.now.Add(20 * time.Second) // nobody knows when in that time Samir voted and Nora took hers back
	r.lists("ballot:1", onList("two", 2, "USAMIR", "UBOT"))
	mustContain(t, "counted again", r.standing("ballot:1"), "2 of 3 have voted")
	r.waits(time.Minute)
	mustContain(t, "result", r.standing("ballot.result:1"), "PAY-2 comes first", "2 of 2", "not verified: the votes of 2 people were found afterwards and count")
}

func TestVoteRule10AListThatIsCutShortMakesTheResultUnverified(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote PAY-1 PAY-2")
	r.posted()
	r.reacts("UNORA", "ballot:1", "two", true)
	r.now = r.now.Add(time.Minute)
	r.lists("ballot:1", onList("two", 4, "USAMIR"), onList("one", 1, "UBOT"))
	mustContain(t, "open", r.standing("ballot:1"), "2 of 3 have voted")
	r.types("UCLAIRE", "CPAY", "/vote close")
	r.waits(2 * time.Minute)
	mustContain(t, "result", r.standing("ballot.result:1"), "PAY-2 comes first", "not verified: I was away")
}

// Pogo runs all the time, but nothing reaches it from Slack around the close.
func TestVoteRule10AResultWaitsUntilSlackIsHeardAgain(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		away time.Duration // since the close
		want string
	}{
		{"for a moment, and what was missed is found", 90 * time.Second, "1 of 3 has voted · 0 of 2 from outside the team · not verified: the vote of one person was found afterwards"},
		{"for long, so that votes may be missing for good", 10 * time.Minute, "1 of 3 has voted · 0 of 2 from outside the team · not verified: I was away when the vote closed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := english(t)
			r.types("UCLAIRE", "CPAY", "/vote PAY-1 PAY-2 until 11:00")
			r.posted()
			r.cut = true
			r.waits(time.Hour + test.away)
			mustContain(t, "kept back", r.standing("ballot:1"), "The result follows")
			r.cut = false
			r.lists("ballot:1", onList("two", 2, "USAMIR", "UBOT"))
			r.waits(time.Minute)
			mustContain(t, "result", r.standing("ballot.result:1"), "PAY-2 comes first", test.want)
		})
	}
}
