package scrum

import "strings"

// listed returns the criteria on lines, the first of which may be a header.
func listed(lines []line) []string {
	var criteria []string
	for _, p := range lines {
		start := len(criteriaHeader().FindString(p.shadow))
		pieces := []string{p.cut(start, p.end())}
		if start > 0 {
			pieces = itemized(p, start)
		}
		if steps := givenWhenThen(p.shadow); start == 0 && steps != nil {
			pieces = []string{p.cut(0, steps[0]), p.cut(steps[0], steps[1]), p.cut(steps[1], p.end())}
		}
		for _, c := range pieces {
			if c != "" {
				criteria = append(criteria, c)
			}
		}
	}
	return criteria
}

// itemized returns the criteria that follow a header on its line.
func itemized(p line, start int) []string {
	var items []string
	from := start
	for _, at := range inlineItem().FindAllStringIndex(p.shadow[start:], -1) {
		items = append(items, p.cut(from, start+at[0]))
		from = start + at[1]
	}
	return append(items, p.cut(from, p.end()))
}

// givenWhenThen returns where "when" and "then" stand on a line that holds all
// three steps, or nil.
func givenWhenThen(shadow string) []int {
	if !givenLine().MatchString(shadow) {
		return nil
	}
	when := whenWord().FindStringIndex(shadow)
	if when == nil {
		return nil
	}
	then := thenWord().FindStringIndex(shadow[when[1]:])
	if then == nil {
		return nil
	}
	return []int{when[0], when[1] + then[0]}
}

// readAcceptance makes a text that has criteria and no story.
func readAcceptance(narrative passage, parts division) Parsed {
	out := Parsed{Kind: KindAcceptance, Lang: English, Title: narrative.cut(0, narrative.end()), Criteria: parts.criteria}
	if all := parts.header + " " + Fold(strings.Join(parts.criteria, " ")); frenchSteps().MatchString(all) || !englishSteps().MatchString(all) && guessed(all) == French {
		out.Lang = French
	}
	out.Warnings = []string{"missing_story"}
	out.Tags = tags(narrative.shadow, "")
	return out
}
