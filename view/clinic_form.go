package view

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// FieldPersona is the choice of a role that other stories have.
const FieldPersona = "persona"

// MaxPersonas is how many roles are offered.
const MaxPersonas = 50

// RewriteForm shows what a rewrite would change, the old words struck out and
// the new ones bold, and asks.
func RewriteForm(w, labels *locale.Words, private string, s, better scrum.Story) *Form {
	const most = 2500 // runes of a rich text
	var line []slack.RichTextSectionElement
	runs, left := scrum.Diff(s.Sentence(), better.Sentence()), most
	for i, r := range runs {
		text := clip(clean(r.Text), max(2, left))
		if left -= utf8.RuneCountInString(text); left <= 0 {
			line = append(line, written(text))
			break
		}
		var style *slack.RichTextSectionTextStyle
		if r.Gone || r.Coming {
			style = &slack.RichTextSectionTextStyle{Strike: r.Gone, Bold: r.Coming}
		}
		line = append(line, slack.NewRichTextSectionTextElement(text, style))
		if i+1 < len(runs) && !strings.HasSuffix(r.Text, "\n") && !strings.HasPrefix(runs[i+1].Text, "\n") {
			line = append(line, written(" "))
		}
	}
	blocks := []slack.Block{section(w.Say("clinic.rewrite")), rich(line...)}
	if more := better.Criteria[len(s.Criteria):]; len(more) > 0 {
		lines := make([]slack.RichTextSectionElement, 0, 2*len(more))
		for _, c := range more[:min(8, len(more))] {
			lines = append(lines, written("\n+ "), bold(oneLine(c, maxCardPart)))
		}
		blocks = append(blocks, rich(append([]slack.RichTextSectionElement{bold(labels.Say("story.label.criteria"))}, lines...)...))
	}
	blocks = append(blocks, footnote(w.Say("clinic.original")))
	return form(ClinicRewrite, private, w.Say("clinic.form", "key", s.Key), w.Say("clinic.apply"), w.Say("common.cancel"), blocks...)
}

// QuestionForm asks for what a remark misses, with what is there filled in.
func QuestionForm(w *locale.Words, private string, s scrum.Story, r scrum.Remark, personas []scrum.Persona) *Form {
	blocks := []slack.Block{section(remark(w, Advice{Story: s}, r))}
	for _, f := range r.Asks(s) {
		blocks = append(blocks, question(w, s, r, f, personas)...)
	}
	if r.Rule == "missing_benefit" {
		blocks = append(blocks, footnote(w.Say("clinic.decline")))
	}
	return form(ClinicAnswer, private, w.Say("clinic.form", "key", s.Key), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

// question is one field, or the several of a bug's report.
func question(w *locale.Words, s scrum.Story, r scrum.Remark, f scrum.Field, personas []scrum.Persona) []slack.Block {
	ask := func(name, label, value string, multiline bool) slack.Block {
		if utf8.RuneCountInString(value) > maxInput {
			return section(w.Say("story.field.tooLong"))
		}
		return input(name, label, true, textInput(name, "", value, multiline))
	}
	switch f {
	case scrum.FieldRole:
		return roleQuestion(w, s, personas, ask(fieldRole, w.Say("clinic.ask.role"), s.Role, false))
	case scrum.FieldBenefit:
		return []slack.Block{ask(fieldBenefit, w.Say("clinic.ask.benefit"), s.Benefit, true)}
	case scrum.FieldCriteria:
		return []slack.Block{ask(fieldCriteria, w.Say("story.field.criteria"), strings.Join(s.Criteria, "\n"), true)}
	case scrum.FieldCriterion:
		label := w.Say("clinic.ask.criterion")
		if r.Rule == "vague" {
			label = w.Say("clinic.ask.measure")
		}
		return []slack.Block{ask("criterion", label, "", true)}
	case scrum.FieldSize:
		return []slack.Block{ask("size", w.Say("clinic.ask.size"), "", false)}
	case scrum.FieldReport:
		return reportQuestions(w, s, ask)
	case scrum.FieldGoal:
	}
	return []slack.Block{ask(fieldGoal, w.Say("clinic.ask.goal"), s.Goal, true)}
}

// roleQuestion offers the roles that other stories have, and a field for
// another one. No role is invented.
func roleQuestion(w *locale.Words, s scrum.Story, personas []scrum.Persona, other slack.Block) []slack.Block {
	var options []*slack.OptionBlockObject
	for _, p := range personas[:min(MaxPersonas, len(personas))] {
		if name := oneLine(p.Name, maxOption); name == p.Name && name != s.Role {
			options = append(options, option(name, name))
		}
	}
	if len(options) == 0 {
		return []slack.Block{input(fieldRole, w.Say("clinic.ask.onlyRole"), true, textInput(fieldRole, "", clip(s.Role, maxInput), false))}
	}
	choice := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, FieldPersona, options...)
	return []slack.Block{input(FieldPersona, w.Say("clinic.ask.persona"), true, choice), other}
}

// reportQuestions ask what is known of a bug.
func reportQuestions(w *locale.Words, s scrum.Story, ask func(name, label, value string, multiline bool) slack.Block) []slack.Block {
	var blocks []slack.Block
	for _, line := range s.Report.Lines() {
		blocks = append(blocks, ask(line.Code, w.Say("clinic.bug."+line.Code), line.Text, longAnswer(line.Code)))
	}
	return blocks
}

// longAnswer reports whether a line of a bug's report may need several.
func longAnswer(code string) bool {
	return slices.Contains([]string{"happens", "expected", "workaround"}, code)
}

// LinkForm asks whether a story needs another.
func LinkForm(w *locale.Words, private string, s, other scrum.Story) *Form {
	return form(ClinicLink, private, w.Say("clinic.form", "key", s.Key), w.Say("clinic.button.link"), w.Say("common.cancel"),
		section(w.Say("clinic.link", "key", s.Key, "other", other.Key, "title", escape(oneLine(other.Headline(), 200)))))
}
