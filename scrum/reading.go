package scrum

import (
	"regexp"
	"slices"
	"strings"
)

// reading is a passage being read as a story.
type reading struct {
	passage
	strong, weak []mark // wants
	whys, medium []mark // benefits
	heard        []Lang // one for each marker that was used
	out          Parsed
}

// startReading finds all markers of a passage at once.
func startReading(p passage) *reading {
	r := &reading{passage: p}
	r.whys = slices.DeleteFunc(of(strongWhy, r.marks), r.noWhy)
	for i, w := range r.whys {
		r.whys[i].family = family(p.shadow[w.start:w.end])
	}
	r.medium = of(mediumWhy, r.marks)
	for i, m := range r.medium {
		for _, only := range [...]string{"so ", "comme ca, ", "comme ca "} {
			if strings.HasPrefix(p.shadow[m.start:], only) {
				r.medium[i].end = m.start + len(only) // "I can" of "so I can" belongs to the benefit
				break
			}
		}
	}
	r.strong = r.ownWants(append(r.negated(), of(strongWant, r.marks)...))
	r.weak = r.ownWants(of(weakWant, r.marks))
	return r
}

// family names the markers that only repeat each other.
func family(words string) string {
	for _, f := range [...]string{"so that", "so as", "in order", "pour qu", "en vue", "de facon", "de maniere", "de ", "dans", "histoire", "with", "for"} {
		if strings.HasPrefix(words, f) {
			return f
		}
	}
	return "afin"
}

// noWhy tells words that look like a benefit's marker and are none: "jusqu'à
// fin de mois", "l'histoire de la ville".
func (r *reading) noWhy(m mark) bool {
	switch {
	case strings.HasPrefix(r.shadow[m.start:], "a fin d"):
		return r.endsWith(m, "de", "d'") && !isInfinitive(r.shadow[m.end:])
	case strings.HasPrefix(r.shadow[m.start:], "histoire d"):
		return !isInfinitive(r.shadow[m.end:])
	case strings.HasPrefix(r.shadow[m.start:], "en vue d"):
		return r.follows(m.end, "ensemble", "dessus", "face")
	}
	return false
}

// negated returns the wants that are refused: "I don't want", "je ne veux plus".
func (r *reading) negated() []mark {
	var found []mark
	for _, m := range of(noWant, r.marks) {
		words := r.shadow[m.start:m.end]
		switch {
		case m.lang == English && strings.Contains(words, "no longer"):
			m.not = "no longer"
		case m.lang == English:
			m.not = "not"
		case !frenchNot.MatchString(words):
			m.not = "ne" // "je ne veux recevoir aucun mail"
		default:
			m.not = "ne " + frenchNot.FindString(words)
		}
		found = append(found, m)
	}
	return found
}

var (
	frenchNot  = regexp.MustCompile(`\b(?:pas|plus|jamais)\b`)
	cleftIs    = regexp.MustCompile(`^,? (?:is|would be|c'est|ce serait)\b`)
	cannotWord = regexp.MustCompile(`^(?:'|n't| ?not\b| pas\b| plus\b)`)
)

// ownWants keeps of the wants those that are the author's main clause, in
// order. "so that I need", "when I want" and "I can't" are not.
func (r *reading) ownWants(wants []mark) []mark {
	slices.SortStableFunc(wants, func(a, b mark) int { return a.start - b.start })
	ends := map[int]bool{}
	for _, m := range append(slices.Clone(r.whys), r.medium...) {
		ends[m.end], ends[m.end+1] = true, true
	}
	var own []mark
	for _, w := range wants {
		switch length := len(cannotWord.FindString(r.shadow[w.end:])); {
		case w.not == "" && r.cleft(&w):
		case ends[w.start], subordinate(r.wordBefore(w.start)):
			continue
		case w.not == "" && strings.HasPrefix(r.shadow[w.end:], " pas ") && w.lang == French:
			w.end, w.not = w.end+len(" pas"), "ne pas"
		case w.sense == strongWant && w.lang == French && strings.HasPrefix(r.shadow[w.end:], " plus ") && isInfinitive(r.shadow[w.end+len(" plus "):]):
			w.end, w.not = w.end+len(" plus"), "ne plus"
		case w.sense == strongWant && w.lang == French && strings.HasPrefix(r.shadow[w.end:], " plus "):
			// "je veux plus de clients"
		case w.not == "" && length > 0 && w.sense == weakWant && obliges(r.shadow[w.start:w.end]):
			w.end, w.not = w.end+length, notIn(w.lang)
		case w.not == "" && length > 0:
			continue
		}
		own = append(own, w)
	}
	return own
}

// cleft moves a want over what is around it in "what I want is to", "ce que je
// veux c'est". It reports whether there is something.
func (r *reading) cleft(w *mark) bool {
	before, what := strings.CutSuffix(r.shadow[:w.start], "what ")
	if !what {
		before, what = strings.CutSuffix(r.shadow[:w.start], "ce que ")
	}
	is := cleftIs.FindString(r.shadow[w.end:])
	if !what || is == "" {
		return false
	}
	w.start, w.end = len(before), w.end+len(is)
	return true
}

// obliges reports whether a modal verb, negated, forbids: "must not" does, but
// "cannot" complains.
func obliges(words string) bool {
	return mentions(words, "should", "must", "shall", "doi", "dev")
}

func notIn(l Lang) string {
	if l == French {
		return "ne pas"
	}
	return "not"
}

// subordinate reports whether a word makes what follows a secondary clause.
func subordinate(word string) bool {
	switch word {
	case "when", "whenever", "as", "if", "where", "what", "who", "until", "unless", "while", "how", "whether",
		"quand", "si", "lorsque", "dont", "ou", "qui", "que", "comment", "do", "should", "can":
		return true
	}
	return false
}

// readStory reads a passage in any of the forms of a story. It reports false
// for a text that has none.
func readStory(p passage) (Parsed, bool) {
	r := startReading(p)
	role := r.role()
	want := r.want(role)
	switch {
	case role.found() && want.found():
		return r.roleThenWant(role, want), true
	case role.found():
		early := firstFrom(r.strong, 0)
		if early.found() && early.start < role.start {
			return r.wantThenRole(early, role), true
		}
		return r.roleOnly(role)
	case want.found():
		return r.wantOnly(want)
	}
	return r.thirdPerson()
}

// firstFrom returns the first of marks that starts at or after a place.
func firstFrom(marks []mark, place int) mark {
	for _, m := range marks {
		if m.start >= place {
			return m
		}
	}
	return mark{}
}

// within returns the first of marks that lies in [from, to).
func within(marks []mark, from, to int) mark {
	if m := firstFrom(marks, from); m.found() && m.end <= to {
		return m
	}
	return mark{}
}

func (r *reading) hear(marks ...mark) {
	for _, m := range marks {
		if m.found() {
			r.heard = append(r.heard, m.lang)
		}
	}
}

func (r *reading) warn(code string) { r.out.Warnings = append(r.out.Warnings, code) }

// finished gives the story its kind, language, tags and warnings.
func (r *reading) finished(kind Kind) Parsed {
	var mixed bool
	r.out.Kind = kind
	r.out.Lang, mixed = elected(r.heard)
	if mixed {
		r.warn("mixed_language")
	}
	if kind == KindJobStory && r.out.Role == "" {
		r.out.Warnings = append(r.out.Warnings, missing(r.out.Goal, "goal"), missing(r.out.Benefit, "benefit"))
	} else {
		r.out.Warnings = append(r.out.Warnings, missing(r.out.Role, "role"), missing(r.out.Goal, "goal"), missing(r.out.Benefit, "benefit"))
	}
	slices.Sort(r.out.Warnings)
	r.out.Warnings = slices.Compact(r.out.Warnings)
	if len(r.out.Warnings) > 0 && r.out.Warnings[0] == "" {
		r.out.Warnings = r.out.Warnings[1:]
	}
	r.out.Tags = tags(r.shadow, Fold(r.out.Title))
	return r.out
}

var placeholder = regexp.MustCompile(`^(?:(?:an?|the|le|la|les|un|une|des) )?(?:<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\}|_{2,}|\?{2,}|\.{3}|…|n/a)$|` +
	`\b(?:x{3,}|tbd|tbc|todo|lorem ipsum|a (?:definir|completer|preciser|determiner))\b`)

// missing returns the warning that a part deserves, or "".
func missing(part, name string) string {
	switch {
	case part == "":
		return "missing_" + name
	case isPlaceholder(Fold(part)):
		return "placeholder_" + name
	}
	return ""
}

// isPlaceholder looks for a telling piece first, because few parts have one.
func isPlaceholder(folded string) bool {
	return mentions(folded, "<", "[", "{", "_", "??", "...", "…", "n/a", "xxx", "tbd", "tbc", "todo", "lorem", "a definir", "a completer",
		"a preciser", "a determiner") &&
		placeholder.MatchString(folded)
}
