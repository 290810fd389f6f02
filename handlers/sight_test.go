package handlers_test

import (
	"strings"
	"testing"

	"pogo/view"
)

func TestWhatAFormCannotCarryIsHiddenRatherThanShown(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		length int
		asked  bool
	}{"short": {10, true}, "long": {2900, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.types("UNORA", "CPAY", "/story As a buyer, I want to pay by card so that I need no cash")
			r.posted()
			form := r.types("UNORA", "CPAY", "/story edit PAY-1").Open
			text := strings.Repeat("é", test.length)
			answer := r.sends("UNORA", form.CallbackID, form.PrivateMetadata, map[string]string{
				"goal": "pay " + text, "benefit": text, "criteria": "The log shows no passwords in plain text\n" + text,
			})
			if asked := answer.Replace != nil; asked != test.asked {
				t.Fatalf("asked: %v", asked)
			}
			card := ""
			for _, d := range r.posted() {
				if d.Channel == "CPAY" && d.Name == view.StoryName(1) {
					card = unquoted(d.Body)
				}
			}
			if strings.Contains(card, "passwords") || !test.asked && !strings.Contains(card, "took PAY-1 out of the channel") && !strings.Contains(card, "a retiré PAY-1 du canal") {
				t.Errorf("the card says %.300s", card)
			}
		})
	}
}
