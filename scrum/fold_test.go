package scrum

import "testing"

func TestWordsThatPeopleTypeAreComparedFolded(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"É":                   "e",
		"e\u0301":             "e",
		"À demain":            "a demain",
		"l’été":               "l'ete",
		"l`ete":               "l'ete",
		"ÇA":                  "ca",
		"œuvre":               "œuvre",
		"Straße":              "straße",
		"ÅNGSTRÖM":            "angstrom",
		"  two\u00a0  words ": "two words",
		"日本":                  "日本",
		"":                    "",
	} {
		t.Run(typed, func(t *testing.T) {
			t.Parallel()
			if got := Fold(typed); got != want {
				t.Errorf("Fold(%q) = %q, want %q", typed, got, want)
			}
		})
	}
}
