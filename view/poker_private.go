package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// PokerHand is one story of a poker as one of its voters sees it.
type PokerHand struct {
	Poker scrum.Poker
	Item  scrum.PokerItem
	Story scrum.Story
	Mine  scrum.PokerVote // no card: not voted yet
	Next  scrum.PokerItemID
	Left  int // stories of the poker that wait for the person's card, without this one

	Just *PokerHand // the one that the person put down a card for before it
}

// PokerHeld shows somebody a story with the cards to press, privately, and the
// card that they put down.
func PokerHeld(w, labels *locale.Words, h PokerHand) Message {
	var blocks []slack.Block
	if h.Just != nil {
		blocks = append(blocks, footnote(w.Say("poker.just", "key", h.Just.Story.Key, "card", string(h.Just.Mine.Card))))
	}
	blocks = append(blocks, pokerTold(labels, h.Story)...)
	text := h.Story.Key + " · " + escape(headline(h.Story))
	if h.Mine.Card != "" {
		said := w.Say("poker.mine", "key", h.Story.Key, "card", string(h.Mine.Card))
		blocks, text = []slack.Block{storyHead(h.Story), section(said)}, said
		if h.Mine.Reason != "" {
			blocks = append(blocks, rich(written(w.Quote(oneLine(h.Mine.Reason, maxCardPart)))))
		}
	}
	blocks = append(blocks, cardButtons(h.Poker.Deck, h.Item, PokerMine, h.Mine.Card))
	var elements []slack.BlockElement
	if h.Mine.Card != "" {
		elements = append(elements, reasonButton(w, h))
	}
	elements = append(elements, button(PokerCompare, itoa(h.Item.ID), w.Say("poker.button.compare")))
	if h.Next != 0 {
		elements = append(elements, button(PokerHold, itoa(h.Next), w.Say("poker.button.next", "n", h.Left)))
	}
	return Message{Text: clip(text, maxFallback), Blocks: append(blocks, buttons(elements...))}
}

func reasonButton(w *locale.Words, h PokerHand) slack.BlockElement {
	label := "poker.button.reason"
	if h.Mine.Reason != "" {
		label = "poker.button.reasonChange"
	}
	return button(PokerReason, itoa(h.Item.ID), w.Say(label))
}

// PokerPlayed confirms a card that was pressed in the thread, where the other
// cards still stand.
func PokerPlayed(w *locale.Words, h PokerHand) Message {
	said := w.Say("poker.mine", "key", h.Story.Key, "card", string(h.Mine.Card))
	elements := []slack.BlockElement{reasonButton(w, h)}
	if h.Next != 0 {
		elements = append(elements, button(PokerHold, itoa(h.Next), w.Say("poker.button.next", "n", h.Left)))
	}
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(elements...)}}
}

// PokerHands lists the cards that somebody put down, each to be changed until
// the reveal. Nobody else's are in it.
func PokerHands(w *locale.Words, hands []PokerHand) Message {
	lines := []string{w.Say("poker.hands", "n", len(hands))}
	elements := make([]slack.BlockElement, 0, len(hands))
	for _, h := range hands {
		lines = append(lines, "• *"+h.Story.Key+"* "+escape(headline(h.Story))+" · "+w.Say("poker.card", "card", string(h.Mine.Card)))
		elements = append(elements, button(PokerHold+"."+itoa(h.Item.ID), itoa(h.Item.ID), w.Say("poker.button.change", "key", h.Story.Key)))
	}
	text := strings.Join(lines, "\n")
	return Message{Text: clip(text, maxFallback), Blocks: []slack.Block{section(text), buttons(elements...)}}
}

// PokerCompared shows a story beside finished ones: what had which card, and how
// long it took.
func PokerCompared(w *locale.Words, s scrum.Story, references []scrum.Reference, zone *time.Location) Message {
	if len(references) == 0 {
		return Note(w.Say("poker.compare.none", "key", s.Key))
	}
	lines := []string{w.Say("poker.compare.title", "key", s.Key, "title", escape(headline(s)))}
	for _, r := range references {
		lines = append(lines, "*"+w.Say("poker.card", "card", string(r.Card.Face))+"*")
		for _, f := range r.Stories {
			lines = append(lines, "• "+f.Story.Key+" "+escape(headline(f.Story))+" · "+w.Say("poker.compare.days", "n", f.CycleDays(zone)))
		}
	}
	text := strings.Join(lines, "\n")
	m := Message{Text: clip(text, maxFallback)}
	for _, piece := range paragraphs(lines) {
		m.Blocks = append(m.Blocks, section(piece))
	}
	return m
}

// PokerReminder tells somebody, once a round, which stories wait for their card.
func PokerReminder(w *locale.Words, p scrum.Poker, channel string, keys []string, until, now time.Time) Message {
	said := w.Say("poker.remind", "channel", escape(channel), "keys", w.List(keys), "n", len(keys), "until", w.Moment(until, now))
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(primary(PokerVote, itoa(p.ID), w.Say("poker.button.vote")))}}
}

// PokerDrift tells the owner that points say little of how long stories take.
func PokerDrift(w *locale.Words, channel string, n int, rho float64) Message {
	return Note(w.Say("poker.drift", "channel", escape(channel), "n", n, "rho", w.Decimal(rho)))
}

// PokerStarted confirms a poker to whoever started it. So many more stories
// without an estimate can go on the next, by a button, and outside so many of a
// user group are not of the team.
func PokerStarted(w *locale.Words, p scrum.Poker, names Names, until string, more, outside int) Message {
	voters := PokerShown{Poker: p, Expected: p.Voters, Names: names}
	sentence := "poker.started"
	if p.Anonymous {
		sentence = "poker.startedUnnamed"
	}
	said := w.Say(sentence, "n", len(p.Items), "until", until, "who", voters.voters(w))
	if outside > 0 {
		said += " " + w.Say("poker.startedWithout", "n", outside)
	}
	if more == 0 {
		return Note(said)
	}
	said += " " + w.Say("poker.startedRest", "n", more)
	next := button(PokerRest, itoa(p.ID), w.Say("poker.button.rest", "n", min(more, scrum.MaxPokerStories)))
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(next)}}
}
