package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons under what could not be posted are called on the wire.
const (
	PileRetry = "pile.retry"
	PileLetGo = "pile.letgo"
)

// PileShown is what could not be posted in a product's channel for one cause.
type PileShown struct {
	Product scrum.Product
	N       int
	Cause   string // Slack's word for it
}

// PileName names the message that tells of it, one a day.
func PileName(p PileShown, day string) string {
	return "pile:" + itoa(p.Product.ID) + " " + p.Cause + " " + day
}

// Piled tells the owner of a product what could not be posted in its channel,
// and lets them decide.
func Piled(w *locale.Words, p PileShown) Message {
	m := Note(pileLine(w, p))
	m.Blocks = append(m.Blocks, buttons(pileButtons(w, p)...))
	return m
}

func pileLine(w *locale.Words, p PileShown) string {
	return w.Say("pile.line", "n", w.Number(p.N), "count", p.N,
		"channel", inChannel(p.Product.Channel), "why", pileWhy(w, p.Cause))
}

// pileWhy says what kept a message out and what to do about it. What is
// not known here is said in Slack's own word.
func pileWhy(w *locale.Words, cause string) string {
	switch cause {
	case "is_archived", "not_in_channel", "channel_not_found", "unclear", "sender_ended":
		return w.Say("pile.why." + cause)
	}
	return w.Say("pile.why.other", "code", "`"+cause+"`")
}

// pileButtons have the product and the cause in their action ids too: Home has
// many alike.
func pileButtons(w *locale.Words, p PileShown) []slack.BlockElement {
	value := itoa(p.Product.ID) + " " + p.Cause
	return []slack.BlockElement{
		homeButton(PileRetry, value, w.Say("pile.button.retry")),
		homeButton(PileLetGo, value, w.Say("pile.button.letGo")),
	}
}

// homePiles are the lines of Home about what could not be posted.
func homePiles(w *locale.Words, piles []PileShown) []slack.Block {
	var blocks []slack.Block
	for _, p := range piles[:min(maxHomePiles, len(piles))] {
		blocks = append(blocks, section(pileLine(w, p)), buttons(pileButtons(w, p)...))
	}
	return append(blocks, homeMore(w, len(piles)-maxHomePiles)...)
}
