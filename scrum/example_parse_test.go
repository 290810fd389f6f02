package scrum_test

import (
	"fmt"

	"pogo/scrum"
)

func ExampleParse() {
	p := scrum.Parse("En tant que responsable de projet, je souhaite pouvoir suivre l'avancement de mes collaborateurs afin de mieux gérer le planning")
	fmt.Println(p.Kind, p.Lang)
	fmt.Println("who: ", p.Role)
	fmt.Println("what:", p.Goal)
	fmt.Println("why: ", p.Benefit)
	// Output:
	// story fr
	// who:  responsable de projet
	// what: suivre l'avancement de mes collaborateurs
	// why:  mieux gérer le planning
}

func ExampleParse_need() {
	p := scrum.Parse("be helped in < 30 minutes")
	fmt.Println(p.Kind, p.Goal, p.Tags, p.Warnings)
	// Output: need be helped in < 30 minutes [measurable_nfr] [not_a_story]
}

func ExampleParse_criteria() {
	p := scrum.Parse(`As a client, I want to log in so that I see my data
Given I have an account
When I enter a wrong password
Then I see an error`)
	for i, c := range p.Criteria {
		fmt.Println(i+1, c)
	}
	// Output:
	// 1 Given I have an account
	// 2 When I enter a wrong password
	// 3 Then I see an error
}

func ExampleRemarks() {
	p := scrum.Parse("As a user, I want to manage my profile")
	for _, r := range scrum.Remarks(p) {
		fmt.Println(r.Severity, r.Rule)
	}
	// Output:
	// warn missing_benefit
	// warn split_crud
	// info generic_role
}

func ExampleParsed_Headline() {
	fmt.Println(scrum.Parse("As a cook I want a timer so that nothing burns").Headline())
	fmt.Println(scrum.Parse(":bug: la page plante.\nDepuis hier").Headline())
	// Output:
	// A timer
	// La page plante
}

func ExampleParsed_Confidential() {
	fmt.Println(scrum.Parse("fix the critical bug exposing personal data").Confidential())
	fmt.Println(scrum.Parse("add a dashboard").Confidential())
	// Output:
	// true
	// false
}

func ExampleFold() {
	fmt.Println(scrum.Fold("L’ÉTÉ   à Besançon"))
	// Output: l'ete a besancon
}
