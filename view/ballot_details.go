package view

import (
	"math/big"
	"slices"
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// DetailsName names the message under a result that says how it came about.
func DetailsName(id scrum.BallotID) string { return "ballot.details:" + itoa(id) }

// duelsShown is how many comparisons of a ranked ballot are told.
const duelsShown = 10

// BallotDetails says how a result came about, for whoever wants to check it.
func BallotDetails(w *locale.Words, b BallotShown) Message {
	o := b.Outcome
	told := []string{w.Say("vote.details.votes", "order", b.placed(o.Voted))}
	if b.Method == scrum.ByScore {
		told = append(told, w.Say("vote.details.score"))
	}
	if b.Weighted() {
		told = append(told, w.Say("vote.details.weights", "weights", Weights(w, b.Ballot)))
	}
	switch {
	case o.Plain != nil:
		told = append(told, w.Say("vote.details.plain", "order", b.placed(o.Plain)))
	case b.Weighted() && b.Secrecy != scrum.Anonymous:
		told = append(told, w.Say("vote.details.samePlain"))
	}
	if line := joined(w, b); line != "" {
		told = append(told, line)
	}
	told = append(told, reckoning(w, b)...)
	if slices.ContainsFunc(b.Outcome.Rows, func(row scrum.OutcomeRow) bool { return row.Begin != "" }) {
		told = append(told, w.Say("vote.dated.details", "pace", paceSaid(w, b.Outcome.Pace)))
	}
	told = append(told, duels(w, b)...)
	if line := crowd(w, b); line != "" {
		told = append(told, line)
	}
	check := "vote.details.check"
	if b.Secrecy == scrum.UntilClosed {
		check = "vote.details.checkSecret"
	}
	told = append(told, w.Say(check, "number", b.Number))
	return Note(strings.Join(told, "\n"))
}

// placed writes an order as far as the result lists it, with those that tie
// side by side.
func (b BallotShown) placed(order [][]scrum.StoryID) string {
	var places []string
	left := rowsShown
	for _, place := range order {
		if left < len(place) {
			places = append(places, strings.Join(append(b.keys(place[:left]), "…"), " = "))
			break
		}
		places = append(places, strings.Join(b.keys(place), " = "))
		left -= len(place)
	}
	return strings.Join(places, ", ")
}

// Weights says how much whom counts in a ballot.
func Weights(w *locale.Words, b scrum.Ballot) string {
	said, seen := []string{}, map[scrum.MemberRole]bool{}
	for _, role := range []scrum.MemberRole{scrum.RoleClient, scrum.RoleOwner, scrum.RoleTeam} {
		for _, v := range b.Roll {
			if v.Role == role && !seen[role] {
				seen[role] = true
				weight := decimal(w, big.NewRat(int64(v.Weight), int64(scrum.FullWeight)))
				said = append(said, w.Say("vote.weight."+string(role), "weight", weight))
			}
		}
	}
	return strings.Join(said, ", ")
}

// reckoning shows the sum behind each place: what the votes say, how sure one is,
// and the effort.
func reckoning(w *locale.Words, b BallotShown) []string {
	told := []string{w.Say("vote.details.worth")}
	sized := slices.ContainsFunc(b.Outcome.Rows, func(row scrum.OutcomeRow) bool { return row.Effort.Known })
	for _, row := range b.Outcome.Rows[:min(len(b.Outcome.Rows), rowsShown)] {
		said := "• " + b.Stories[row.Story].Key + " "
		if b.shares() {
			said += got(w, b, row) + " = "
		}
		said += w.Say("common.percent", "n", (row.Value+5)/10)
		if row.Confidence > 0 && row.Confidence < 100 {
			said += " × " + w.Say("common.percent", "n", row.Confidence)
		}
		switch {
		case row.Effort.Known:
			said += " ÷ " + points(w, row.Effort)
		case row.Guessed && sized: // else all are divided by the same
			said += " ÷ " + w.Say("vote.details.guessed")
		}
		told = append(told, said)
	}
	return told
}

// shares reports whether what a story got, as it is shown, is the share of the
// most that the reckoning begins with.
func (b BallotShown) shares() bool {
	return b.Method == scrum.ByScore || b.Method == scrum.ByApproval && !b.Weighted() && b.Outcome.Abstained == 0
}

// duels tells the comparisons that made a ranked order.
func duels(w *locale.Words, b BallotShown) []string {
	list := b.Outcome.Duels
	if len(list) == 0 {
		return nil
	}
	told := []string{w.Say("vote.details.duels")}
	for _, d := range list[:min(len(list), duelsShown)] {
		key := "vote.details.duel"
		if d.Skipped {
			key = "vote.details.skipped"
		}
		told = append(told, "• "+w.Say(key, "winner", b.Stories[d.Winner].Key, "loser", b.Stories[d.Loser].Key,
			"for", decimal(w, big.NewRat(int64(d.For), int64(scrum.OneVote))), "against", decimal(w, big.NewRat(int64(d.Against), int64(scrum.OneVote)))))
	}
	return told
}

// crowd warns how little a few approvals say of more people.
func crowd(w *locale.Words, b BallotShown) string {
	const few = 20
	n := int(b.Outcome.Papers - b.Outcome.Abstained)
	at, voted := b.Outcome.FirstVoted()
	if b.Method != scrum.ByApproval || n == 0 || n > few || !voted {
		return ""
	}
	first := b.Outcome.Rows[at]
	low, high := scrum.Interval(int(first.Approvals), n)
	return w.Say("vote.details.crowd", "key", b.Stories[first.Story].Key, "got", int(first.Approvals), "n", n, "low", int(low*100+0.5), "high", int(high*100+0.5))
}
