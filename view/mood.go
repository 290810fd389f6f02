package view

import (
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// MoodTap is what the buttons of the mood are called on the wire.
const MoodTap = "mood.tap"

// MoodAsk asks somebody for the mood of their week in a product.
type MoodAsk struct {
	Product scrum.ProductID
	Channel string // its name
	Week    string
	Least   int // from so many answers on it is shown
}

// MoodTapped is what somebody pressed.
type MoodTapped struct {
	Product scrum.ProductID
	Week    string
	Level   scrum.Mood
}

func (t MoodTapped) value() string {
	return itoa(t.Product) + ":" + t.Week + ":" + itoa(t.Level)
}

// ParseMoodTapped reads the value of a button, and reports whether it is one.
func ParseMoodTapped(value string) (MoodTapped, bool) {
	parts := strings.Split(value, ":")
	if len(parts) != 3 {
		return MoodTapped{}, false
	}
	product, errProduct := strconv.ParseInt(parts[0], 10, 64)
	level, errLevel := strconv.Atoi(parts[2])
	tapped := MoodTapped{scrum.ProductID(product), parts[1], scrum.Mood(level)}
	return tapped, errProduct == nil && errLevel == nil && tapped.Level.Valid()
}

// moodText is a level in a face and a word: "🙂 good".
func moodText(w *locale.Words, m scrum.Mood) string { return w.Say("mood.level." + itoa(m)) }

// MoodAsked are the buttons by which somebody may say how their week was, for
// each product that asks. What they pressed shows nowhere: the row stays as it
// is.
func MoodAsked(w *locale.Words, asks []MoodAsk) Message {
	var all Message
	for _, a := range asks {
		text := w.Say("mood.ask", "channel", escape(a.Channel), "n", a.Least)
		all = all.And(Message{Text: text, Blocks: []slack.Block{footnote(text), a.buttons(w)}})
	}
	return all
}

func (a MoodAsk) buttons(w *locale.Words) slack.Block {
	var row []slack.BlockElement
	for level := scrum.WorstMood; level <= scrum.BestMood; level++ {
		tap := MoodTapped{a.Product, a.Week, level}
		row = append(row, button(MoodTap+"."+itoa(a.Product)+itoa(level), tap.value(), moodText(w, level)))
	}
	return buttons(row...)
}

// MoodNoted tells somebody what was noted, and until when they can change it: the
// end of the week in the product's zone.
func MoodNoted(w *locale.Words, level scrum.Mood, home *time.Location) *Form {
	return Notice(w, w.Say("mood.form"), w.Say("mood.noted", "mood", moodText(w, level), "city", locale.City(home)))
}

// MoodTrend is what was shown last of a team's mood.
type MoodTrend struct {
	Figures []scrum.MoodFigure // the newest first
	Fell    bool               // for two weeks it has been lower than before
}

// line says it in a line, and in another if it fell. Without a figure it is
// empty.
func (t MoodTrend) line(w *locale.Words) string {
	if len(t.Figures) == 0 {
		return ""
	}
	f := t.Figures[0]
	said := w.Say("mood.line", "weeks", moodWeeks(w, f), "mood", t.moved(w), "answers", w.Say("mood.answers", "n", f.Answers))
	if t.Fell {
		said += "\n" + w.Say("mood.fell")
	}
	return said
}

// short says it in small print, as the first digest of a week does.
func (t MoodTrend) short(w *locale.Words) string {
	if len(t.Figures) == 0 {
		return ""
	}
	return w.Say("mood.short", "mood", t.moved(w), "answers", w.Say("mood.answers", "n", t.Figures[0].Answers))
}

// moved is the last level, with the one before it: "😐 so-so → 🙂 good".
func (t MoodTrend) moved(w *locale.Words) string {
	mood := moodText(w, t.Figures[0].Median)
	if len(t.Figures) > 1 {
		mood = moodText(w, t.Figures[1].Median) + " → " + mood
	}
	return mood
}

// moodWeeks says which days a figure is about: "9 Nov – 15 Nov".
func moodWeeks(w *locale.Words, f scrum.MoodFigure) string {
	from, errFrom := time.Parse(time.DateOnly, f.From)
	to, errTo := time.Parse(time.DateOnly, f.To)
	if errFrom != nil || errTo != nil {
		return "" // unreachable: weeks are written by us
	}
	return w.Say("mood.weeks", "from", w.Date(from), "to", w.Date(to.AddDate(0, 0, 6)))
}

// MoodStatus is what the team is told of its mood.
type MoodStatus struct {
	MoodTrend
	Ask MoodAsk // of this week
}

// MoodTold tells one of the team of the last weeks, and lets them say how this
// one is.
func MoodTold(w *locale.Words, s MoodStatus) Message {
	lines := []string{w.Say("mood.title", "channel", escape(s.Ask.Channel))}
	for _, f := range s.Figures {
		lines = append(lines, "• "+w.Say("mood.week", "weeks", moodWeeks(w, f), "mood", moodText(w, f.Median), "answers", w.Say("mood.answers", "n", f.Answers)))
	}
	if len(s.Figures) == 0 {
		lines = append(lines, w.Say("mood.nothing", "n", s.Ask.Least))
	}
	if s.Fell {
		lines = append(lines, w.Say("mood.fell"))
	}
	text := strings.Join(lines, "\n")
	lines[0] = "*" + lines[0] + "*"
	told := Message{Text: text, Blocks: []slack.Block{section(strings.Join(lines, "\n"))}}
	how := w.Say("mood.how")
	return told.And(MoodAsked(w, []MoodAsk{s.Ask})).And(Message{Text: how, Blocks: []slack.Block{footnote(how)}})
}
