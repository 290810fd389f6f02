package scrum

import "strings"

// Scenario is acceptance criteria that belong together: the steps of one
// example, Given, When and Then, or one plain criterion.
type Scenario struct {
	Name  string // "" for none
	Steps []string
}

var (
	andLine    = lazily(`^(?:and|but|et|mais)\b|^\|`) // or a row of a table
	itemMark   = lazily(`^(?:[-•*–—]+(?: +|$)|[-•]\b|\d{1,2}[.)] +)?(?:\[[ xX]?\] +)?`)
	negative   = lazily(`^-\d`)
	stepFormed = lazily(`^(?:given|when|then|soit|sachant|etant donne|quand|lorsqu|alors)`)
)

// Scenarios groups criteria, in their order. What no step goes on from stands
// alone.
func Scenarios(criteria []string) []Scenario {
	var groups []Scenario
	open := false // whether the last group may go on
	for _, c := range criteria {
		shadow := shade(c).shadow
		switch {
		case scenarioLine().MatchString(shadow):
			groups, open = append(groups, Scenario{Name: c}), true
		case open && goesOn(groups[len(groups)-1], shadow):
			last := &groups[len(groups)-1]
			last.Steps = append(last.Steps, c)
		default:
			groups, open = append(groups, Scenario{Steps: []string{c}}), stepFormed().MatchString(shadow)
		}
	}
	return groups
}

// goesOn reports whether a line is the next step of a scenario. A Given begins
// another one unless nothing else was said yet.
func goesOn(s Scenario, shadow string) bool {
	if givenLine().MatchString(shadow) {
		return len(s.Steps) == 0 || givenLine().MatchString(shade(s.Steps[len(s.Steps)-1]).shadow) && givenWhenThen(shadow) == nil
	}
	return whenLine().MatchString(shadow) || thenLine().MatchString(shadow) || andLine().MatchString(shadow)
}

// CriteriaLines reads criteria as they are typed into a form, one a line.
// Bullets, numbers and boxes before them are not part of them.
func CriteriaLines(text string) []string {
	var found []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !negative().MatchString(line) {
			line = strings.TrimSpace(line[len(itemMark().FindString(line)):])
		}
		if line != "" {
			found = append(found, line)
		}
	}
	return found
}
