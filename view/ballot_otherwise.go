package view

import (
	"strings"

	"pogo/locale"
)

// OtherwiseForm asks for another order than a vote's result, which is there
// to be changed, and for the reason.
func OtherwiseForm(w *locale.Words, private string, keys []string) *Form {
	return form(BallotOtherwise, private, w.Say("vote.otherwise.title"), w.Say("vote.otherwise.submit"), w.Say("common.cancel"),
		input("order", w.Say("vote.otherwise.order"), false, textInput("order", "", strings.Join(keys, "\n"), true)),
		input("reason", w.Say("vote.otherwise.reason"), false, textInput("reason", w.Say("vote.otherwise.reasonHint"), "", true)),
	)
}
