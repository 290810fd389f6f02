package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and forms of a poker are called on the wire.
const (
	PokerVote    = "poker.vote"    // what I have not voted on yet
	PokerReveal  = "poker.reveal"  // all that can be
	PokerStop    = "poker.stop"    // whatever is open
	PokerCard    = "poker.card"    // in the thread
	PokerMine    = "poker.mine"    // a card, in a private message
	PokerHold    = "poker.hold"    // one story, in a private message
	PokerShow    = "poker.show"    // the cards of one story
	PokerTake    = "poker.take"    // a card for good
	PokerObject  = "poker.object"  // to the card that is proposed
	PokerAgain   = "poker.again"   // another round
	PokerParkIt  = "poker.park"    // no points
	PokerCompare = "poker.compare" // with finished stories
	PokerReason  = "poker.reason"  // a button and a form
	PokerStart   = "poker.start"   // a button and a form
	PokerRest    = "poker.rest"    // another poker, on the next stories without a size
	PokerSealed  = "poker.sealed"  // a button and a form: cards of an anonymous poker
	PokerSpeak   = "poker.speak"   // a button and a form: to say why without a name
)

// PokerName names the message of a poker in its channel.
func PokerName(id scrum.PokerID) string { return "poker:" + itoa(id) }

// PokerItemName names the message of one story in the thread of its poker.
func PokerItemName(id scrum.PokerItemID) string { return "poker.item:" + itoa(id) }

// PokerShown is a poker with what is needed to show it.
type PokerShown struct {
	scrum.Poker
	Stories  map[scrum.StoryID]scrum.Story
	Votes    map[scrum.PokerItemID][]scrum.PokerVote
	Expected []scrum.PersonID
	Names    Names
	Zone     *time.Location // in which times are written
}

// votes are the cards of the round in which a story stands.
func (p PokerShown) votes(it scrum.PokerItem) []scrum.PokerVote {
	return scrum.VotesIn(p.Votes[it.ID], it.Round)
}

func (p PokerShown) outcome(it scrum.PokerItem) scrum.PokerOutcome {
	return p.Deck.Outcome(p.votes(it), it.Round)
}

// title names a story; one that the channel no longer sees, by its key alone.
func (p PokerShown) title(it scrum.PokerItem) (key, title string) {
	s := p.Stories[it.Story]
	if s.Hidden {
		return s.Key, ""
	}
	return s.Key, headline(s)
}

// Poker is the one message of a poker in the channel: a line for each story,
// and what came of it.
func Poker(w *locale.Words, p PokerShown) Message {
	first := pokerTitle(w, p)
	var lines []slack.RichTextSectionElement
	spoken := []string{first}
	for i, it := range p.Items {
		if i > 0 {
			lines = append(lines, written("\n"))
		}
		key, title := p.title(it)
		status := pokerStatus(w, p, it)
		if title != "" {
			title = " " + title
		}
		lines = append(lines, bold(key), written(title), italic(" · "+status))
		spoken = append(spoken, key+escape(title)+" · "+status)
	}
	foot := []string{w.Say("poker.voters", "who", p.voters(w), "n", len(p.Expected)), w.Say("poker.leads", "who", escape(p.Names.Of(p.Opener)))}
	blocks := []slack.Block{section("*" + first + "*"), rich(lines...), footnote(foot...)}
	if p.In(scrum.PokerOpen) > 0 {
		rules := []string{w.Say("poker.rule")}
		if p.Anonymous {
			rules = append(rules, w.Say("poker.secrecy"))
		}
		for _, rule := range rules {
			blocks = append(blocks, footnote(rule))
		}
		blocks = append(blocks, pokerButtons(w, p))
		spoken = append(spoken, rules...)
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

// voters names who is asked, or says how many they are.
func (p PokerShown) voters(w *locale.Words) string {
	const most = 8
	if n := len(p.Expected); n == 0 || n > most {
		return w.Say("poker.people", "n", n)
	}
	return escape(w.List(p.named(p.Expected)))
}

func (p PokerShown) named(people []scrum.PersonID) []string {
	names := make([]string, len(people))
	for i, id := range people {
		names[i] = p.Names.Of(id)
	}
	return names
}

func pokerButtons(w *locale.Words, p PokerShown) slack.Block {
	id := itoa(p.ID)
	return buttons(
		primary(PokerVote, id, w.Say("poker.button.vote")),
		button(PokerReveal, id, w.Say("poker.button.reveal")),
		button(PokerStop, id, w.Say("poker.button.stop")).WithConfirm(slack.NewConfirmationBlockObject(
			plain(w.Say("poker.confirm.title")), plain(w.Say("poker.confirm.text")), plain(w.Say("poker.button.stop")), plain(w.Say("common.cancel")),
		)),
	)
}

// pokerTitle says until when cards are waited for and what came of the others:
// "3 agreed, 2 to discuss: PAY-4 and PAY-7".
func pokerTitle(w *locale.Words, p PokerShown) string {
	var until time.Time
	for _, it := range p.Items {
		if it.State == scrum.PokerOpen && it.ClosesAt.After(until) {
			until = it.ClosesAt
		}
	}
	var sum []string
	for _, state := range []scrum.PokerState{scrum.PokerAgreed, scrum.PokerRevealed, scrum.PokerDiscussing, scrum.PokerParked, scrum.PokerGone} {
		var keys []string
		for _, it := range p.Items {
			if it.State == state {
				keys = append(keys, p.Stories[it.Story].Key)
			}
		}
		if len(keys) > 0 {
			sum = append(sum, w.Say("poker.sum."+string(state), "n", len(keys), "keys", w.List(keys)))
		}
	}
	said := strings.Join(sum, ", ")
	switch {
	case until.IsZero():
		return w.Say("poker.title.over", "sum", said)
	case said == "":
		return w.Say("poker.title.open", "n", len(p.Items), "until", dated(w, until, p.Zone))
	}
	return w.Say("poker.title.partly", "n", p.In(scrum.PokerOpen), "until", dated(w, until, p.Zone), "sum", said)
}

// pokerStatus is where one story stands, in a few words.
func pokerStatus(w *locale.Words, p PokerShown, it scrum.PokerItem) string {
	switch it.State { //nolint:exhaustive // because the last is the rest
	case scrum.PokerOpen:
		said := w.Say("poker.voted", "n", len(p.votes(it)), "of", max(len(p.Expected), len(p.votes(it))))
		if it.Round > 1 {
			said += " · " + w.Say("poker.round", "n", it.Round)
		}
		return said
	case scrum.PokerRevealed:
		return w.Say("poker.status.revealed", "card", cardSaid(w, p.Deck, it.Card), "time", timed(w, it.ClosesAt, p.Zone))
	case scrum.PokerDiscussing:
		o := p.outcome(it)
		return w.Say("poker.status.discussing", "low", string(o.Low), "high", string(o.High))
	case scrum.PokerAgreed:
		return cardSaid(w, p.Deck, it.Card)
	case scrum.PokerParked:
		return w.Say("poker.status.parked")
	}
	return w.Say("poker.gone." + string(it.Cause))
}

// cardSaid is a size in words: "5 points"; one with a name as the range that it
// covers, "M (3 to 7 points)".
func cardSaid(w *locale.Words, d scrum.Deck, face scrum.Face) string {
	card, _ := d.Card(face)
	if string(face) == card.Points.String() {
		return points(w, card.Points)
	}
	const one = 2 // in halves
	from, next := d.Range(face)
	switch {
	case !next.Known:
		return w.Say("poker.range.from", "card", escape(string(face)), "points", points(w, from))
	case next.Halves-from.Halves <= one:
		return w.Say("poker.range.one", "card", escape(string(face)), "points", points(w, from))
	}
	last := scrum.Points{Halves: next.Halves - one, Known: true}
	return w.Say("poker.range.to", "card", escape(string(face)), "from", from.String(), "points", points(w, last))
}
