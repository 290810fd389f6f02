package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// RetroStatus says how the retrospective stands and what can be done, to one
// person. Only the product's owner is offered to close it.
func RetroStatus(w *locale.Words, a RetroAsk, owner bool) Message {
	said := w.Say("retro.status.collecting", "n", a.Notes)
	elements := []slack.BlockElement{
		button(RetroWrite, itoa(a.Retro.ID), w.Say("retro.button.write")),
		button(RetroHow, "", w.Say("retro.button.how")),
	}
	if a.Retro.State == scrum.RetroOpen {
		said = w.Say("retro.status.open", "title", retroTitle(w, a.Retro), "until", a.until(w), "n", a.Notes)
		if owner {
			elements = append(elements, closing(w, itoa(a.Retro.ID)))
		}
	}
	ask := w.Say("retro.status.ask")
	return Message{Text: said + "\n" + ask, Blocks: []slack.Block{section(said), buttons(elements...), footnote(ask)}}
}

// ActionList is the actions of a product as one person sees them.
type ActionList struct {
	RetroOutcome
	Channel string
	May     func(scrum.Action) bool // whether this person may end it
	More    bool                    // whether one more may be added
}

// Actions lists what was decided.
func Actions(w *locale.Words, l ActionList) Message {
	title := w.Say("retro.list.none", "channel", escape(l.Channel))
	if n := len(scrum.OpenActions(l.Actions)); n > 0 {
		title = w.Say("retro.list.title", "n", n, "channel", escape(l.Channel))
	}
	lines := actionLines(w, l.Actions, l.Names, l.Zone, l.Now)
	blocks := []slack.Block{section("*" + title + "*")}
	for i, a := range l.Actions {
		if i == 2*scrum.MaxOpenActions {
			break
		}
		blocks = append(blocks, rich(written(lines[i])))
		if a.State == scrum.ActionOpen && l.May(a) {
			id := itoa(a.ID) // in the action id too, which two buttons may not share
			blocks = append(blocks, buttons(
				button(ActionDone+"."+id, id, w.Say("retro.button.done")),
				button(ActionDrop+"."+id, id, w.Say("retro.button.drop")),
			))
		}
	}
	if l.More {
		blocks = append(blocks, buttons(button(ActionAdd, itoa(l.Retro.ID), w.Say("retro.button.add"))))
	}
	return Message{Text: clip(strings.Join(append([]string{title}, escapeAll(lines)...), "\n"), maxFallback), Blocks: blocks}
}

// ActionName names the message that tells a person of their action.
func ActionName(id scrum.ActionID) string { return "retro.action:" + itoa(id) }

// ActionEntrusted tells somebody that they look after an action now.
func ActionEntrusted(w *locale.Words, a scrum.Action, who, channel string) Message {
	said := w.Say("retro.told", "who", escape(who), "channel", escape(channel), "due", dueDay(w, a.Due))
	return Message{Text: clip(said+" "+escape(oneLine(a.Text, 300)), maxFallback), Blocks: []slack.Block{
		section(said),
		rich(written(clip(strings.TrimSpace(clean(a.Text)), 2000))),
		buttons(button(ActionTold, itoa(a.ID), w.Say("retro.button.done"))),
	}}
}

// ActionEnded says what became of an action.
func ActionEnded(w *locale.Words, a scrum.Action) Message {
	key := "retro.doneSaid"
	if a.State == scrum.ActionDropped {
		key = "retro.droppedSaid"
	}
	return Note(w.Say(key, "text", escape(actionText(w, a))))
}

// ActionTexts are actions in a row, for a sentence about them.
func ActionTexts(w *locale.Words, actions []scrum.Action) string {
	texts := make([]string, 0, len(actions))
	for _, a := range actions {
		texts = append(texts, escape(w.Quote(oneLine(a.Text, 80))))
	}
	return w.List(texts)
}
