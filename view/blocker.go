package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons of blockers are called on the wire, beside those of a
// stand-up.
const (
	BlockerHelp     = "blocker.help"
	BlockerDrop     = "blocker.drop"
	BlockerReopen   = "blocker.reopen"
	BlockerDetails  = "blocker.details"
	BlockerEscalate = "blocker.escalate"
	BlockerConsent  = "blocker.consent"
)

// BlockerHelpedName names the direct message that tells who is blocked what
// others do about it.
func BlockerHelpedName(id scrum.BlockerID) string { return "blocker:" + itoa(id) }

// BlockerLine is a blocker as one reader sees it.
type BlockerLine struct {
	scrum.Blocker
	Key   string         // of the story that waits, "" for none
	Today string         // date of the product
	Off   scrum.Holidays // of the product
	Names Names
}

// what is in the way, in quotes.
func (l BlockerLine) what(w *locale.Words) string {
	return w.Quote(escape(oneLine(l.Names.in(l.Text), 200)))
}

// facts are what is known of a blocker beside its words.
func (l BlockerLine) facts(w *locale.Words) string {
	parts := []string{blockerAge(w, l.Blocker, l.Today, l.Off), w.Say("blocker.needs", "class", w.Say("blocker.class."+string(l.Class)))}
	if l.Key != "" {
		parts = append(parts, l.Key)
	}
	switch {
	case l.Goal:
		parts = append(parts, w.Say("blocker.goal"))
	case l.Low:
		parts = append(parts, w.Say("standup.blocker.low"))
	}
	return strings.Join(append(parts, l.helper(w)), " · ")
}

// helper says who can help, and whether they do.
func (l BlockerLine) helper(w *locale.Words) string {
	who := escape(l.Names.Of(l.Helper))
	switch {
	case !l.Stands():
		return w.Say("standup.blocker.resolvedBy", "who", escape(l.Names.Of(l.ResolvedBy)))
	case !l.AckedAt.IsZero():
		return w.Say("blocker.caredFor", "who", who)
	case l.Helper != "" && l.Outside != "":
		return w.Say("blocker.asked", "who", who+", "+escape(oneLine(l.Outside, MaxOutside)))
	case l.Helper != "":
		return w.Say("blocker.asked", "who", who)
	case l.Outside != "":
		return w.Say("blocker.outside", "who", escape(oneLine(l.Outside, MaxOutside)))
	}
	return w.Say("blocker.nobody")
}

// blockerAge is since when a blocker stands, on a date.
func blockerAge(w *locale.Words, b scrum.Blocker, today string, off scrum.Holidays) string {
	since, err := time.Parse(time.DateOnly, b.Since)
	if err != nil || b.Since >= today {
		return w.Say("standup.blocker.today")
	}
	return w.Say("standup.blocker.since", "date", w.Day(since), "n", off.WorkingDays(b.Since, today))
}

// blockerButtons are what can be done about a blocker that stands: whoever
// belongs to the channel finds the rest in a menu, and nobody helps themselves
// with their own. Their names carry the blocker, as there are several in a
// message.
func blockerButtons(w *locale.Words, b scrum.Blocker, inside, own bool, more ...slack.BlockElement) slack.Block {
	id := itoa(b.ID)
	var elements []slack.BlockElement
	if b.AckedAt.IsZero() && !own {
		elements = append(elements, button(BlockerHelp+"."+id, id, w.Say("blocker.button.help")))
	}
	elements = append(append(elements, button(BlockerResolve+"."+id, id, w.Say("standup.button.resolved"))), more...)
	if inside {
		elements = append(elements, blockerMenu(w, b))
	}
	return buttons(elements...)
}

// blockerMenu is the rest of what can be done about a blocker that stands.
func blockerMenu(w *locale.Words, b scrum.Blocker) *slack.OverflowBlockElement {
	id := itoa(b.ID)
	return slack.NewOverflowBlockElement("blocker."+id+".more",
		option(BlockerEscalate+":"+id, w.Say("blocker.button.escalate")),
		option(BlockerDetails+":"+id, w.Say("blocker.button.details")),
		option(BlockerDrop+":"+id, w.Say("blocker.button.drop")),
	)
}

// BlockerRecorded tells who is blocked what was noted, and who hears of it
// when; "" if nobody is told yet.
func BlockerRecorded(w *locale.Words, l BlockerLine, who string) Message {
	first := w.Say("blocker.noted", "text", l.what(w))
	next := w.Say("blocker.next.digest")
	switch {
	case !l.Stands():
		next = ""
	case who != "":
		next = w.Say("blocker.next.helper", "who", who)
	case l.Helper == "" && l.Outside == "":
		next = w.Say("blocker.next.nobody")
	}
	text := strings.TrimSpace(first + " " + next)
	m := Message{Text: text + "\n" + l.facts(w), Blocks: []slack.Block{section(text), footnote(l.facts(w))}}
	if l.Stands() {
		id := itoa(l.ID)
		m.Blocks = append(m.Blocks, buttons(
			button(BlockerDetails+"."+id, id, w.Say("blocker.button.details")), button(BlockerResolve+"."+id, id, w.Say("standup.button.resolved"))))
	}
	return m
}

// BlockerEnded tells whoever ended a blocker that it is over.
func BlockerEnded(w *locale.Words, b scrum.Blocker, deed scrum.BlockerDeed) Message {
	key := "standup.blocker.thanks"
	if deed == scrum.BlockerDropped {
		key = "blocker.dropped"
	}
	return noteWith(w.Say(key), button(BlockerReopen, itoa(b.ID), w.Say("blocker.button.reopen")))
}

// BlockerHelped tells who is blocked that somebody takes care of it.
func BlockerHelped(w *locale.Words, b scrum.Blocker, names Names) Message {
	l := BlockerLine{Blocker: b, Names: names}
	return Note(w.Say("blocker.helped", "who", escape(names.Of(b.Helper)), "text", l.what(w)))
}

// BlockerOver tells who is blocked that somebody else says it is over.
func BlockerOver(w *locale.Words, b scrum.Blocker, names Names) Message {
	l := BlockerLine{Blocker: b, Names: names}
	return noteWith(w.Say("blocker.over", "who", escape(names.Of(b.ResolvedBy)), "text", l.what(w)),
		button(BlockerReopen, itoa(b.ID), w.Say("blocker.button.reopen")))
}

// BlockerList is what stands in people's way, as one of them sees it.
type BlockerList struct {
	Channel             string
	Mine, ForMe, Others []BlockerLine
}

// maxBlockers is how many a list shows: each has a line and its buttons.
const maxBlockers = 20

// Blockers lists what stands in people's way, privately.
func Blockers(w *locale.Words, l BlockerList) Message {
	n := len(l.Mine) + len(l.ForMe) + len(l.Others)
	if n == 0 {
		return Note(w.Say("blocker.none", "channel", escape(l.Channel)))
	}
	title := w.Say("blocker.list", "n", n, "channel", escape(l.Channel))
	blocks, spoken := []slack.Block{section("*" + title + "*")}, []string{title}
	shown := 0
	for _, group := range []struct {
		key   string
		own   bool
		lines []BlockerLine
	}{{"blocker.mine", true, l.Mine}, {"blocker.forMe", false, l.ForMe}, {"blocker.others", false, l.Others}} {
		for i, line := range group.lines[:min(len(group.lines), maxBlockers-shown)] {
			if i == 0 {
				blocks, spoken = append(blocks, footnote(w.Say(group.key))), append(spoken, w.Say(group.key))
			}
			text := line.line(w)
			blocks, spoken = append(blocks, section("• "+text), blockerButtons(w, line.Blocker, true, group.own)), append(spoken, text)
			shown++
		}
	}
	if n > shown {
		blocks = append(blocks, footnote(w.Say("blocker.moreThan", "n", n-shown)))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

// line is who is blocked by what, and the facts.
func (l BlockerLine) line(w *locale.Words) string {
	return "*" + escape(l.Names.Of(l.Person)) + "* · " + escape(oneLine(l.Names.in(l.Text), 200)) + " · " + l.facts(w)
}
