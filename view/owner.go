package view

import (
	"strconv"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons of the question to a possible owner are called on the wire.
const (
	OwnerTake = "owner.take"
	OwnerPass = "owner.pass"
)

// HeirName names the message that asks somebody to own a product. Asked again
// after another owner is gone, they get another.
func HeirName(h scrum.Heir) string {
	return "heir:" + itoa(h.Product) + " " + string(h.Person) + " " + strconv.FormatInt(h.AskedAt.UnixMicro(), 10)
}

// HeirAsked asks somebody whether they take a product whose owner is gone.
func HeirAsked(w *locale.Words, p scrum.Product, gone string) Message {
	m := Note(w.Say("owner.asked", "who", escape(gone), "channel", "<#"+string(p.Channel)+">"))
	m.Blocks = append(m.Blocks, buttons(
		primary(OwnerTake, itoa(p.ID), w.Say("owner.button.take")),
		button(OwnerPass, itoa(p.ID), w.Say("owner.button.pass")),
	))
	return m
}
