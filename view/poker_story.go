package view

import (
	"cmp"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// PokerStory is one story in the thread of its poker: with the cards to press
// as long as they lie face down, and with what they said once they are shown.
// The labels of the story speak the story's own language.
func PokerStory(w, labels *locale.Words, p PokerShown, it scrum.PokerItem) Message {
	if it.State == scrum.PokerOpen {
		return pokerAsked(w, labels, p, it)
	}
	said := pokerSaid(w, p, it)
	key, title := p.title(it)
	head := bold(key)
	if title != "" {
		head = bold(key + " · " + title)
	}
	blocks := []slack.Block{rich(head), section(said)}
	spoken := strings.Trim(key+" · "+escape(title), " ·") + "\n" + said
	if it.Shown() {
		blocks = append(blocks, rich(pokerCards(w, p, p.votes(it))...))
		spoken += "\n" + escape(strings.Join(cardLines(w, p, p.votes(it)), " · "))
	}
	if before := pokerRounds(w, p, it); before != "" && it.State != scrum.PokerGone {
		blocks = append(blocks, footnote(before))
	}
	if next := pokerNext(w, p, it); len(next) > 0 {
		blocks = append(blocks, buttons(next...))
	}
	return Message{Text: clip(spoken, maxFallback), Blocks: blocks}
}

// pokerAsked shows who has put down a card, never which and never who has not.
func pokerAsked(w, labels *locale.Words, p PokerShown, it scrum.PokerItem) Message {
	s, votes := p.Stories[it.Story], p.votes(it)
	blocks := pokerTold(labels, s)
	ticks := w.Say("poker.voted", "n", len(votes), "of", max(len(p.Expected), len(votes)))
	if len(votes) > 0 && !p.Anonymous {
		ticks = "✓ " + escape(strings.Join(p.named(holders(votes)), ", ")) + " · " + ticks
	}
	foot := []string{ticks}
	if it.Round > 1 {
		foot = append(foot, w.Say("poker.roundUntil", "n", it.Round, "until", dated(w, it.ClosesAt, p.Zone)))
	}
	blocks = append(blocks, footnote(foot...))
	if p.allDown(votes) { // and yet open
		foot = append(foot, w.Say("poker.wait"))
		blocks = append(blocks, section(w.Say("poker.wait")))
	}
	if before := pokerRounds(w, p, it); before != "" {
		blocks = append(blocks, footnote(before))
	}
	id := itoa(it.ID)
	compare, show := button(PokerCompare, id, w.Say("poker.button.compare")), button(PokerShow, id, w.Say("poker.button.show"))
	if p.Anonymous {
		blocks = append(blocks, buttons(primary(PokerSealed, id, w.Say("poker.button.sealed")), compare, show))
	} else {
		blocks = append(blocks, cardButtons(p.Deck, it, PokerCard, ""), buttons(compare, show))
	}
	return Message{Text: clip(s.Key+" · "+escape(headline(s))+"\n"+strings.Join(foot, " · "), maxFallback), Blocks: blocks}
}

// allDown reports whether nobody's card is waited for, as far as can be told.
func (p PokerShown) allDown(votes []scrum.PokerVote) bool {
	if p.Anonymous {
		return len(p.Expected) > 0 && len(votes) >= len(p.Expected)
	}
	return scrum.AllVoted(votes, p.Expected)
}

// pokerTold is what a story asks for.
func pokerTold(labels *locale.Words, s scrum.Story) []slack.Block {
	blocks := []slack.Block{storyHead(s)}
	if parts := storyParts(s); len(parts) > 0 {
		blocks = append(blocks, rich(parts...))
	}
	if len(s.Criteria) > 0 {
		blocks = append(blocks, storyCriteria(labels, s.Criteria)...)
	}
	return blocks
}

// cardButtons are the deck to press; the card that is mine stands out.
func cardButtons(d scrum.Deck, it scrum.PokerItem, action string, mine scrum.Face) slack.Block {
	elements := make([]slack.BlockElement, len(d.Cards))
	for i, card := range d.Cards {
		value := itoa(it.ID) + " " + itoa(it.Round) + " " + string(card.Face)
		b := button(action+"."+itoa(i), value, string(card.Face))
		if card.Face == mine {
			b = b.WithStyle(slack.StylePrimary)
		}
		elements[i] = b
	}
	return buttons(elements...)
}

// pokerSaid says what the cards came to, or why there are none.
func pokerSaid(w *locale.Words, p PokerShown, it scrum.PokerItem) string {
	o := p.outcome(it)
	args := []any{
		"card", cardSaid(w, p.Deck, cmp.Or(it.Card, o.Card)), "low", string(o.Low), "high", string(o.High), "time", timed(w, it.ClosesAt, p.Zone),
		"n", len(p.votes(it)), "of", max(len(p.Expected), len(p.votes(it))), "who", escape(p.Names.Of(it.Objector)), "rounds", it.Round,
	}
	sentence := pokerSentence(it, o)
	if p.Anonymous && (it.Cause == scrum.PokerTooFew || sentence == "objected") {
		sentence += "Unnamed"
	}
	said := w.Say("poker.said."+sentence, args...)
	switch {
	case it.State == scrum.PokerDiscussing && o.Verdict == scrum.PokerDiscuss && p.Anonymous:
		said += " " + w.Say("poker.speakersUnnamed", "low", string(o.Low), "high", string(o.High))
	case it.State == scrum.PokerDiscussing && it.Objector == "" && o.Verdict == scrum.PokerDiscuss:
		speakers := scrum.Speakers(it, p.votes(it), o)
		said += " " + w.Say("poker.speakers", "who", escape(w.List(p.named(speakers))), "n", len(speakers))
	case it.State == scrum.PokerAgreed && it.Doubtful:
		said += " " + w.Say("poker.doubtful")
	}
	if o.Break && it.Shown() {
		said += " " + w.Say("poker.break")
	}
	return said
}

// pokerSentence names the sentence for what the cards came to.
func pokerSentence(it scrum.PokerItem, o scrum.PokerOutcome) string {
	switch {
	case it.Cause != "":
		return string(it.Cause)
	case it.State == scrum.PokerAgreed && o.Verdict != scrum.PokerAgree:
		return "taken"
	case it.State == scrum.PokerDiscussing && it.Objector != "":
		return "objected"
	case it.State == scrum.PokerDiscussing && o.Verdict == scrum.PokerPropose:
		return "reopened"
	case it.State == scrum.PokerDiscussing && o.Verdict == scrum.PokerAgree:
		return "reopened"
	}
	return string(o.Verdict)
}

// pokerCards shows cards sorted by their size, with names, and below each the
// reasons that were given.
func pokerCards(w *locale.Words, p PokerShown, votes []scrum.PokerVote) []slack.RichTextSectionElement {
	var lines []slack.RichTextSectionElement
	for _, group := range grouped(p.Deck.Sorted(votes)) {
		if len(lines) > 0 {
			lines = append(lines, written("\n"))
		}
		lines = append(lines, bold(string(group[0].Card)+"  "), written(p.heldBy(w, group)))
		for _, v := range group {
			if v.Reason != "" {
				lines = append(lines, written("\n      "+p.said(v)+w.Quote(oneLine(v.Reason, maxCardPart))))
			}
		}
	}
	return lines
}

// heldBy names those who put down a card, or says how many they are.
func (p PokerShown) heldBy(w *locale.Words, group []scrum.PokerVote) string {
	if p.Anonymous {
		return w.Say("poker.people", "n", len(group))
	}
	return strings.Join(p.named(holders(group)), ", ")
}

// said is whose reason follows.
func (p PokerShown) said(v scrum.PokerVote) string {
	if p.Anonymous {
		return ""
	}
	return p.Names.Of(v.Person) + " "
}

// grouped puts equal cards together.
func grouped(sorted []scrum.PokerVote) [][]scrum.PokerVote {
	var groups [][]scrum.PokerVote
	for i, v := range sorted {
		if i == 0 || sorted[i-1].Card != v.Card {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], v)
	}
	return groups
}

func holders(votes []scrum.PokerVote) []scrum.PersonID {
	people := make([]scrum.PersonID, len(votes))
	for i, v := range votes {
		people[i] = v.Person
	}
	return people
}

// cardLines are cards in words: "3 Nora", "5 Samir, Léa"; in an anonymous poker
// "5: 2 people".
func cardLines(w *locale.Words, p PokerShown, votes []scrum.PokerVote) []string {
	var lines []string
	for _, group := range grouped(p.Deck.Sorted(votes)) {
		card := string(group[0].Card) + " "
		if p.Anonymous {
			card = w.Say("details.colon", "label", string(group[0].Card))
		}
		lines = append(lines, card+p.heldBy(w, group))
	}
	return lines
}

// pokerRounds are the cards of the rounds before, in small print.
func pokerRounds(w *locale.Words, p PokerShown, it scrum.PokerItem) string {
	var said []string
	for round := 1; round < it.Round; round++ {
		if votes := scrum.VotesIn(p.Votes[it.ID], round); len(votes) > 0 {
			said = append(said, w.Say("poker.before", "n", round, "cards", escape(strings.Join(cardLines(w, p, votes), " · "))))
		}
	}
	return clip(strings.Join(said, "\n"), maxSection)
}

// pokerNext is what can be done once the cards are shown, or when there are
// too few of them.
func pokerNext(w *locale.Words, p PokerShown, it scrum.PokerItem) []slack.BlockElement {
	if it.State == scrum.PokerGone {
		return nil
	}
	id, o := itoa(it.ID), p.outcome(it)
	again := button(PokerAgain, id, w.Say("poker.button.again"))
	var take, split []slack.BlockElement
	if it.Shown() && o.Card != "" {
		card := o.Card
		if it.Card != "" {
			card = it.Card
		}
		take = append(take, button(PokerTake, id+" "+itoa(it.Round)+" "+string(card), w.Say("poker.button.take", "card", string(card))))
		if o.Verdict == scrum.PokerSplit || o.Verdict == scrum.PokerPark {
			split = append(split, button(StorySplit, itoa(it.Story), w.Say("poker.button.split")))
		}
		if o.Verdict == scrum.PokerRefine {
			split = append(split, button(StoryEdit, itoa(it.Story), w.Say("story.button.edit")))
		}
	}
	park := button(PokerParkIt, id, w.Say("poker.button.park"))
	switch it.State { //nolint:exhaustive // because the others have nothing
	case scrum.PokerRevealed:
		return append(take, button(PokerObject, id, w.Say("poker.button.object")), again, park)
	case scrum.PokerDiscussing:
		if p.Anonymous {
			split = append(split, button(PokerSpeak, id, w.Say("poker.button.speak")))
		}
		return append(append([]slack.BlockElement{again}, append(take, split...)...), park)
	case scrum.PokerParked:
		return append(append([]slack.BlockElement{again}, split...), take...)
	}
	return []slack.BlockElement{again}
}

// PokerInvite asks those whose cards lie farthest apart, and who gave no
// reason, to speak first.
func PokerInvite(w *locale.Words, p PokerShown, it scrum.PokerItem, people []scrum.PersonID) Message {
	var said []string
	for _, id := range people {
		if v, ok := scrum.VoteOf(p.Votes[it.ID], it.Round, id); ok {
			said = append(said, mention(id)+" ("+escape(string(v.Card))+")")
		}
	}
	return Note(w.Say("poker.invite", "who", w.List(said), "n", len(said), "key", p.Stories[it.Story].Key))
}
