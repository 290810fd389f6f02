package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// BallotStands is what the button is called on the wire by which somebody
// confirms their vote after a story was reworded.
const BallotStands = "ballot.stands"

// RewordedName names the message under a ballot that tells which stories were
// reworded during the vote.
func RewordedName(id scrum.BallotID) string { return "ballot.reworded:" + itoa(id) }

// Reworded tells which stories say something else since the first votes, and
// how many voters have confirmed since.
func Reworded(w *locale.Words, b BallotShown) Message {
	stories := b.RewordedStories()
	said := w.Say("reworded.thread", "n", len(stories), "keys", KeysSaid(w, b.keys(stories)))
	if b.Secrecy == scrum.Anonymous {
		return noteWith(said+" "+w.Say("reworded.change"), button(BallotVote, itoa(b.ID), w.Say("vote.button.cast")))
	}
	if b.Confirmed.Asked > 0 {
		said += " " + w.Say("reworded.confirmed", "n", b.Confirmed.Did, "of", b.Confirmed.Asked)
	}
	return noteWith(said+" "+w.Say("reworded.ask"), confirmButtons(w, b.Ballot)...)
}

// Confirm asks somebody who voted whether their vote stands.
func Confirm(w *locale.Words, b scrum.Ballot, key, who string) Message {
	said := w.Say("reworded.private", "who", who, "key", key)
	if b.ByReactions() {
		said += " " + w.Say("reworded.orReact")
	}
	return noteWith(said, confirmButtons(w, b)...)
}

func confirmButtons(w *locale.Words, b scrum.Ballot) []slack.BlockElement {
	stands := button(BallotStands, itoa(b.ID), w.Say("reworded.button.stands"))
	if b.ByReactions() {
		return []slack.BlockElement{stands}
	}
	return []slack.BlockElement{stands, button(BallotVote, itoa(b.ID), w.Say("reworded.button.change"))}
}

// rewordedFoot says under a result which stories were reworded during the
// vote, and how many confirmed.
func rewordedFoot(w *locale.Words, b BallotShown) []string {
	stories := b.RewordedStories()
	if len(stories) == 0 {
		return nil
	}
	foot := []string{w.Say("reworded.result", "n", len(stories), "keys", KeysSaid(w, b.keys(stories)))}
	if b.Confirmed.Asked > 0 {
		foot = append(foot, w.Say("reworded.resultConfirmed", "n", b.Confirmed.Did, "of", b.Confirmed.Asked))
	}
	return foot
}
