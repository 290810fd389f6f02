package scrum

import "time"

// PokerEnd is until when a round may last: a working day of every voter,
// counted from when they are at work, until the first of them had it.
func PokerEnd(opened time.Time, voters []WorkHours) time.Time {
	var end time.Time
	for _, w := range voters {
		if there := w.NextDay(w.Next(opened)); end.IsZero() || there.Before(end) {
			end = there
		}
	}
	return end.UTC()
}

// How a voter is reminded: once a round, and this long before its end or, in a
// round that follows a discussion, this long after its opening.
const (
	pokerRemind = 2 * time.Hour
	pokerAgain  = time.Hour
)

// PokerReminder is when somebody who has not put down a card is told that a
// round is about to end: in their working hours. It
// reports false where the round leaves no such time.
func PokerReminder(item PokerItem, opened time.Time, voter WorkHours) (time.Time, bool) {
	at := item.ClosesAt.Add(-pokerRemind)
	if again := opened.Add(pokerAgain); item.Round > 1 && again.Before(at) {
		if at = voter.Next(again); at.Before(item.ClosesAt.Add(-pokerAgain)) {
			return at.UTC(), true
		}
		return time.Time{}, false
	}
	at = voter.Last(at)
	return at.UTC(), at.After(opened.Add(pokerAgain))
}
