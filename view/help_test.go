package view_test

import (
	"testing"

	"pogo/internal/golden"
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
