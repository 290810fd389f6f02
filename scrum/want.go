package scrum

import (
	"slices"
	"strings"
)

// want returns the marker of what is wanted, at or after the role. A weak one
// ("I can") counts when there is no strong one, or when it begins a clause and
// the strong one does not ("I can see the items I want").
func (r *reading) want(role mark) mark {
	strong, weak := firstFrom(r.strong, role.end), firstFrom(r.weak, role.end)
	early := firstFrom(r.strong, 0)
	if role.found() && early.found() && early.start < role.start {
		for _, w := range [...]*mark{&strong, &weak} {
			if w.found() && (within(r.whys, role.end, w.start).found() || within(r.medium, role.end, w.start).found()) {
				*w = mark{} // it belongs to the benefit of the earlier want
			}
		}
		if !strong.found() {
			return mark{}
		}
	}
	switch {
	case !strong.found():
		return weak
	case weak.found() && weak.start < strong.start && r.startsClause(weak.start) && !r.startsClause(strong.start):
		return weak
	}
	return strong
}

// goalFrom fills goal and benefit from what lies after a want.
func (r *reading) goalFrom(want mark, to int) {
	r.hear(want)
	goalEnd := to
	if r.out.Benefit == "" {
		why := r.why(want.end, to)
		r.hear(why)
		if why.found() {
			goalEnd = why.start
			r.out.Benefit = r.cut(why.end, to)
		}
	} else if within(r.whys, want.end, to).found() {
		r.warn("multiple_benefits")
	}
	r.out.Goal = r.goal(want, goalEnd)
	another := slices.ContainsFunc(r.marks, func(m mark) bool {
		return m.sense == roleMark && m.start > want.end && m.end < goalEnd && r.startsClause(m.start) && firstFrom(r.strong, m.end).found()
	})
	if another || r.secondWant(want.end, goalEnd) {
		r.warn("multiple_goals")
	}
}

var leadingEmoji = lazily(`^(?:[ ,]|:[a-z0-9_+'-]+:|:)+`)

// beforeGoal is how much stands between a want and what is wanted, an emoji
// among it.
func beforeGoal(rest string) int {
	if goal := strings.TrimLeft(rest, " ,"); !strings.HasPrefix(goal, ":") {
		return len(rest) - len(goal)
	}
	return len(leadingEmoji().FindString(rest))
}

// goal returns what lies between a want and a place, without "to", "pouvoir"
// and the like, and with the negation of the want.
func (r *reading) goal(want mark, to int) string {
	words := r.cut(r.goalStart(want, to), to)
	if want.not != "" {
		r.warn("negative_goal")
		return strings.TrimSpace(want.not + " " + words)
	}
	return words
}

// goalStart is where the goal begins after a want: behind at most three words
// that say nothing of it.
func (r *reading) goalStart(want mark, to int) int {
	start := want.end
	for range 3 {
		start += beforeGoal(r.shadow[start:to])
		if again := within(r.strong, start, to); again.found() && again.start == start {
			start = again.end // "I want I want"
			continue
		}
		n := filler(want.lang, r.shadow[start:to])
		if n == 0 || want.not != "" && want.lang == French && !isInfinitive(r.shadow[start+n:to]) {
			break // "ne plus de spam" needs its "de"
		}
		start += n
	}
	return start
}

// filler is how many bytes of a text are words between a want and its goal that
// belong to neither: "to", "pouvoir", « beaucoup ».
func filler(lang Lang, rest string) int {
	if lang != French {
		return len(fillerEN().FindString(rest))
	}
	if verb, ok := strings.CutPrefix(rest, "ca "); ok && (isInfinitive(verb) || strings.HasPrefix(verb, "qu")) {
		return len("ca ") // as they say in Québec
	}
	n := max(len(fillerFR().FindString(rest)), len(adverbFR().FindString(rest)))
	if much := quantityFR().FindString(rest); isInfinitive(rest[len(much):]) {
		n = max(n, len(much)) // « beaucoup voir », and not « beaucoup de clients »
	}
	return n
}

// secondWant reports whether another want is joined to the first: "I want to
// see the board and I want to move cards".
func (r *reading) secondWant(from, to int) bool {
	for _, m := range r.strong {
		if m.start < from || m.start >= to {
			continue
		}
		switch r.wordBefore(m.start) {
		case "and", "also", "or", "then", "but", "plus", "et", "puis", "mais", "aussi", "ensuite":
			return true
		}
		if r.startsClause(m.start) {
			return true
		}
	}
	return false
}

// labeledGoal returns the goal of a labeled field, which may hold a marker.
func (r *reading) labeledGoal(text string) string {
	g := startReading(shade(tidy(text)))
	want := g.firstWant()
	if want.start > 0 || !want.found() {
		want = mark{lang: guessed(g.shadow)}
	} else {
		r.hear(want)
	}
	words := g.goal(want, g.end())
	r.out.Warnings = append(r.out.Warnings, g.out.Warnings...)
	return words
}
