package view

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// ReplyName names a person's answers in the digest's thread.
func ReplyName(id scrum.AskID) string { return "answer:" + itoa(id) }

// AnswersName names a page of answers in the digest's thread, the first being 1.
func AnswersName(id scrum.StandupDayID, page int) string {
	return "answers:" + itoa(id) + ":" + itoa(page)
}

// DigestRestName names what a digest had no room for, in its thread.
func DigestRestName(id scrum.StandupDayID) string { return "digest.rest:" + itoa(id) }

// HandoverName names what is passed on to those who start later, in the thread.
func HandoverName(id scrum.StandupDayID) string { return "handover:" + itoa(id) }

// Handover is what those who answered pass on to those whose day begins after
// the digest; false if that is nothing, or nobody is left.
func Handover(w *locale.Words, d DigestDay) (Message, bool) {
	const shown = 10
	passing := slices.DeleteFunc(d.answered(), func(a scrum.Ask) bool { return a.Answers[scrum.QuestionOther] == "" })
	if d.Later == 0 || len(passing) == 0 {
		return Message{}, false
	}
	title := w.Say("standup.handover", "n", d.Later)
	lines := []digestLine{{block: section(title), text: title}}
	for _, a := range passing[:min(shown, len(passing))] {
		who, said := d.Names.Of(a.Person), oneLine(d.Names.in(a.Answers[scrum.QuestionOther]), maxCardPart)
		lines = append(lines, digestLine{block: quoting(who+"\n", said), text: escape(who + " · " + said)})
	}
	if rest := len(passing) - shown; rest > 0 {
		text := w.Say("standup.moreMoves", "n", rest)
		lines = append(lines, digestLine{block: footnote(text), text: text})
	}
	return told(lines), true
}

// AnswerReply is a person's answers in the digest's thread.
type AnswerReply struct {
	Ask    scrum.Ask
	Zone   *time.Location
	Late   bool           // it came after the digest
	Helper scrum.PersonID // who must hear of it and was not told by the digest, "" for nobody
}

// when says that the answer is not the one that the digest was posted with;
// "" if it is.
func (r AnswerReply) when(w *locale.Words) string {
	switch {
	case !r.Ask.EditedAt.IsZero():
		return w.Say("standup.reply.edited", "time", w.Clock(r.Ask.EditedAt.In(r.Zone)))
	case r.Late:
		return w.Say("standup.reply.late", "time", w.Clock(r.Ask.AnsweredAt.In(r.Zone)))
	}
	return ""
}

// StandupReply shows what somebody answered, with a way to the rest of what is
// long.
func StandupReply(w *locale.Words, r AnswerReply, names Names) Message {
	who := names.Of(r.Ask.Person)
	parts := append([]slack.RichTextSectionElement{bold(who + "\n")}, answerParts(w, r.Ask, names, answerWidth)...)
	blocks := []slack.Block{rich(parts...)}
	text := escape(who) + "\n" + answerText(w, r.Ask, names)
	var foot []string
	if when := r.when(w); when != "" {
		foot = append(foot, when)
	}
	if r.Helper != "" {
		foot = append(foot, w.Say("standup.reply.helper", "who", mention(r.Helper)))
	}
	if len(foot) > 0 {
		blocks = append(blocks, footnote(foot...))
		text = clip(text, maxFallback-200) + "\n" + strings.Join(foot, " · ")
	}
	if exceeds(r.Ask, answerWidth) {
		blocks = append(blocks, buttons(fullButton(r.Ask, w.Say("common.fullText"))))
	}
	return Message{Text: clip(text, maxFallback), Blocks: blocks}
}

// answerWidth is how much of an answer is shown where others are read too; the
// rest is behind a button, so that nobody scrolls past a wall.
const answerWidth = 600

// StandupReplies shows what several of a crowd answered, shortened, with a way to
// the rest.
func StandupReplies(w *locale.Words, replies []AnswerReply, names Names) Message {
	lines := make([]digestLine, len(replies))
	var cut []slack.BlockElement
	for i, r := range replies {
		all := shortAnswer(w, r.Ask, names)
		who, said := names.Of(r.Ask.Person), oneLine(all, answerWidth)
		if when := r.when(w); when != "" {
			who += ", " + when
		}
		lines[i] = digestLine{block: quoting(who+"\n", said), text: escape(who + " · " + said)}
		if utf8.RuneCountInString(all) > answerWidth {
			cut = append(cut, fullButton(r.Ask, w.Say("standup.button.fullOf", "of", names.Of(r.Ask.Person))))
		}
	}
	m := told(lines)
	if len(cut) > 0 {
		m.Blocks = append(m.Blocks, buttons(cut...))
	}
	return m
}

// shortAnswer is what somebody answered, in a line.
func shortAnswer(w *locale.Words, a scrum.Ask, names Names) string {
	if a.Answers.Empty() {
		return w.Say("standup.nothing")
	}
	var parts []string
	for _, q := range a.Asks() {
		if text := a.Answers[q]; text != "" {
			parts = append(parts, names.in(text))
		}
	}
	return strings.Join(parts, " · ")
}

// answers are what people answered, for a reader alone, as many as a message
// holds.
func (d DigestDay) answers(w *locale.Words) []digestLine {
	const shown = 20
	var lines []digestLine
	answered := slices.DeleteFunc(d.answered(), func(a scrum.Ask) bool { return a.Answers.Empty() })
	for _, a := range answered[:min(shown, len(answered))] {
		who, said := d.Names.Of(a.Person)+"\n", oneLine(shortAnswer(w, a, d.Names), maxCardPart)
		lines = append(lines, digestLine{block: quoting(who, said), text: escape(who + said)})
	}
	if rest := len(answered) - shown; rest > 0 {
		text := w.Say("standup.digest.moreAnswers", "n", rest)
		lines = append(lines, digestLine{block: footnote(text), text: text})
	}
	return lines
}

// DigestRest is what a digest had no room for; false if there is nothing.
func DigestRest(w *locale.Words, d DigestDay) (Message, bool) {
	const most, mostMoves = 30, 150
	d.Private = true // the digest has the buttons, and whoever is needed hears of it by direct message
	var lines []digestLine
	if list := d.standing(); len(list) > maxDigestBlockers {
		for _, line := range d.blockerLines(w, list[:min(most, len(list))]) {
			lines = append(lines, plainLine(line.text))
		}
	}
	if len(d.Untried) > maxDigestUntried {
		lines = append(lines, d.untried(w, most)...)
	}
	if len(d.Moves) > maxKeys {
		for part := range slices.Chunk(inChangeOrder(d.Moves[:min(mostMoves, len(d.Moves))]), maxKeys) {
			lines = append(lines, plainLine(moved(w, part)))
		}
	}
	if len(d.Aging) > maxDigestAging {
		lines = append(lines, d.aging(w, most)...)
	}
	return told(lines), len(lines) > 0
}
