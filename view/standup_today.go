package view

import (
	"slices"

	"pogo/locale"
	"pogo/scrum"
)

// toSay are the answers that have a line of their own in the digest: none unless
// the team asked for them.
func (d DigestDay) toSay() []scrum.Ask {
	if !d.Lines {
		return nil
	}
	return slices.DeleteFunc(d.answered(), func(a scrum.Ask) bool { return a.Answers.Empty() })
}

// today is a short line for each person, as far as there is room; who has none is
// in the thread, as are the whole answers.
func (d DigestDay) today(w *locale.Words, room int) []digestLine {
	const width = 90
	said := d.toSay()
	if len(said) == 0 || room <= 0 {
		return nil
	}
	shown := len(said)
	if shown > room {
		shown = room - 1
	}
	lines := make([]digestLine, 0, room)
	for _, a := range said[:shown] {
		who, text := d.Names.Of(a.Person), oneLine(shortAnswer(w, a, d.Names), width)
		lines = append(lines, digestLine{block: quoting(who, " · "+text), text: escape(who + " · " + text)})
	}
	if rest := len(said) - shown; rest > 0 {
		text := w.Say("standup.digest.moreThread", "n", rest)
		lines = append(lines, digestLine{block: footnote(text), text: text})
	}
	return lines
}
