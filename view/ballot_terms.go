package view

import (
	"pogo/locale"
	"pogo/scrum"
)

// ballotTerms says how to vote, who can see what and what is kept, and where
// they matter the weights and the quorum: a line each.
func ballotTerms(w *locale.Words, b BallotShown) []string {
	var terms []string
	switch {
	case b.ByReactions() && b.Elsewhere != "":
		terms = []string{w.Say("vote.about.elsewhere", "channel", b.Elsewhere)}
	case b.ByReactions() && b.Method == scrum.ByYesNo:
		terms = []string{w.Say("vote.about.yesno", answers(b.Ballot)...)}
	case b.ByReactions() && b.Method == scrum.ByScore:
		terms = []string{w.Say("vote.about.score")}
	case b.ByReactions():
		terms = []string{w.Say("vote.about")}
	default:
		terms = []string{howTo(w, b.Ballot), secrecyLine(w, b.Secrecy)}
	}
	if b.Weighted() {
		terms = append(terms, w.Say("vote.details.weights", "weights", Weights(w, b.Ballot)))
	}
	if said := quorumLine(w, b.Ballot); said != "" {
		terms = append(terms, said)
	}
	return terms
}

// secrecyLine says who can see what and what is kept. Of an anonymous vote that
// is long, and the form of a paper has it whole.
func secrecyLine(w *locale.Words, s scrum.Secrecy) string {
	if s == scrum.Anonymous {
		return w.Say("vote.secrecy.anonymous.short")
	}
	return w.Say("vote.secrecy." + string(s))
}

// BallotTyped is what to type behind the stories of a vote for another one by
// the same method that shows as much: nothing that goes without saying.
func BallotTyped(w *locale.Words, b scrum.Ballot) string {
	typed := ""
	if b.Method != scrum.ByApproval {
		typed += " " + w.Say("vote.typed."+string(b.Method))
	}
	if b.Secrecy != b.Method.Secrecy(scrum.MinOptions) {
		typed += " " + w.Say("vote.typed."+string(b.Secrecy))
	}
	return typed
}

// answers are the emoji of a yes-or-no ballot, for a sentence.
func answers(b scrum.Ballot) []any {
	e := b.Answers.Or(scrum.UsualEmoji())
	return []any{"yes", EmojiSaid(e.Approve), "no", EmojiSaid(e.Object), "abstain", EmojiSaid(e.Abstain)}
}

// howTo is what a voter does, in a sentence.
func howTo(w *locale.Words, b scrum.Ballot) string {
	if b.Method == scrum.ByDots && b.Budget <= b.Rule().Most {
		return w.Say("vote.how.fewDots", "n", b.Budget)
	}
	if b.Budget > 0 {
		return w.Say("vote.how."+string(b.Method), "n", b.Budget)
	}
	return w.Say("vote.how." + string(b.Method))
}

// quorumLine says how many must vote, "" if every turnout will do.
func quorumLine(w *locale.Words, b scrum.Ballot) string {
	switch state := b.QuorumState(nil); {
	case b.Quorum.None():
		return ""
	case len(b.Quorum.Mandatory) > 0:
		return w.Say("vote.quorum.client", "n", state.Needed)
	default:
		return w.Say("vote.quorum", "n", state.Needed)
	}
}

// BallotCall asks somebody who has not voted to do so: by a button where there
// is a form, else in the channel that the sentence names.
func BallotCall(w *locale.Words, b scrum.Ballot, said string) Message {
	if b.ByReactions() {
		return Note(said)
	}
	return noteWith(said, button(BallotVote, itoa(b.ID), w.Say("vote.button.cast")))
}
