package view_test

import (
	"testing"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestWhatIsReadFirst(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		golden.CheckJSON(t, "testdata/help."+lang+".welcome.json", view.Welcome(w, `{"c":"CPAY"}`))
		golden.CheckJSON(t, "testdata/help."+lang+".hello.json", view.Hello(w))
		show := view.HelpTopic{Command: "/story", Says: "-", Lines: []view.HelpLine{{Typed: "/story TEXT", Says: "-"}, {Typed: "/story show ID", Says: "show"}}}
		golden.CheckJSON(t, "testdata/help."+lang+".one.json", view.HelpOnOne(w, show))
	}
}

func TestProductSettings(t *testing.T) {
	t.Parallel()
	plain := view.Settings{
		Product: scrum.Product{Owner: "U1", Lang: scrum.English, Zone: "Europe/Paris"}, Channel: "payments", Contact: "U1", Reader: "U1",
		Names: view.Names{"U1": hostile, "U2": "Samir"},
	}
	set := plain
	set.Product.Lang, set.Product.GuestsOut, set.Product.MustBeReady, set.Contact, set.Reader = scrum.French, true, true, "U2", "U2"
	set.Product.Emoji = scrum.VoteEmoji{Approve: "heart", Object: "no_entry", Abstain: "shrug"}
	set.Holidays = view.HolidayPlace{Country: "fr", Region: "Alsace-Moselle"}
	set.Standups = []scrum.Standup{{Clock: "09:30", Days: scrum.Workdays}, {Name: "Design", Clock: "10:00", Days: scrum.Everyday}}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		golden.CheckJSON(t, "testdata/settings."+lang+".plain.json", view.ProductSettings(w, plain))
		golden.CheckJSON(t, "testdata/settings."+lang+".set.json", view.ProductSettings(w, set))
	}
}
