package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons under a finding about privacy are called on the wire.
const (
	PrivacyHide = "privacy.hide"
	PrivacyKeep = "privacy.keep"
)

// FoundPrefix begins the name of the message to the privacy contact; the value
// of its buttons follows.
const FoundPrefix = "privacy:"

// FoundName names the message to the privacy contact about a story as it came
// to be by a change.
func FoundName(s scrum.Story) string { return FoundPrefix + foundValue(s) }

func foundValue(s scrum.Story) string { return itoa(s.ID) + " " + itoa(s.Revision) }

// Found is a story that the channel sees and that came to speak of security or
// personal data, and whom that concerns.
type Found struct {
	Story   scrum.Story
	Lines   []string         // what it says now, as it was written
	Channel string           // name of the product's
	Editor  scrum.PersonID   // whose change it was
	Contact scrum.PersonID   // for privacy; "" if there is nobody
	Readers []scrum.PersonID // who would see the story if it were hidden
	Names   Names
}

// FoundForEditor asks whoever changed a story whether it is to be hidden.
func FoundForEditor(w *locale.Words, f Found) Message {
	text := w.Say("privacy.found", f.args(w)...)
	if f.Contact != "" && f.Contact != f.Editor {
		text += " " + w.Say("privacy.told", "who", escape(f.Names.Of(f.Contact)))
	}
	return f.asked(w, text)
}

// FoundForContact asks the privacy contact the same.
func FoundForContact(w *locale.Words, f Found) Message {
	return f.asked(w, w.Say("privacy.foundBy", append(f.args(w), "channel", escape(f.Channel), "who", escape(f.Names.Of(f.Editor)))...))
}

func (f Found) asked(w *locale.Words, text string) Message {
	m, value := Note(text), foundValue(f.Story)
	m.Blocks = append(m.Blocks, buttons(button(PrivacyHide, value, w.Say("privacy.button.hide")), button(PrivacyKeep, value, w.Say("privacy.button.keep"))))
	return m
}

func (f Found) args(w *locale.Words) []any {
	const most, long = 3, 150
	var said []string
	for _, line := range f.Lines[:min(most, len(f.Lines))] {
		said = append(said, w.Quote(escape(oneLine(line, long))))
	}
	return []any{"key", f.Story.Key, "said", w.List(said), "readers", f.readers(w)}
}

// readers names those who see the story while it is hidden.
func (f Found) readers(w *locale.Words) string {
	names := make([]string, len(f.Readers))
	for i, id := range f.Readers {
		names[i] = escape(f.Names.Of(id))
	}
	return w.List(names)
}

// FieldSight is the choice of what the channel sees of a story.
const (
	FieldSight = "sight"
	SightHide  = "hide"
	SightKeep  = "keep"
)

// StorySightForm holds what a person changed in a story, which is not saved
// yet, and asks what the channel is to see of it.
func StorySightForm(w *locale.Words, private string, f Found, mine map[string]string) *Form {
	menu := slack.NewRadioButtonsBlockElement(FieldSight, option(SightHide, w.Say("privacy.sight.hide")), option(SightKeep, w.Say("privacy.sight.keep")))
	blocks := []slack.Block{section(w.Say("privacy.sight.about", f.args(w)...)), input(FieldSight, w.Say("privacy.sight"), false, menu)}
	for _, field := range editFields(w, f.Story) {
		if value, changed := mine[field.name]; changed {
			blocks = append(blocks, field.input(value))
		}
	}
	return form(StoryRevise, private, w.Say("story.form.edit", "key", f.Story.Key), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

// StoryHidden is what stands in the channel in the place of the card of a story
// that somebody hid.
func StoryHidden(w *locale.Words, f Found) Message {
	text := w.Say("privacy.card", "key", f.Story.Key, "who", escape(f.Names.Of(f.Editor)))
	return Message{Text: text, Blocks: []slack.Block{footnote(text)}}
}

// HiddenNow tells whoever hid a story who still sees it; its product's owner
// can show it again.
func HiddenNow(w *locale.Words, f Found, owner bool) Message {
	return f.hidden(w, w.Say("privacy.hidden", "key", f.Story.Key, "readers", f.readers(w)), owner)
}

// HiddenBy tells the privacy contact that somebody hid a story.
func HiddenBy(w *locale.Words, f Found, owner bool) Message {
	return f.hidden(w, w.Say("privacy.hiddenBy", "key", f.Story.Key, "who", escape(f.Names.Of(f.Editor)), "readers", f.readers(w)), owner)
}

func (f Found) hidden(w *locale.Words, text string, owner bool) Message {
	m := Note(text)
	if owner {
		m.Blocks = append(m.Blocks, buttons(button(StoryReveal, itoa(f.Story.ID), w.Say("story.button.reveal"))))
	}
	return m
}

// HiddenFromTaker tells whoever works on a story that they see it no longer.
func HiddenFromTaker(w *locale.Words, f Found) Message {
	return Note(w.Say("privacy.hiddenFromTaker", "key", f.Story.Key, "who", escape(f.Names.Of(f.Editor)), "readers", f.readers(w)))
}
