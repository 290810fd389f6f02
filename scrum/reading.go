package scrum

import (
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
		words := p.shadow[w.start:w.end]
		r.whys[i].family = family(words)
		r.whys[i].end -= len(words) - len(strings.TrimSuffix(words, "not to"))
	}
	r.medium = of(mediumWhy, r.marks)
	for i, m := range r.medium {
		r.medium[i].end = m.start + leadOfReason(p.shadow[m.start:m.end])
	}
	r.strong = r.ownWants(append(r.negated(), of(strongWant, r.marks)...))
	r.weak = r.ownWants(of(weakWant, r.marks))
	return r
}

// leadOfReason is how much of a marker introduces a reason; the rest belongs to
// it: "I can" of "so I can", "saves" of "which saves me a call".
func leadOfReason(words string) int {
	for _, lead := range [...]string{
		"so ", "cause ", "otherwise ", "or else ", "comme ca, ", "comme ca ", "ainsi, ", "ainsi ", "this way, ", "this way ", "that way, ", "that way ",
	} {
		if strings.HasPrefix(words, lead) {
			return len(lead)
		}
	}
	for _, lead := range [...]string{"which ", "ce qui "} {
		if rest, found := strings.CutPrefix(words, lead); found && !mentions(rest, "allow", "let", "help", "enable", "permet") {
			return len(lead)
		}
	}
	return len(words)
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
	switch last := r.shadow[m.end-1]; {
	case last == ':' || last == '?', strings.HasPrefix(r.shadow[m.start:], "pourquoi"):
		return !r.startsClause(m.start) || m.start == 0
	case strings.HasPrefix(r.shadow[m.start:], "a fin d"):
		return r.endsWith(m, "de", "d'") && !isInfinitive(r.shadow[m.end:])
	case strings.HasPrefix(r.shadow[m.start:], "histoire d"):
		return !isInfinitive(r.shadow[m.end:])
	case strings.HasPrefix(r.shadow[m.start:], "en vue d"):
		return r.follows(m.end, "ensemble", "dessus", "face")
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
		if does := r.does(role); does.found() {
			return r.roleThenWant(role, does), true
		}
		early := firstFrom(r.strong, 0)
		if early.found() && early.start < role.start {
			return r.wantThenRole(early, role), true
		}
		return r.roleOnly(role)
	case want.found():
		return r.wantOnly(want)
	}
	for _, read := range [...]func() (Parsed, bool){r.apposed, r.asked, r.hopedFor} {
		if out, ok := read(); ok {
			return out, true
		}
	}
	if out, ok := r.thirdPerson(); ok {
		return out, true
	}
	return r.hoped()
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

var placeholder = lazily(`^(?:(?:an?|the|le|la|les|un|une|des) )?(?:<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\}|_{2,}|\?{2,}|\.{3}|…|n/a)$|` +
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
		placeholder().MatchString(folded)
}
