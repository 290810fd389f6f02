package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Worth asks what a story is worth, by one method, as it stands or as it was
// entered before another method was chosen.
func Worth(w *locale.Words, private string, s scrum.Story, method scrum.Sort, entered map[string]string) *Form {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, WorthMethod)
	for _, m := range Methods() {
		menu.Options = append(menu.Options, option(string(m), w.Say("worth.sort."+string(m))))
		if m == method {
			menu.InitialOption = menu.Options[len(menu.Options)-1]
		}
	}
	blocks := []slack.Block{sectionWith(w.Say("worth.field.method"), menu), footnote(w.Say("worth.about." + string(method)))}
	for _, name := range worthFields(method) {
		blocks = append(blocks, worthField(w, s, name, entered))
	}
	blocks = append(blocks, slack.NewDividerBlock(), worthField(w, s, "confidence", entered), worthField(w, s, "class", entered))
	day := slack.NewDatePickerBlockElement("due")
	day.InitialDate = s.Due
	if given, ok := entered["due"]; ok {
		day.InitialDate = given
	}
	due := input("due", w.Say("worth.field.due"), true, day)
	due.Hint = plain(w.Say("worth.field.dueHint"))
	return form(WorthForm, private, w.Say("worth.title", "key", s.Key), w.Say("common.save"), w.Say("common.cancel"), append(blocks, due)...)
}

// Methods are the ways of saying what a story is worth, in the order in which
// a form offers them.
func Methods() []scrum.Sort {
	return []scrum.Sort{scrum.SortMoSCoW, scrum.SortRICE, scrum.SortWSJF, scrum.SortValue}
}

// MethodOf is the method by which most is known of a story.
func MethodOf(s scrum.Story) scrum.Sort {
	for _, method := range Methods() {
		if _, ok := s.SortKey(method); ok {
			return method
		}
	}
	switch {
	case s.RICE != scrum.RICE{}:
		return scrum.SortRICE
	case s.WSJF != scrum.WSJF{}:
		return scrum.SortWSJF
	case s.Value != 0:
		return scrum.SortValue
	}
	return scrum.SortMoSCoW
}

func worthFields(method scrum.Sort) []string {
	switch method { //nolint:exhaustive // because the last one has nothing to ask
	case scrum.SortRICE:
		return []string{"reach", "impact", "effort"}
	case scrum.SortWSJF:
		return []string{"business", "urgency", "risk", "job"}
	case scrum.SortValue:
		return []string{"value", fieldSize}
	}
	return []string{"moscow"}
}

// worthField is one question: a menu where few answers are possible.
func worthField(w *locale.Words, s scrum.Story, name string, entered map[string]string) *slack.InputBlock {
	label, stands := w.Say("worth.field."+name), s.Part(name)
	if name == fieldSize && s.Size.Known {
		stands = s.Size.String()
	}
	if given, ok := entered[name]; ok {
		stands = given
	}
	var answers []string
	switch name {
	case "reach", "effort", "value":
		return input(name, label, true, textInput(name, w.Say("worth.hint."+name), stands, false))
	case fieldSize:
		return input(name, w.Say("details.field.size"), true, textInput(name, "5", stands, false))
	case "moscow":
		for _, class := range scrum.MoSCoWs() {
			answers = append(answers, string(class))
		}
	case "impact":
		for _, impact := range scrum.Impacts() {
			answers = append(answers, impact.String())
		}
	case "confidence":
		for _, percent := range scrum.Confidences() {
			answers = append(answers, itoa(percent))
		}
	case "class":
		answers = []string{string(scrum.ClassExpedite), string(scrum.ClassFixed)}
	default:
		for _, n := range scrum.WSJFScale() {
			answers = append(answers, itoa(n))
		}
	}
	return input(name, label, true, worthMenu(w, name, stands, answers))
}

func worthMenu(w *locale.Words, name, stands string, answers []string) slack.BlockElement {
	none := "worth.none"
	if name == "class" {
		none = "worth.class.standard"
	}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, name, option(scrum.Without, w.Say(none)))
	menu.InitialOption = menu.Options[0]
	for _, answer := range answers {
		menu.Options = append(menu.Options, option(answer, answerSaid(w, name, answer)))
		if answer == stands {
			menu.InitialOption = menu.Options[len(menu.Options)-1]
		}
	}
	return menu
}

func answerSaid(w *locale.Words, name, answer string) string {
	switch name {
	case "moscow", "class", "confidence":
		return w.Say("worth." + name + "." + answer)
	case "impact":
		return w.Say("worth.impact." + strings.ReplaceAll(answer, ".", ""))
	}
	return answer
}
