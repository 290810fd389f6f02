package view

import (
	"slices"
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// What the form of a story's worth is called on the wire, and its fields that
// handlers look at. The others are called as the parts of [scrum.Worth] are.
const (
	WorthOpen   = "worth.open"   // a button
	WorthMethod = "worth.method" // a menu in the form
	WorthForm   = "worth.form"
)

// scoreSaid is the number that a sorted list goes by, for a line of it; false
// if the story has none.
func scoreSaid(w *locale.Words, s scrum.Story, by scrum.Sort) (string, bool) {
	if by == "" {
		return "", true
	}
	_, ok := s.SortKey(by)
	if !ok || by == scrum.SortVotes { // the line says the 👍 anyway
		return "", ok
	}
	return " · " + scores(w, s)[by], true
}

// scores are what a story's numbers come to, by each method that has all of
// its numbers.
func scores(w *locale.Words, s scrum.Story) map[scrum.Sort]string {
	said := map[scrum.Sort]string{}
	if score, ok := s.RICE.Score(s.ConfidenceCounted()); ok {
		said[scrum.SortRICE] = w.Say("worth.rice", "score", decimal(w, score))
	}
	if score, ok := s.WSJF.Score(); ok {
		said[scrum.SortWSJF] = w.Say("worth.wsjf", "score", decimal(w, score))
	}
	if score, ok := scrum.ValueForEffort(s.Value, s.Size); ok {
		said[scrum.SortValue] = w.Say("worth.ratio", "score", decimal(w, score))
	}
	if s.MoSCoW != "" {
		said[scrum.SortMoSCoW] = w.Say("worth.moscow." + string(s.MoSCoW))
	}
	return said
}

// gateSaid is what a vote has no say in, in short; "" if there is nothing.
func gateSaid(w *locale.Words, worth scrum.Worth) string {
	switch worth.Class {
	case scrum.ClassExpedite:
		return w.Say("worth.expedite")
	case scrum.ClassFixed:
		return w.Say("worth.by", "day", dueDay(w, worth.Due))
	case scrum.ClassStandard:
	}
	return ""
}

// worthSaid is all that is known of a story's worth: the scores with what they
// come from.
func worthSaid(w *locale.Words, s scrum.Story) []string {
	said := []string{gateSaid(w, s.Worth), scores(w, s)[scrum.SortMoSCoW], riceSaid(w, s.Worth), wsjfSaid(w, s.WSJF), valueSaid(w, s)}
	if s.Confidence != 0 {
		said = append(said, w.Say("worth.sure", "n", s.Confidence))
	}
	return slices.DeleteFunc(said, func(part string) bool { return part == "" })
}

func riceSaid(w *locale.Words, worth scrum.Worth) string {
	r := worth.RICE
	score, ok := r.Score(worth.ConfidenceCounted())
	if !ok {
		return lacking(w, scrum.SortRICE, []part{{"reach", r.Reach}, {"impact", int(r.Impact)}, {"effort", int(r.Effort)}})
	}
	return w.Say("worth.riceOf", "score", decimal(w, score), "reach", w.Number(r.Reach),
		"impact", decimal(w, r.Impact.Rat()), "confidence", worth.ConfidenceCounted(), "effort", decimal(w, r.Effort.Rat()))
}

func wsjfSaid(w *locale.Words, j scrum.WSJF) string {
	score, ok := j.Score()
	if !ok {
		return lacking(w, scrum.SortWSJF, []part{{"business", j.Business}, {"urgency", j.Urgency}, {"risk", j.Risk}, {"job", j.Job}})
	}
	return w.Say("worth.wsjfOf", "score", decimal(w, score), "business", j.Business, "urgency", j.Urgency, "risk", j.Risk, "job", j.Job)
}

func valueSaid(w *locale.Words, s scrum.Story) string {
	score, ok := scrum.ValueForEffort(s.Value, s.Size)
	switch {
	case ok:
		return w.Say("worth.valueOf", "score", decimal(w, score), "value", s.Value, "size", points(w, s.Size))
	case s.Value > 0:
		return w.Say("worth.valueAlone", "value", s.Value)
	}
	return ""
}

// part is a number of a method, by its name.
type part struct {
	name  string
	given int
}

// worthPart is a part of a story's worth in the reader's words; "" for what is
// none.
func worthPart(w *locale.Words, field, value string) string {
	switch field {
	case "class", "moscow":
		return w.Say("worth." + field + "." + value)
	case "due":
		return dueDay(w, value)
	case "confidence":
		return w.Say("common.percent", "n", value)
	case "impact", "effort":
		return strings.Replace(value, ".", w.Say("common.point"), 1)
	case "reach", "business", "urgency", "risk", "job", "value":
		return value
	}
	return ""
}

// lacking says which numbers of a method are missing; "" if all are.
func lacking(w *locale.Words, method scrum.Sort, parts []part) string {
	var missing []string
	for _, p := range parts {
		if p.given == 0 {
			missing = append(missing, strings.ToLower(w.Say("history.field."+p.name)))
		}
	}
	if len(missing) == len(parts) {
		return ""
	}
	return w.Say("worth.lacking", "method", w.Say("worth.sort."+string(method)), "missing", w.List(missing))
}

// WorthKept tells what is known of a story's worth now.
func WorthKept(w *locale.Words, s scrum.Story, more ...string) Message {
	said := strings.Join(worthSaid(w, s), " · ")
	if said == "" {
		said = w.Say("worth.nothing")
	}
	return Note(strings.Join(append([]string{w.Say("details.set", "key", s.Key, "facts", said)}, more...), "\n"))
}

// WorthOffered has the button that opens the form, where none can be opened.
func WorthOffered(w *locale.Words, s scrum.Story) Message {
	m := WorthKept(w, s)
	m.Blocks = append(m.Blocks, buttons(button(WorthOpen, itoa(s.ID), w.Say("worth.button"))))
	return m
}

// Expedited says that another story goes first already, and by what command
// one of the two waits.
func Expedited(w *locale.Words, s, first scrum.Story, verb string) string {
	return w.Say("worth.twoExpedited", "first", first.Key, "state", strings.ToLower(w.Say("story.state."+string(first.State))), "set", verb, "key", s.Key)
}
