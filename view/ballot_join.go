package view

import (
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons are called on the wire that bring somebody onto the roll of
// a running ballot.
const (
	BallotJoin = "ballot.join" // asks the owner
	BallotAdd  = "ballot.add"  // the owner's yes
)

// JoinName names the message that asks the owner to let somebody vote.
func JoinName(id scrum.BallotID, person scrum.PersonID) string {
	return "ballot.join:" + itoa(id) + ":" + string(person)
}

// JoinedName names the message under a ballot that tells who was let in.
func JoinedName(id scrum.BallotID) string { return "ballot.joined:" + itoa(id) }

// NotOnRoll tells somebody that they cannot vote, with the way to the owner,
// or for owners themselves onto the roll.
func NotOnRoll(w *locale.Words, b scrum.Ballot, said, owner string, own bool) Message {
	label := w.Say("roll.button.ask", "who", oneLine(owner, maxButton/2))
	if own {
		label = w.Say("roll.button.me")
	}
	return noteWith(said, button(BallotJoin, itoa(b.ID), label))
}

// JoinAsked asks the owner to let a person vote, in a line.
func JoinAsked(w *locale.Words, b scrum.Ballot, person scrum.PersonID, who, channel string) Message {
	said := w.Say("roll.request", "who", who, "number", b.Number, "channel", channel)
	return noteWith(said, button(BallotAdd, itoa(b.ID)+" "+string(person), w.Say("roll.button.add")))
}

// Joined tells in the thread of a ballot who was let in during the vote.
func Joined(w *locale.Words, b BallotShown) Message { return Note(joined(w, b)) }

// joined is who came onto the roll during the vote, and by whom; "" if nobody
// did.
func joined(w *locale.Words, b BallotShown) string {
	var names []string
	for _, v := range b.Joiners() {
		names = append(names, w.Say("roll.joiner", "who", escape(b.Names.Of(v.Person)), "by", escape(b.Names.Of(v.Adder))))
	}
	if len(names) == 0 {
		return ""
	}
	return w.Say("roll.joined", "names", strings.Join(names, ", "))
}
