package view

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// StandupFullText is a page, counted from 1, of what somebody answered, whole.
func StandupFullText(w *locale.Words, a scrum.Ask, names Names, page int) Message {
	day, err := time.Parse(time.DateOnly, a.Date)
	if err != nil {
		day = a.AnsweredAt // unreachable: dates are written by us
	}
	var parts []string
	for _, q := range a.Asks() {
		if text := a.Answers[q]; text != "" {
			parts = append(parts, questionLabel(w, q)+"\n"+names.in(text))
		}
	}
	title := func(page, pages int) string {
		args := []any{"who", escape(names.Of(a.Person)), "day", w.Day(day), "page", page, "pages", pages}
		if pages > 1 {
			return w.Say("standup.fullPage", args...)
		}
		return w.Say("standup.full", args[:4]...)
	}
	return longText{text: strings.Join(parts, "\n\n"), title: title, turn: StandupPage, id: itoa(a.ID)}.page(w, page)
}

// exceeds reports whether one of the answers is longer than is shown of each.
func exceeds(a scrum.Ask, width int) bool {
	for _, text := range a.Answers {
		if utf8.RuneCountInString(text) > width {
			return true
		}
	}
	return false
}

// fullButton leads to the whole of what somebody answered.
func fullButton(a scrum.Ask, label string) slack.BlockElement {
	return button(StandupFull+"."+itoa(a.ID), itoa(a.ID), label)
}
