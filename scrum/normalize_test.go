package scrum_test

import (
	"testing"

	"pogo/scrum"
)

func TestATextIsReadAsItsAuthorSawIt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, want string }{
		{"a person by name", "ask <@U1|samir> first", "ask @samir first"},
		{"a channel", "as in <#C1|payments>", "as in #payments"},
		{"everybody", "tell <!channel>", "tell @channel"},
		{"a link says where it leads", "see <https://a.example/x|the page>", "see the page (https://a.example/x)"},
		{"a bare link", "see <https://a.example/x>", "see https://a.example/x"},
		{"a link under its own name", "see <https://a.example|a.example>", "see https://a.example"},
		{"signs", "R&amp;D &lt; 3", "R&D < 3"},
		{"spaces and lines stay", " two  words\nand a line ", " two  words\nand a line "},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := scrum.AsRead(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestWhatIsTypedKeepsPeopleToBeNamedWhereItIsShown(t *testing.T) {
	t.Parallel()
	const typed = "ask <@U1> and <!channel> in <#C1|payments>: R&amp;D, see <https://a.example/?x=1&amp;y=2>"
	if got, want := scrum.AsTyped(typed), "ask <@U1> and @channel in #payments: R&D, see https://a.example/?x=1&y=2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
