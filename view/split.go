package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What splitting a story is called on the wire.
const (
	StorySplit    = "story.split" // a button and a form
	SplitEpic     = "epic"
	SplitDrop     = "drop"
	fieldPieces   = "pieces"
	fieldOriginal = "original"
)

// SplitForm asks for the parts of a story, one a line, and what becomes of
// the original. One that is part of an epic already cannot hold others.
func SplitForm(w *locale.Words, private string, s scrum.Story, pieces []string, mayHold bool) *Form {
	blocks := []slack.Block{
		section(w.Say("split.about", "key", s.Key, "title", escape(oneLine(s.Headline(), 200)))),
		input(fieldPieces, w.Say("split.field.pieces"), false, textInput(fieldPieces, w.Say("split.field.piecesHint"), fits(strings.Join(pieces, "\n")), true)),
	}
	if mayHold {
		hold := option(SplitEpic, w.Say("split.original.epic", "key", s.Key))
		menu := slack.NewRadioButtonsBlockElement(fieldOriginal, hold, option(SplitDrop, w.Say("split.original.drop", "key", s.Key)))
		menu.InitialOption = hold
		blocks = append(blocks, input(fieldOriginal, w.Say("split.field.original"), false, menu))
	} else {
		blocks = append(blocks, section(w.Say("split.dropsPart", "key", s.Key)))
	}
	return form(StorySplit, private, w.Say("split.form.title", "key", s.Key), w.Say("split.form.submit"), w.Say("common.cancel"), blocks...)
}
