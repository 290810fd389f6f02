package scrum

import (
	"slices"
	"strings"
)

// Template is one of the forms that needs are written in.
type Template string

// The templates, by the order of their parts: role R, goal G, benefit B.
const (
	TemplateConnextra   Template = "connextra"    // As a R, I want G so that B
	TemplateValueFirst  Template = "value_first"  // In order to B, as a R, I want G
	TemplateNoRole      Template = "no_role"      // I want G so that B
	TemplateRoleLate    Template = "role_late"    // I want G, as a R, so that B
	TemplateJobStory    Template = "job_story"    // When S, I want G, so I can B
	TemplateThirdPerson Template = "third_person" // R can G so that B
	TemplateLabels      Template = "labels"       // Role: R, Goal: G, Benefit: B
	TemplateInfinitive  Template = "infinitive"   // As a R, do G so that B
	TemplateCriteria    Template = "criteria"     // Given … When … Then …
	TemplatePlain       Template = "plain"
)

// rewordedTo marks, among the warnings of a story, the template that somebody
// chose for it in the place of its author's.
const rewordedTo = "reworded_"

// Template tells in which form the story stands on its card.
func (s Story) Template() Template { return s.Wording().Template() }

// Template tells in which form a story that is told so stands on its card.
func (w Wording) Template() Template {
	if t := w.rewording(); t != "" {
		return t
	}
	switch {
	case w.Kind == KindAcceptance:
		return TemplateCriteria
	case w.Kind == KindJobStory:
		return TemplateJobStory
	case w.Kind != KindStory:
		return TemplatePlain
	case slices.Contains(w.Warnings, "third_person"):
		return TemplateThirdPerson
	case slices.Contains(w.Warnings, "missing_want"):
		return TemplateInfinitive
	case w.Role == "":
		return TemplateNoRole
	}
	w.Original = w.original()
	if _, labeled := readLabels(w.Original.division.narrative); labeled {
		return TemplateLabels
	}
	return w.order()
}

// order tells a template by what comes first.
func (w Wording) order() Template {
	for _, p := range w.asAuthored() {
		switch p.Text {
		case w.Role:
			return TemplateConnextra
		case w.Benefit:
			return TemplateValueFirst
		case w.Goal:
			return TemplateRoleLate
		}
	}
	return TemplateConnextra
}

// rewording is the template that was chosen for the story, "" for none.
func (p Parsed) rewording() Template {
	for _, w := range p.Warnings {
		if t, found := strings.CutPrefix(w, rewordedTo); found {
			return Template(t)
		}
	}
	return ""
}

// canReword reports whether any story with a role can be put into a template
// without new words but those of grammar.
func (t Template) canReword() bool {
	return t == TemplateConnextra || t == TemplateValueFirst || t == TemplateRoleLate
}

// reworded returns p in another template, without the warnings about its old
// one.
func (p Parsed) reworded(t Template) Parsed {
	p.Warnings = slices.DeleteFunc(slices.Clone(p.Warnings), func(code string) bool {
		return code == "third_person" || code == "missing_want" || code == "spelling_en_tant_que" || strings.HasPrefix(code, rewordedTo)
	})
	p.Warnings = append(p.Warnings, rewordedTo+string(t))
	slices.Sort(p.Warnings)
	return p
}

// Which share of how many stories makes a template the usual one.
const (
	usualOf   = 5
	usualFrom = 0.7
)

// UsualTemplate returns the template that at least seven in ten of a team's
// stories have, given that of each, or "" if there is none or fewer than five
// are written out.
func UsualTemplate(of []Template) Template {
	counts, told := map[Template]int{}, 0
	for _, t := range of {
		if t != TemplatePlain && t != TemplateCriteria {
			counts[t]++
			told++
		}
	}
	for t, n := range counts {
		if told >= usualOf && float64(n) >= usualFrom*float64(told) {
			return t
		}
	}
	return ""
}
