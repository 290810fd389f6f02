package scrum_test

import (
	"fmt"
	"testing"

	"pogo/scrum"
)

func ExampleCourtesy() {
	fmt.Println(scrum.Courtesy("Merci beaucoup !"), scrum.Courtesy("merci d'ajouter un filtre"))
	// Output: true false
}

func TestCourtesyIsNotTakenForMoreThanItIs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"merci": true, "Merci !": true, "mille mercis": true, "super, merci beaucoup": true, "je te remercie": true, "ok": true, "OK merci": true,
		"D’accord.": true, "C'est noté, merci à toi": true, "bien reçu": true, "parfait 👍": true,
		"thanks": true, "Thanks a lot!": true, "thank you so much, Pogo": true, "got it": true, "ok great, thx": true, "you're welcome": true,
		"👍": true, ":+1:": true, ":tada: 🎉": true, "❤️!": true, ":)": true, "…": true,

		"": false, " ": false, "?": false, "ok ?": false, "help": false, "aide": false, "/": false, "note": false, "12": false, "PAY-12": false,
		"merci d'ajouter un filtre": false, "thanks to the new filter": false, "ok PAY-12": false, "super admin": false, "a great dashboard": false,
		"top 3": false, "pogo": false, "bien": false, "thank Nora": false, "stop": false, "make it cool": false, "and again": false,
	} {
		if got := scrum.Courtesy(text); got != want {
			t.Errorf("%q is courtesy: %v", text, got)
		}
	}
}
