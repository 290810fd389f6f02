package scrum_test

import (
	"fmt"
	"strings"

	"pogo/scrum"
)

func ExampleRemarksIn() {
	s := scrum.Story{Parsed: scrum.Parse("As a byer, I want to pay by card so that I need no cash")}
	around := scrum.Surroundings{Personas: []scrum.Persona{{Key: "buyer", Name: "buyer", Stories: 4}}}
	for _, r := range scrum.RemarksIn(s, around) {
		fmt.Printf("%s %s %q\n", r.Severity, r.Rule, r.Hint)
	}
	// Output:
	// info unknown_role "buyer"
	// info no_criteria ""
}

func ExampleRewrite() {
	text := "En temps que client, je veux suivre mon colis"
	s := scrum.Story{Text: text, Parsed: scrum.Parse(text)}
	better, _ := scrum.Rewrite(s, scrum.Remark{Rule: "spelling_en_tant_que"})
	for _, c := range scrum.Diff(s.Sentence(), better.Sentence()) {
		fmt.Printf("%q %v %v\n", c.Text, c.Gone, c.Coming)
	}
	// Output:
	// "En" false false
	// "temps" true false
	// "tant" false true
	// "que client\nje veux suivre mon colis" false false
}

func ExampleSplitHints() {
	s := scrum.Story{Parsed: scrum.Parse("En tant que RH, je veux créer et archiver un dossier")}
	for _, h := range scrum.SplitHints(s) {
		fmt.Println(h.Pattern, strings.Join(h.Pieces, " | "))
	}
	// Output:
	// operations créer un dossier | archiver un dossier
}
