package view

import (
	"pogo/locale"
	"pogo/scrum"
)

// BallotAgain is what the button is called on the wire that posts a ballot's
// message again.
const BallotAgain = "ballot.again"

// BallotGone tells the owner that somebody deleted the message of a running
// ballot, in channel, and what can be done.
func BallotGone(w *locale.Words, b scrum.Ballot, channel string) Message {
	m := Note(w.Say("vote.gone", "number", b.Number, "channel", channel))
	m.Blocks = append(m.Blocks, buttons(
		primary(BallotAgain, itoa(b.ID), w.Say("vote.button.again")),
		button(BallotClose, itoa(b.ID), w.Say("vote.button.closeIt")),
	))
	return m
}
