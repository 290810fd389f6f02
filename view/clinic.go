package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and forms of remarks are called on the wire.
const (
	ClinicFix     = "clinic.fix"
	ClinicSame    = "clinic.same"
	ClinicRewrite = "clinic.rewrite" // a form
	ClinicAnswer  = "clinic.answer"  // a form
	ClinicLink    = "clinic.link"    // a form
)

// Advice is what would make a story better, the most important first.
type Advice struct {
	Story   scrum.Story
	Remarks []scrum.Remark
	Others  []scrum.Story // those that remarks speak of
	Repairs bool          // the reader may change the story's words
}

// Without is the advice that leaves some rules out.
func (a Advice) Without(rules ...string) Advice {
	a.Remarks = slices.DeleteFunc(slices.Clone(a.Remarks), func(r scrum.Remark) bool { return slices.Contains(rules, r.Rule) })
	return a
}

// shown are the remarks that people get to read. One of those that come to
// splitting the story says enough.
func (a Advice) shown() []scrum.Remark {
	var shown []scrum.Remark
	split := false
	for _, r := range a.Remarks {
		splits := r.Repair(a.Story) == scrum.RepairSplit
		if len(shown) < maxAdvice && (!splits || !split) {
			shown = append(shown, r)
		}
		split = split || splits
	}
	return shown
}

// remarked is the advice in sentences, each with the button of its repair, and
// the same as text.
func remarked(w *locale.Words, a Advice) (blocks []slack.Block, lines []string) {
	for _, r := range a.shown() {
		said := remark(w, a, r)
		lines = append(lines, said)
		if !a.Repairs && r.Repair(a.Story) != scrum.RepairLook {
			blocks = append(blocks, section("• "+said))
			continue
		}
		blocks = append(blocks, sectionWith("• "+said, fixButton(w, a.Story, r)))
	}
	return blocks, lines
}

// Lacking is a sentence on a story, with a button for each thing that it
// lacks.
func Lacking(w *locale.Words, text string, a Advice) Message {
	m := Note(text)
	var repairs []slack.BlockElement
	for _, r := range a.Remarks {
		if a.Repairs {
			repairs = append(repairs, fixButton(w, a.Story, r))
		}
	}
	if len(repairs) > 0 {
		m.Blocks = append(m.Blocks, buttons(repairs...))
	}
	return m
}

// fixButton starts the repair of what a remark is about.
func fixButton(w *locale.Words, s scrum.Story, r scrum.Remark) *slack.ButtonBlockElement {
	value := strings.TrimSpace(itoa(s.ID) + " " + r.Rule + " " + r.Hint)
	return button(ClinicFix+"."+r.Rule, clip(value, 2000), w.Say("clinic.button."+label(s, r)))
}

// remark is one sentence.
func remark(w *locale.Words, a Advice, r scrum.Remark) string {
	key, hint := "remark."+r.Rule, escape(r.Hint)
	switch {
	case r.Rule == "not_a_story" && a.Story.Kind == scrum.KindBug:
		key = "remark.bug"
	case r.Rule == "unknown_role" && r.Hint != "":
		key = "remark.unknown_role_near"
	}
	for _, other := range a.Others {
		if other.Key == r.Hint {
			hint = other.Key + " " + w.Quote(escape(oneLine(other.Headline(), 80)))
			if other.Role != "" && a.Story.Role != "" && scrum.PersonaKey(other.Role) != scrum.PersonaKey(a.Story.Role) {
				hint += " (" + escape(oneLine(other.Role, 60)) + ")"
			}
		}
	}
	return w.Say(key, "hint", hint)
}

// label says what the button of a remark does.
func label(s scrum.Story, r scrum.Remark) string {
	switch r.Repair(s) {
	case scrum.RepairRewrite:
		return "rewrite"
	case scrum.RepairSplit:
		return "split"
	case scrum.RepairLook:
		return "look"
	case scrum.RepairLink:
		return "link"
	case scrum.RepairAsk:
	}
	switch fields := r.Asks(s); {
	case r.Rule == "vague", r.Rule == "privacy_security" && slices.Contains(fields, scrum.FieldCriterion):
		return r.Rule
	case len(fields) > 1:
		return "complete"
	default:
		return string(fields[0])
	}
}

// Repaired says what a repair did, and what remains of the advice. Undo takes
// back that the story was created; "": it is too late.
func Repaired(w *locale.Words, did string, a Advice, undo string) Message {
	first := did
	blocks, lines := remarked(w, a)
	if len(lines) == 0 {
		first += " " + w.Say("clinic.nothingLeft")
	}
	if undo != "" {
		blocks = append(blocks, buttons(withdrawal(w, a.Story, undo)))
	}
	return Message{Text: clip(strings.Join(append([]string{first}, lines...), "\n"), maxFallback), Blocks: append([]slack.Block{section(first)}, blocks...)}
}

// Compared shows two stories that are alike in one message, and what their
// goals have in common. Mine offers to give the first up for the other.
func Compared(w *locale.Words, s, other scrum.Story, names Names, mine bool) Message {
	first := w.Say("clinic.compared", "key", s.Key, "other", other.Key)
	m := Message{Text: first + "\n" + s.Key + " " + escape(headline(s)) + "\n" + other.Key + " " + escape(headline(other))}
	m.Blocks = []slack.Block{section(first)}
	for _, one := range []scrum.Story{s, other} {
		m.Blocks = append(m.Blocks, storyHead(one))
		if parts := storyParts(one); len(parts) > 0 {
			m.Blocks = append(m.Blocks, rich(parts...))
		}
		m.Blocks = append(m.Blocks, footnote(storyFacts(w, one, names, CardVotes{})...))
	}
	m.Blocks = append(m.Blocks, section(common(w, s, other)))
	elements := []slack.BlockElement{button(StoryShow, itoa(other.ID), w.Say("story.button.show", "key", other.Key))}
	if mine {
		same := button(ClinicSame, itoa(s.ID)+" "+other.Key, w.Say("clinic.button.same", "other", other.Key, "key", s.Key))
		elements = append([]slack.BlockElement{same}, elements...)
	}
	m.Blocks = append(m.Blocks, buttons(elements...))
	return m
}

// common says which words both goals have, and whose needs they are.
func common(w *locale.Words, s, other scrum.Story) string {
	said := w.Say("clinic.commonNone")
	if shared := scrum.Shared(s.Parsed, other.Parsed); len(shared) > 0 {
		said = w.Say("clinic.common", "words", escape(oneLine(strings.Join(shared, ", "), 300)))
	}
	if s.Role != "" && other.Role != "" && scrum.PersonaKey(s.Role) != scrum.PersonaKey(other.Role) {
		said += " " + w.Say("clinic.roles", "role", escape(oneLine(s.Role, 60)), "other", escape(oneLine(other.Role, 60)))
	}
	return said
}
