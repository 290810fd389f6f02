package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// RetroNoteForm is the form of a note. It is filled with what was typed, and
// nothing of that is kept before it is sent.
func RetroNoteForm(w *locale.Words, private string, column scrum.RetroColumn, text string) *Form {
	var chosen *slack.OptionBlockObject
	var options []*slack.OptionBlockObject
	for _, c := range scrum.StartStopContinue.Columns() {
		o := option(string(c), w.Say("retro.column."+string(c)))
		if c == column {
			chosen = o
		}
		options = append(options, o)
	}
	columns := slack.NewRadioButtonsBlockElement(FieldColumn, options...)
	columns.InitialOption = chosen
	return form(RetroNote, private, w.Say("retro.form.title"), w.Say("common.send"), w.Say("common.cancel"),
		input(FieldColumn, w.Say("retro.form.column"), false, columns),
		input(fieldText, w.Say("retro.form.text"), false, textInput(fieldText, w.Say("retro.form.hint"), fits(text), true)),
		footnote(w.Say("retro.form.stored")),
	)
}

// FitsForm reports whether a form can hold a text.
func FitsForm(text string) bool { return text == "" || fits(text) != "" }

// RetroTooLong gives a text that no form can hold back to whoever typed it.
func RetroTooLong(w *locale.Words, text string) Message {
	said := w.Say("retro.late.note")
	blocks := []slack.Block{section(said)}
	for _, piece := range pieces(clean(text), 2900, 3) {
		blocks = append(blocks, rich(written(piece)))
	}
	return Message{Text: said, Blocks: blocks}
}

// RetroNoteKept is what the form of a note becomes when it was sent: the only
// confirmation there is, so that no message names who wrote. Missed says that
// the retrospective it was opened for closed meanwhile.
func RetroNoteKept(w *locale.Words, private string, a RetroAsk, missed bool) *Form {
	text := w.Say("retro.kept") + "\n"
	if missed {
		text += w.Say("retro.kept.next") + "\n"
	}
	if a.Retro.State == scrum.RetroOpen {
		text += w.Say("retro.kept.open", "n", a.Notes, "until", a.until(w))
	} else {
		text += w.Say("retro.kept.waiting", "n", a.Notes)
	}
	return form(RetroKept, private, w.Say("retro.kept.title"), "", w.Say("common.close"),
		section(text),
		buttons(button(RetroAnother, "", w.Say("retro.button.another")), button(RetroHow, "", w.Say("retro.button.how"))),
	)
}

// RetroHowForm tells what is stored of a note, when it is destroyed, and what
// all of this cannot do.
func RetroHowForm(w *locale.Words) *Form {
	return form("notice", "", w.Say("retro.how.title"), "", w.Say("common.close"),
		section(w.Say("retro.how.stored")),
		section(w.Say("retro.how.mark")),
		section(w.Say("retro.how.destroyed")),
		section(w.Say("retro.how.limits")),
	)
}

// RetroSignForm shows somebody their own notes before their name is put to
// them.
func RetroSignForm(w *locale.Words, private string, notes []scrum.RetroNote) *Form {
	lines := make([]string, 0, len(notes))
	for _, n := range notes {
		lines = append(lines, clip(tidyNote(n), maxNoteShown))
	}
	return form(RetroSigning, private, w.Say("retro.sign.title"), w.Say("retro.sign.submit"), w.Say("common.cancel"),
		section(w.Say("retro.sign.text", "n", len(notes))),
		bullets(lines...),
	)
}

// RetroNoneToSign tells somebody that no note of theirs waits. It is a form so
// that no message says who wrote and who did not.
func RetroNoneToSign(w *locale.Words) *Form {
	return Notice(w, w.Say("retro.sign.title"), w.Say("retro.sign.none"))
}

// ActionForm asks for an action: what, who, by when.
func ActionForm(w *locale.Words, private, due string) *Form {
	day := slack.NewDatePickerBlockElement(FieldDue)
	day.InitialDate = due
	return form(ActionAdd, private, w.Say("retro.add.title"), w.Say("common.save"), w.Say("common.cancel"),
		input(fieldText, w.Say("retro.add.text"), false, textInput(fieldText, w.Say("retro.add.hint"), "", false)),
		input(FieldOwner, w.Say("retro.add.owner"), false, slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, FieldOwner)),
		input(FieldDue, w.Say("retro.add.due"), false, day),
	)
}

// pieces cuts text into at most n pieces of at most size runes; what goes
// beyond ends in an ellipsis.
func pieces(text string, size, n int) []string {
	var out []string
	runes := []rune(text)
	for len(runes) > 0 && len(out) < n {
		k := min(size, len(runes))
		out = append(out, string(runes[:k]))
		runes = runes[k:]
	}
	if len(runes) > 0 {
		out[n-1] = clip(out[n-1]+"…", size)
	}
	return out
}
