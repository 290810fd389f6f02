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

		"avec plaisir": true, "Je t'en prie !": true, "pas de quoi": true, "you're very welcome 🙂": true, "my pleasure": true, "any time": true,
		"merci <@UCLAIRE|Claire> !": true, "tout le plaisir est pour moi": true,

		"anytime soon": false, "pleasure boat": false, "merci claire, le filtre": false,
		"": false, " ": false, "?": false, "ok ?": false, "help": false, "aide": false, "/": false, "note": false, "12": false, "PAY-12": false,
		"merci d'ajouter un filtre": false, "thanks to the new filter": false, "ok PAY-12": false, "super admin": false, "a great dashboard": false,
		"top 3": false, "pogo": false, "bien": false, "thank Nora": false, "stop": false, "make it cool": false, "and again": false,
	} {
		if got := scrum.Courtesy(text); got != want {
			t.Errorf("%q is courtesy: %v", text, got)
		}
	}
}

func TestThanksAnswerNoQuestion(t *testing.T) {
	t.Parallel()
	const own = scrum.Question("Tout est prêt pour la démo ?")
	for text, want := range map[string][2]bool{ // what comes next, and a team's own question
		"merci": {false, false}, "Merci beaucoup !": {false, false}, "thanks": {false, false}, "ok, thanks": {false, false}, "super, merci": {false, false},
		"de rien": {false, false}, "you're welcome :slightly_smiling_face:": {false, false}, "Avec plaisir 🙂": {false, false}, "merci <@UNORA>": {false, false},
		"bonne journée": {false, false}, "thx 🙏🏽": {false, false},

		"ok": {false, true}, "OK !": {false, true}, "👍": {false, true}, "👍🏽": {false, true}, ":+1::skin-tone-3:": {false, true}, "parfait :tada:": {false, true},
		"d’accord": {false, true}, "noted": {false, true}, "❤️": {false, true},

		"merci, hier j'ai fini PAY-3": {true, true}, "thanks, PAY-3 is done": {true, true}, "ok PAY-3": {true, true}, "👍 PAY-3": {true, true},
		"merci d'ajouter un filtre": {true, true}, "thank Nora": {true, true}, "super admin": {true, true}, "merci, RAS": {true, true}, "non merci": {true, true},
		"no problem": {true, true}, "pas de souci": {true, true}, "🤒": {true, true}, ":palm_tree:": {true, true}, "PAY-3 ok": {true, true}, "top 3": {true, true},
	} {
		if got := [2]bool{scrum.QuestionNext.Answers(text), own.Answers(text)}; got != want {
			t.Errorf("%q answers: %v, want %v", text, got, want)
		}
	}
}

func TestWhoGreetsIsRecognized(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"hello": true, "Hi!": true, "hey Pogo": true, "Good morning 🙂": true, "hello there, what can you do": true, "What can you do?": true,
		"who are you ?": true, "how does this work?": true, "Bonjour": true, "bonsoir !": true, "Salut Pogo": true, "coucou 👋": true,
		"Bonjour, que sais-tu faire ?": true, "tu sais faire quoi ?": true, "À quoi sers-tu ?": true, "Comment ça marche ?": true, "Qui es-tu ?": true,

		"": false, "help": false, "hello world page": false, "hi-res pictures": false, "bonjour, hier j'ai fini PAY-3": false,
		"what can you do about PAY-3": false, "say hello to new clients": false, "salut les filtres": false, "merci": false,
	} {
		if got := scrum.Greets(text); got != want {
			t.Errorf("%q greets: %v", text, got)
		}
	}
}
