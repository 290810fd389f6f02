package scrum

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Every way to write a marker must begin with a word that opens it.
func TestEveryMarkerIsFoundByTheWordThatOpensIt(t *testing.T) {
	t.Parallel()
	for _, lang := range []Lang{English, French} {
		for i, pattern := range formsOf(lang) {
			t.Run(string(lang)+strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				rapid.Check(t, func(t *rapid.T) {
					text := rapid.StringMatching(pattern().String()).Draw(t, "marker")
					if !slices.ContainsFunc(marks(text), func(m mark) bool { return m.start == 0 && m.sense == 1<<i && m.lang == lang }) {
						t.Errorf("%q, which is %s, opens none of the marks %v", text, pattern(), marks(text))
					}
				})
			})
		}
	}
}

// What is looked for quickly must let through all that is looked for closely.
func TestALookAtPiecesMissesNothing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		pattern pattern
		found   func(string) bool
	}{
		{"critical", criticalWord, func(s string) bool { return critical(s) || calmWord().MatchString(s) }},
		{"private", privacyWord, private},
		{"leaks", leakWord, leaks},
		{"a secret that is out", secretOut, exposes},
		{"a door without a lock", unlocked, exposes},
		{"what anyone may", anyoneMay, exposes},
		{"what is guessed", guessable, exposes},
		{"what is not theirs", notTheirs, exposes},
		{"what was left open", leftOpen, exposes},
		{"broken", brokenWord, broken},
		{"trouble", troubleWord, troublesome},
		{"mishap", mishapWord, func(s string) bool { return misbehaves("x " + s) }},
		{"given away", givenAway, givesAway},
		{"purpose", purpose, func(s string) bool { return len(beforePurpose(s+" x")) < len(s+" x") }},
		{"placeholder", placeholder, isPlaceholder},
		{"a comparison", joinedPattern(compared, `\d`), measurable},
		{"a percentage", percentage, measurable},
		{"a limit", joinedPattern(limit, amount().String()), measurable},
		{"header", inlineHeader, mayUnfold},
		{"given", inlineGiven, mayUnfold},
		{"noise", noise, func(s string) bool { return !beginsAtOnce(s) }},
		{"a joint", joint, func(s string) bool { return len(jointsOf(s)) > 0 }},
		{"a key", issueKey, hasCapitals},
		{"a dependency", dependsOn, saysDependent},
		{"more text", moreText, runsOn},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				if text := rapid.StringMatching(test.pattern().String()).Draw(t, "text"); !test.found(text) {
					t.Errorf("%q is missed", text)
				}
			})
		})
	}
}

// joinedPattern is a pattern and what follows it.
func joinedPattern(before pattern, after string) pattern {
	return lazily(strings.TrimSuffix(before().String(), "$") + strings.TrimPrefix(after, "^"))
}
