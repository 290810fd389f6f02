package view

import (
	"math/big"
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// MoSCoWShown is how much of a capacity each class takes.
type MoSCoWShown struct {
	scrum.MoSCoWCheck
	Channel string // name of the product's channel
	Given   bool   // somebody said the capacity; else it is all that is to be done
	Example string // a story's key
	Set     string // the verb
}

// MoSCoW shows the classes of the backlog, says whether too much of it is a
// Must, and what to do then.
func MoSCoW(w *locale.Words, m MoSCoWShown) Message {
	if len(m.Of) == 0 {
		return Note(w.Say("worth.check.none", "set", m.Set, "key", m.Example))
	}
	lines := []string{w.Say("worth.check.title", "channel", escape(m.Channel), "points", points(w, m.Capacity))}
	if m.Counted() {
		lines[0] = w.Say("worth.check.counted", "channel", escape(m.Channel))
	} else if !m.Given {
		lines[0] = w.Say("worth.check.all", "channel", escape(m.Channel), "points", points(w, m.Capacity))
	}
	for _, class := range scrum.MoSCoWs() {
		if c := m.Of[class]; c.Stories > 0 {
			lines = append(lines, "• "+m.class(w, class, c))
		}
	}
	return Note(strings.Join(append(lines, m.verdict(w)...), "\n"))
}

func (m MoSCoWShown) class(w *locale.Words, class scrum.MoSCoW, c scrum.Classified) string {
	facts := []string{w.Say("worth.check.stories", "n", c.Stories)}
	if !m.Counted() {
		facts = append(facts, points(w, c.Points))
	}
	if share, ok := m.Share(class); ok && class != scrum.Wont {
		facts = append(facts, m.share(w, class, decimal(w, share)))
	}
	if rest := c.Stories - c.Estimated; rest > 0 && !m.Counted() {
		facts = append(facts, w.Say("worth.check.unestimated", "n", rest))
	}
	return w.Say("details.colon", "label", w.Say("worth.moscow."+string(class))) + strings.Join(facts, " · ")
}

func (m MoSCoWShown) share(w *locale.Words, class scrum.MoSCoW, share string) string {
	if m.AtLeast(class) && !m.Counted() {
		return w.Say("worth.check.atLeast", "percent", share)
	}
	return w.Say("common.percent", "n", share)
}

// verdict is what follows from the shares.
func (m MoSCoWShown) verdict(w *locale.Words) []string {
	share, ok := m.Share(scrum.Must)
	if !ok {
		return nil // nothing but what is left for another time
	}
	percent := m.share(w, scrum.Must, decimal(w, share))
	if m.Counted() {
		verdict := "worth.check.countedFine"
		if share.Cmp(big.NewRat(scrum.MaxMust, 1)) > 0 {
			verdict = "worth.check.countedTooMuch"
		}
		return []string{w.Say(verdict, "percent", percent)}
	}
	out := m.TooMuch()
	var said []string
	switch {
	case out.Halves > 0:
		said = append(said, w.Say("worth.check.tooMuch", "percent", percent, "points", points(w, out)))
	case m.AtLeast(scrum.Must):
		said = append(said, w.Say("worth.check.unknown", "percent", percent))
	default:
		said = append(said, w.Say("worth.check.fine", "percent", percent))
	}
	if m.FewCould() {
		share, _ := m.Share(scrum.Could)
		said = append(said, w.Say("worth.check.fewCould", "percent", w.Say("common.percent", "n", decimal(w, share))))
	}
	return said
}

// mustTooMuch says that too much of a sprint is a Must; nothing if it is not.
func mustTooMuch(w *locale.Words, b SprintBoard) []string {
	var stories []scrum.Story
	for _, l := range b.linesWhere(SprintLine.Here) {
		stories = append(stories, l.Story)
	}
	check := scrum.CheckMoSCoW(stories)
	if check.TooMuch().Halves == 0 {
		return nil
	}
	share, _ := check.Share(scrum.Must)
	return []string{w.Say("worth.check.sprint", "percent", w.Say("common.percent", "n", decimal(w, share)), "points", points(w, check.TooMuch()))}
}
