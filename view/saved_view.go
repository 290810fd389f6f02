package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// ViewShow is what the button of a saved view is called on the wire.
const ViewShow = "view.show"

// SavedView is a filter with the name that somebody gave it.
type SavedView struct {
	Name   string
	Sought Sought
}

// SavedViews is what a person saved of a product's backlog.
type SavedViews struct {
	Product scrum.ProductID
	Channel string // name of the product's channel
	Views   []SavedView
}

// Views lists saved views, each with what can be done with it.
func Views(w *locale.Words, l SavedViews) Message {
	if len(l.Views) == 0 {
		return Note(w.Say("backlog.view.listNone"))
	}
	title := w.Say("backlog.view.list", "channel", escape(l.Channel))
	spoken := []string{title}
	blocks := []slack.Block{section("*" + title + "*")}
	for i, v := range l.Views {
		value := itoa(l.Product) + " " + v.Name
		spoken = append(spoken, "• "+w.Say("backlog.view.named", "name", escape(v.Name), "sought", v.Sought.said(w)))
		blocks = append(blocks, sectionWith(w.Say("backlog.view.named", "name", "*"+escape(v.Name)+"*", "sought", v.Sought.said(w)), button(ViewShow+"."+itoa(i), value, w.Say("backlog.view.show"))))
	}
	blocks = append(blocks, footnote(w.Say("backlog.view.forget", "name", escape(l.Views[0].Name))))
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}
