package scrum

import (
	"slices"
	"strings"
)

var (
	criteriaHeader = lazily(`^(?:acceptance (?:criteria|criterion|tests?)|criteria|acs?|dod|definition of done|` +
		`criteres?(?: d'accept(?:ation|ance))?|ca|conditions? (?:d'acceptation|de satisfaction)|tests? d'acceptation|definition de fini)` +
		`(?: ?\([^)]*\))? ?(?::|-|–|—|$) ?`)
	givenLine    = lazily(`^(?:given|soit|sachant|etant donnee?s?)\b`)
	scenarioLine = lazily(`^(?:scenario(?: outline| template)?|background|contexte|plan du scenario|exemples?|examples?)(?: \d+)? ?(?::|$)`)
	featureLine  = lazily(`^(?:feature|fonctionnalite|rule|regle)(?: \d+)? ?:`)
	whenLine     = lazily(`^(?:when|quand|lorsque|lorsqu')`)
	whenWord     = lazily(`\b(?:when|quand|lorsque|lorsqu')`)
	thenWord     = lazily(`\b(?:then|alors|donc)\b`)
	thenLine     = lazily(`^(?:then|alors|donc)\b`)
	inlineGiven  = lazily(`[.;!] (?:given|etant donnee?s?)\b`)
	frenchSteps  = lazily(`\b(?:soit|sachant|etant donnee?s?|quand|lorsque?|alors|donc)\b`)
	englishSteps = lazily(`\b(?:given|when|then)\b`)
	inlineHeader = lazily(`(?:[.;!,]? (?:acceptance criteria|criteres d'acceptation|ac)|[.;!] (?:criteria|criteres|ca)) ?:`)
	inlineItem   = lazily(` ?(?:; | [-•*] |(?:^| )\d[.)] )`)
)

// division is a text in two: the story and its acceptance criteria.
type division struct {
	lines     []line // of the whole text
	several   bool   // other stories follow, which are left aside
	narrative []line
	criteria  []string
	aside     []line // what the story is told without
	header    string // of the criteria, folded; "" for none
	firm      bool   // a header or a Given opened the criteria, not merely a bullet
	bare      bool   // there are criteria and no story
}

// divide parts the story from its criteria, one criterion a line.
func divide(lines []line) division {
	story, aside := narrating(lines)
	lines = withListedGoals(unfolded(story))
	o := outlined(lines)
	for i := range lines {
		opens, firm := o.opensAt(i)
		if !opens {
			continue
		}
		d := division{narrative: lines[:i], criteria: listed(lines[i:]), header: criteriaHeader().FindString(lines[i].shadow), firm: firm, aside: aside}
		d.bare = len(d.criteria) > 0 && (i == 0 || i == 1 && featureLine().MatchString(lines[0].shadow))
		return d
	}
	return division{narrative: lines, aside: aside}
}

// outline is what divide needs to know of all lines at once, so that it looks
// at each of them once.
type outline struct {
	lines                         []line
	firstTold, lastRole, lastThen int
}

func outlined(lines []line) outline {
	o := outline{lines: lines, firstTold: len(lines), lastRole: -1, lastThen: -1}
	for i, one := range lines {
		if o.firstTold == len(lines) && one.tells() {
			o.firstTold = i
		}
		if slices.ContainsFunc(one.marks, func(m mark) bool { return m.sense == roleMark && (m.start == 0 || m.lang == French) }) {
			o.lastRole = i
		}
		if thenLine().MatchString(one.shadow) || whenLine().MatchString(one.shadow) || givenWhenThen(one.shadow) != nil {
			o.lastThen = i
		}
	}
	return o
}

// opensAt reports whether the criteria begin at line i, and whether that is
// firm: said by a header or by a keyword that nothing else uses.
func (o outline) opensAt(i int) (opens, firm bool) {
	l, told := o.lines[i], o.firstTold < i
	s := l.shadow
	if !told && o.lastRole >= i {
		return false, false
	}
	switch {
	case criteriaHeader().MatchString(s), scenarioLine().MatchString(s) && (told || o.lastThen > i):
		return true, true
	case givenLine().MatchString(s) && !l.wanted():
		return told || o.lastThen > i || givenWhenThen(s) != nil, true
	case whenLine().MatchString(s) && !l.wanted():
		return told || o.lastThen > i, !told
	}
	return told && l.bullet && !l.startsWithMarker(), false
}

// unfolded puts on lines of their own the criteria that were typed after a
// story on its line.
func unfolded(lines []line) []line {
	var out []line
	for _, l := range fielded(lines) {
		if !mayUnfold(l.shadow) {
			out = append(out, l)
			continue
		}
		at := inlineHeader().FindStringIndex(l.shadow)
		if given := inlineGiven().FindStringIndex(l.shadow); at == nil && given != nil {
			if givenWhenThen(l.shadow[given[0]+2:]) != nil {
				at = given
			}
		}
		if at == nil || at[0] == 0 {
			out = append(out, l)
			continue
		}
		out = append(out, line{passage: shade(l.cut(0, at[0])), bullet: l.bullet}, line{passage: shade(l.cut(at[0], l.end()))})
	}
	return out
}

// mayUnfold reports whether a line has the words of a header or of a Given: few
// have, and looking closely is slow.
func mayUnfold(shadow string) bool {
	return mentions(shadow, " given", " etant donn", " acceptance crit", " criter", " ac:", " ac :", " ca:", " ca :")
}

// endsInWant reports whether a passage ends in a want, as "I want to:" does.
func (p passage) endsInWant() bool {
	end := strings.TrimRight(p.shadow, " :")
	for _, filler := range [...]string{" to", " be able", " to", " pouvoir", " de"} {
		end = strings.TrimSuffix(end, filler)
	}
	for _, want := range [...]string{
		"want", "need", "like", "wish", "veux", "souhaite", "voudrais", "aimerais", "voulons", "souhaitons",
		"voudrions", "besoin",
	} {
		if strings.HasSuffix(end, want) {
			return p.wanted()
		}
	}
	return false
}

// endsInWhy reports whether a passage ends in the marker of a benefit, as "so
// that:" does.
func (p passage) endsInWhy() bool {
	end := len(strings.TrimRight(p.shadow, " :"))
	return slices.ContainsFunc(p.marks, func(m mark) bool { return m.sense == strongWhy && m.end == end })
}

// withListedGoals makes one sentence of a want and the list it ends in: "I
// want:" and bullets, which would else be taken for criteria.
func withListedGoals(lines []line) []line {
	out := make([]line, 0, len(lines))
	listing := false
	for i, l := range lines {
		if listing && l.bullet {
			item := strings.TrimPrefix(l.text, "to ")
			if i+1 < len(lines) && lines[i+1].bullet {
				item = strings.TrimRight(item, ",; ") + ","
			}
			l = line{passage: shade(item)}
		} else {
			listing = i+1 < len(lines) && lines[i+1].bullet && (l.endsInWant() || l.endsInWhy())
		}
		out = append(out, l)
	}
	return out
}
