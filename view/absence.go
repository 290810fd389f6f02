package view

import (
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and the form of an absence are called on the wire, and the
// form's fields.
const (
	AbsenceAdd    = "absence.add" // a button and a form
	AbsenceRemove = "absence.remove"

	AbsenceRemoveTeam = "absence.removeTeam" // likewise, in the list of a team
	AbsenceRemoveOf   = "absence.removeOf"   // and of one of them

	AbsenceWrong  = "absence.wrong"
	AbsenceStatus = "absence.status"

	AbsenceStatusOn, absenceStatusOff = "on", "off" // values of the last

	AbsenceFirst = "from"
	AbsenceTo    = "to"
	absencePart  = "part"
	absenceNote  = "note"
)

// AbsenceName names the message that tells somebody of an absence that was
// entered for them.
func AbsenceName(id scrum.AbsenceID) string { return "absence:" + itoa(id) }

// AbsenceShown is an absence as somebody is told of it.
type AbsenceShown struct {
	Absence scrum.Absence
	Away    scrum.Away // with the day on which they are back
	Who     string     // "": the reader
	Today   time.Time  // where they are
}

// AbsencesShown are a person's absences to come.
type AbsencesShown struct {
	Said  string // what was just done
	List  []scrum.Absence
	Today time.Time

	ReadsStatus bool // from the status in Slack, too
}

// AbsenceSpan writes the days of an absence: "Tue 22 Dec, morning", "from Tue
// 22 Dec to Sat 26 Dec".
func AbsenceSpan(w *locale.Words, a scrum.Absence, today time.Time) string {
	from, to := dayNamed(w, a.From, today), dayNamed(w, a.To, today)
	switch {
	case a.From == a.To && a.FromNoon:
		return w.Say("absence.span.afternoon", "day", from)
	case a.From == a.To && a.UntilNoon:
		return w.Say("absence.span.morning", "day", from)
	case a.From == a.To:
		return from
	}
	if a.FromNoon {
		from = w.Say("absence.span.noon", "day", from)
	}
	if a.UntilNoon {
		to = w.Say("absence.span.noon", "day", to)
	}
	return w.Say("absence.span.days", "from", from, "to", to)
}

// dayNamed writes a local date, with its year where another could be meant.
func dayNamed(w *locale.Words, date string, today time.Time) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	if day.Year() != today.Year() {
		return w.Day(day) + " " + strconv.Itoa(day.Year())
	}
	return w.Day(day)
}

// backDay writes when somebody works again.
func backDay(w *locale.Words, away scrum.Away, today time.Time) string {
	day := dayNamed(w, away.Back, today)
	if away.BackNoon {
		return w.Say("absence.span.noon", "day", day)
	}
	return day
}

// AbsenceEntered tells whoever entered an absence what was understood.
func AbsenceEntered(w *locale.Words, s AbsenceShown) Message {
	span, back := AbsenceSpan(w, s.Absence, s.Today), backDay(w, s.Away, s.Today)
	said := w.Say("absence.entered", "span", span, "back", back)
	if s.Who != "" {
		said = w.Say("absence.enteredFor", "who", escape(s.Who), "span", span, "back", back)
	}
	return absenceTold(w, s.Absence, said, button(AbsenceRemove, itoa(s.Absence.ID), w.Say("absence.button.remove")))
}

// AbsenceStands tells whoever entered an absence for somebody else that they did
// so before.
func AbsenceStands(w *locale.Words, s AbsenceShown) Message {
	said := w.Say("absence.standsFor", "who", escape(s.Who), "span", AbsenceSpan(w, s.Absence, s.Today))
	return absenceTold(w, s.Absence, said, button(AbsenceRemove, itoa(s.Absence.ID), w.Say("absence.button.remove")))
}

// AbsenceByOther tells somebody, once, of an absence that the owner entered for
// them.
func AbsenceByOther(w *locale.Words, s AbsenceShown, by string) Message {
	said := w.Say("absence.byOther", "who", escape(by), "span", AbsenceSpan(w, s.Absence, s.Today), "back", backDay(w, s.Away, s.Today))
	return absenceTold(w, s.Absence, said, button(AbsenceWrong, itoa(s.Absence.ID), w.Say("absence.button.wrong")))
}

func absenceTold(w *locale.Words, a scrum.Absence, said string, element slack.BlockElement) Message {
	m := Message{Text: said, Blocks: []slack.Block{section(said)}}
	if a.Note != "" {
		label, note := w.Say("absence.note"), oneLine(a.Note, maxCardPart)
		if a.EnteredBy != a.Person {
			label = w.Say("absence.noteForBoth")
		}
		m.Text += "\n" + label + " " + escape(note)
		m.Blocks = append(m.Blocks, rich(bold(label+" "), written(note)))
	}
	m.Blocks = append(m.Blocks, buttons(element))
	return m
}

// maxAbsenceLines keeps a list readable.
const maxAbsenceLines = 20

// Absences lists what a person entered, each with a button that takes it back,
// and offers the form.
func Absences(w *locale.Words, s AbsencesShown) Message {
	title := w.Say("absence.list", "n", len(s.List))
	if len(s.List) == 0 {
		title = w.Say("absence.none")
	}
	if s.Said != "" {
		title = s.Said + "\n" + title
	}
	spoken, blocks := []string{title}, []slack.Block{section(title)}
	for _, a := range s.List[:min(maxAbsenceLines, len(s.List))] {
		line := absenceLine(w, a, s.Today)
		spoken = append(spoken, line)
		blocks = append(blocks, sectionWith(line, button(AbsenceRemove+"."+itoa(a.ID), itoa(a.ID), w.Say("absence.button.remove"))))
	}
	if more := len(s.List) - maxAbsenceLines; more > 0 {
		blocks = append(blocks, footnote(w.Say("home.more", "n", more)))
	}
	status := button(AbsenceStatus, AbsenceStatusOn, w.Say("absence.button.statusOn"))
	if s.ReadsStatus {
		status = button(AbsenceStatus, absenceStatusOff, w.Say("absence.button.statusOff"))
	}
	blocks = append(blocks, buttons(button(AbsenceAdd, "0", w.Say("absence.button.add")), status), footnote(w.Say("absence.how")))
	return Message{Text: clip(strings.Join(append(spoken, w.Say("absence.how")), "\n"), maxFallback), Blocks: blocks}
}

func absenceLine(w *locale.Words, a scrum.Absence, today time.Time) string {
	line := "• " + AbsenceSpan(w, a, today)
	if a.Note != "" {
		line += " · " + escape(oneLine(a.Note, 100))
	}
	if a.Source == scrum.AbsenceStatus {
		line += " · " + w.Say("absence.fromStatus")
	}
	return line
}

// homeAbsences are what Home shows of a person's absences to come.
func homeAbsences(w *locale.Words, h HomeShown) []slack.Block {
	today := h.Now.In(h.Zone)
	lines := eachLine(h.Absences, func(a scrum.Absence) slack.Block {
		return sectionWith(absenceLine(w, a, today), homeButton(AbsenceRemove, itoa(a.ID), w.Say("absence.button.remove")))
	})
	group := homeGroup(w, "home.absences", scrum.Total{N: len(h.Absences)}, lines)
	return append(group, buttons(button(AbsenceAdd, "0", w.Say("absence.button.add"))))
}

// The halves of days that the form offers.
const (
	partWhole = "whole"
	partFrom  = "from_noon"
	partUntil = "until_noon"
	partBoth  = "noon_to_noon"
)

// AbsenceForm asks for the days of an absence. Without a last day it lasts one.
func AbsenceForm(w *locale.Words, private string, today time.Time) *Form {
	first := slack.NewDatePickerBlockElement(AbsenceFirst)
	first.InitialDate = today.Format(time.DateOnly)
	part := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, absencePart)
	for _, p := range []string{partWhole, partFrom, partUntil, partBoth} {
		part.Options = append(part.Options, option(p, w.Say("absence.part."+p)))
	}
	part.InitialOption = part.Options[0]
	note := textInput(absenceNote, w.Say("absence.field.noteHint"), "", false)
	return form(AbsenceAdd, private, w.Say("absence.form.title"), w.Say("common.save"), w.Say("common.cancel"),
		input(AbsenceFirst, w.Say("absence.field.from"), false, first),
		input(AbsenceTo, w.Say("absence.field.to"), true, slack.NewDatePickerBlockElement(AbsenceTo)),
		input(absencePart, w.Say("absence.field.part"), false, part),
		input(absenceNote, w.Say("absence.field.note"), true, note),
	)
}

// AbsenceFrom reads the form.
func AbsenceFrom(values map[string]string) scrum.Absence {
	a := scrum.Absence{From: values[AbsenceFirst], To: values[AbsenceTo], Note: strings.TrimSpace(values[absenceNote])}
	if a.To == "" {
		a.To = a.From
	}
	part := values[absencePart]
	a.FromNoon = part == partFrom || part == partBoth
	a.UntilNoon = part == partUntil || part == partBoth
	return a
}
