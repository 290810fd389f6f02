package handlers

import "testing"

// A page that is nearly asked for is offered as it is asked for.
func TestAPageThatIsMeantIsOffered(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"page":                   "page 2",
		"Page two":               "page 2",
		"page deux":              "page 2",
		"page trois":             "page 3",
		"page 2 red":             `page 2 "red"`,
		"page 2 red bikes":       `page 2 "red bikes"`,
		"page 2 red state:draft": `page 2 "red" state:draft`,
		`page two « vélo »`:      `page 2 "vélo"`,
		"page two state:draft":   "page 2 state:draft",

		"page 2":             "", // asked for
		"page 2 state:draft": "",
		`page 2 "red"`:       "",
		"page layout":        "", // looked for
		"landing page 2":     "",
		"pages":              "",
		"page 0":             "",
	} {
		got, ok := pageMeant(typed)
		if got != want || ok != (want != "") {
			t.Errorf("%q means %q, %v; want %q", typed, got, ok, want)
		}
		if ok && !isListing(got) {
			t.Errorf("%q is offered for %q, and is no way to ask", got, typed)
		}
	}
}
