package scrum

import (
	"slices"
	"strings"
)

// severalStories warns that a text holds more than the story that was read.
const severalStories = "multiple_stories"

// firstStory parts the first story of a text from those that follow it: "As a
// buyer, I want … As a seller, I want …", or a role named anew in a form. Most
// texts hold one.
func firstStory(lines []line) (first, rest []line) {
	role, told := false, false
	var named, wanted bool // by labels
	for i, l := range lines {
		switch f, _, _ := label(l.shadow); {
		case f == roleField && named && wanted:
			return l.partedAt(0, lines[:i], lines[i+1:])
		case f == roleField:
			named = true
		case f == goalField:
			wanted = true
		}
		for _, m := range l.marks {
			switch {
			case m.sense == roleMark && told && l.beginsAnother(m) && wantFollows(lines[i:], m):
				return l.partedAt(m.start, lines[:i], lines[i+1:])
			case m.sense == roleMark:
				role = true
			case m.sense&(strongWant|noWant) != 0:
				told = role
			}
		}
	}
	return lines, nil
}

var joining = lazily(`(?i)[ ,]*\b(?:and|also|et|aussi|puis|then|plus)$`)

// beginsAnother reports whether a role can open a sentence of its own.
func (l line) beginsAnother(m mark) bool {
	r := reading{passage: l.passage}
	before := strings.TrimRight(l.shadow[:m.start], " ")
	starts := before == "" || strings.ContainsAny(before[len(before)-1:], ".!?;") || joining().MatchString(before)
	return starts && !r.noRole(m)
}

// wantFollows reports whether a role of the first of lines goes on to say what
// is wanted, there or at the beginning of the next line.
func wantFollows(lines []line, role mark) bool {
	wants := func(m mark) bool { return m.sense&(strongWant|noWant) != 0 }
	if slices.ContainsFunc(lines[0].marks, func(m mark) bool { return wants(m) && m.start >= role.end }) {
		return true
	}
	return len(lines) > 1 && slices.ContainsFunc(lines[1].marks, func(m mark) bool { return wants(m) && m.start == 0 })
}

// partedAt cuts a line in two, between those before and those after it.
func (l line) partedAt(place int, before, after []line) (first, rest []line) {
	first = slices.Clone(before)
	if head := tidy(joining().ReplaceAllString(l.cut(0, place), "")); head != "" {
		first = append(first, line{passage: shade(head), bullet: l.bullet, opens: l.opens})
	}
	tail := line{passage: shade(l.text[l.at[place]:]), bullet: l.bullet, opens: true}
	return first, append([]line{tail}, after...)
}

// maxStories is how many stories a text is parted in; the last holds the rest.
const maxStories = 20

// Stories returns the stories of a text, a line each, in its author's words;
// of a text with one story or none, the text.
func Stories(text string) []string {
	var found []string
	for rest := fielded(normalized(text)); len(rest) > 0; {
		var first []line
		if first, rest = firstStory(rest); len(found) == maxStories-1 {
			first, rest = append(first, rest...), nil
		}
		found = append(found, strings.ReplaceAll(asTyped(first), "\n", " "))
	}
	return found
}
