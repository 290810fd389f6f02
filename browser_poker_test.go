package main

import "testing"

// Three people put down cards, each on their own, talk where they are far
// apart, and agree.
func TestThreePeopleEstimateByPoker(t *testing.T) {
	t.Parallel()
	v := visit(t, "")
	v.step("two stories are dealt", (*visitor).dealt)
	v.step("everybody puts down cards", (*visitor).cardsDown)
	v.step("what is disputed is voted on again", (*visitor).votedAgain)
}

func (v *visitor) dealt() {
	v.types("/story As a buyer, I want to pay by card so that I need no cash")
	v.sees("PAY-1 · Pay by card")
	v.types("/story add a dashboard")
	v.sees("PAY-2 · Add a dashboard")
	v.types("/estimate PAY-1 PAY-2 with @samir @lea @tom ")
	v.sees("Planning poker: 2 stories", "PAY-1 Pay by card · 0 of 3 have voted", "Nora leads")
	v.look("poker-en-dealt")
}

func (v *visitor) cardsDown() {
	v.is("samir")
	v.presses("My cards")
	v.told("PAY-1 · Pay by card")
	v.presses("5")
	v.told("PAY-1 : ta carte est 5", "PAY-2 · Add a dashboard")
	v.presses("8")
	v.told("Tes 2 cartes", "PAY-2 Add a dashboard · carte 8")
	v.sees("PAY-2 Add a dashboard · 1 of 3 has voted")
	v.look("poker-fr-cards")

	v.is("lea")
	v.presses("My cards")
	v.told("PAY-1 · Pay by card")
	v.presses("5")
	v.told("PAY-2 · Add a dashboard")
	v.presses("3")
	v.told("Tes 2 cartes")

	v.is("tom")
	v.inThread("Planning poker", "2 of 3 have voted")
	v.pressesOfThread("PAY-1", "5")
	v.toldInThread("PAY-1: your card is 5. It was the last one: the cards are shown")
	v.pressesOfThread("PAY-2", "8")
	v.toldInThread("PAY-2: your card is 8")
	v.sees("Planning poker: 1 agreed, 1 to discuss: PAY-2", "PAY-1 Pay by card · 5 points", "to discuss, 3 to 8")
	v.look("poker-en-shown")
}

func (v *visitor) votedAgain() {
	v.is("nora")
	v.inThread("Planning poker", "Far apart, from 3 to 8")
	v.pressesOfThread("Far apart", "Vote again")
	v.toldInThread("PAY-2 is voted on again")
	for _, turn := range []struct{ who, then string }{
		{"samir", "1 of 3 has voted · round 2"}, {"lea", "2 of 3 have voted · round 2"}, {"tom", "Planning poker: 2 agreed"},
	} {
		v.is(turn.who)
		v.presses("My cards")
		v.told("PAY-2 · Add a dashboard")
		v.presses("5")
		v.sees(turn.then)
	}
	v.sees("PAY-2 · Add a dashboard", "5 points · asked by Nora")
	v.look("poker-en-agreed")
}

// pressesOfThread uses a button of the newest message with a text in the thread.
func (v *visitor) pressesOfThread(text, label string) {
	v.Helper()
	v.until("press "+label+" of "+text, `press(named(message(%s, "#thread-messages"), %s))`, text, label)
}
