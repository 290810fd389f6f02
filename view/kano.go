package view

import (
	"math/big"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What surveys are called on the wire, and the fields of their form.
const (
	KanoStart   = "kano.start"
	KanoAnswer  = "kano.answer"
	KanoClose   = "kano.close"
	KanoForm    = "kano.form"
	KanoPresent = "present"
	KanoAbsent  = "absent"
)

// KanoName is the name of the question to a person, for editing it later.
func KanoName(id scrum.KanoID, person scrum.PersonID) string {
	return "kano:" + itoa(id) + ":" + string(person)
}

// KanoClosedName names what the owner hears at the end of a survey.
func KanoClosedName(id scrum.KanoID) string { return "kano.closed:" + itoa(id) }

// KanoState is a survey, as it stands for a reader.
type KanoState struct {
	scrum.Kano
	Story  scrum.Story
	People int    // who would be asked
	Who    string // name of whoever asks
	Now    time.Time
	Zone   *time.Location
}

// KanoShown tells the owner how the survey of a story stands, or offers one.
func KanoShown(w *locale.Words, k KanoState) Message {
	value, headline := itoa(k.Story.ID), named(w, k.Story)
	var lines []string
	next := button(KanoStart, value, w.Say("kano.button.start", "n", k.People))
	switch {
	case k.ID == 0:
		lines = append(lines, w.Say("kano.offer", "story", headline, "n", k.People))
	case k.Running():
		lines = append(lines, w.Say("kano.running", "story", headline, "n", k.Count().Answers(), "asked", len(k.Asked), "until", w.Moment(k.EndsAt.In(k.Zone), k.Now)), kanoLine(w, k.Count()))
		next = button(KanoClose, itoa(k.ID), w.Say("kano.button.close"))
	default:
		lines = append(lines, w.Say("kano.closed", "story", headline), kanoResult(w, k.Count()))
	}
	if !k.Running() || k.ID == 0 {
		if k.People < scrum.EnoughForKano {
			lines = append(lines, w.Say("kano.few", "n", k.People, "enough", scrum.EnoughForKano))
		}
	}
	m := Note(strings.Join(lines, "\n"))
	m.Blocks = append(m.Blocks, buttons(next))
	return m
}

// KanoClosed tells the owner what came of a survey that is over.
func KanoClosed(w *locale.Words, k scrum.Kano, s scrum.Story) Message {
	return Note(w.Say("kano.closed", "story", named(w, s)) + "\n" + kanoResult(w, k.Count()))
}

// kanoResult is what a survey that is over came to. Too few answers for a class
// are a first hint, unless they are so few that they would be known by name.
func kanoResult(w *locale.Words, count scrum.KanoCount) string {
	if count.Enough() || count.Answers() < scrum.HintOfKano {
		return kanoLine(w, count)
	}
	return w.Say("kano.hint", "n", count.Answers(), "counts", kanoCounts(w, count))
}

// kanoLine says what the answers come to, once they are enough.
func kanoLine(w *locale.Words, count scrum.KanoCount) string {
	n := count.Answers()
	if !count.Enough() {
		return w.Say("kano.notEnough", "n", n, "enough", scrum.EnoughForKano)
	}
	class, clear := count.Class()
	said := w.Say("kano.class." + string(class))
	switch {
	case count.Unclear():
		said = w.Say("kano.unclear", "n", count[scrum.KanoQuestionable], "of", n)
	case !clear:
		said = w.Say("kano.mixed")
	}
	line := w.Say("kano.line", "class", said, "counts", kanoCounts(w, count))
	better, ok := count.Better()
	worse, _ := count.Worse()
	if !ok {
		return line
	}
	return line + " · " + w.Say("kano.better", "better", hundred(better), "worse", hundred(worse))
}

func kanoCounts(w *locale.Words, count scrum.KanoCount) string {
	var counts []string
	for _, of := range []scrum.KanoClass{scrum.KanoMust, scrum.KanoOneDim, scrum.KanoAttractive, scrum.KanoIndifferent, scrum.KanoReverse, scrum.KanoQuestionable} {
		if count[of] > 0 {
			counts = append(counts, w.Say("kano.count."+string(of), "n", count[of]))
		}
	}
	return strings.Join(counts, ", ")
}

// hundred turns a share into percent.
func hundred(share *big.Rat) string {
	return new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(0)
}

// KanoQuestion asks one person, and stands as what they answered.
func KanoQuestion(w *locale.Words, k KanoState, a scrum.KanoAnswer) Message {
	story := named(w, k.Story)
	if !k.Running() {
		return Note(w.Say("kano.over", "story", story))
	}
	first, label := w.Say("kano.ask", "who", escape(k.Who), "story", story), w.Say("kano.button.answer")
	if a.Given() {
		first = w.Say("kano.given", "story", story, "present", w.Say("kano.feeling."+string(a.Present)), "absent", w.Say("kano.feeling."+string(a.Absent)))
		label = w.Say("kano.button.change")
	}
	promise := w.Say("kano.promise", "until", w.Moment(k.EndsAt.In(k.Zone), k.Now))
	return Message{Text: clip(first+"\n"+promise, maxFallback), Blocks: []slack.Block{
		section(first), footnote(promise), buttons(button(KanoAnswer, itoa(k.ID), label)),
	}}
}

// KanoQuestions is the form with the two questions.
func KanoQuestions(w *locale.Words, private string, s scrum.Story, a scrum.KanoAnswer) *Form {
	return form(KanoForm, private, s.Key, w.Say("kano.button.send"), w.Say("common.cancel"),
		rich(written(oneLine(s.Headline(), maxCardPart))),
		input(KanoPresent, w.Say("kano.field.present"), false, feelings(w, KanoPresent, a.Present)),
		input(KanoAbsent, w.Say("kano.field.absent"), false, feelings(w, KanoAbsent, a.Absent)),
		footnote(w.Say("kano.stored")),
	)
}

func feelings(w *locale.Words, name string, chosen scrum.Feeling) slack.BlockElement {
	var options []*slack.OptionBlockObject
	menu := slack.NewRadioButtonsBlockElement(name)
	for _, feeling := range scrum.Feelings() {
		options = append(options, option(string(feeling), w.Say("kano.feeling."+string(feeling))))
		if feeling == chosen {
			menu.InitialOption = options[len(options)-1]
		}
	}
	menu.Options = options
	return menu
}
