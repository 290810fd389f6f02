package handlers

import (
	"regexp"
	"strconv"
	"strings"

	"pogo/scrum"
)

// numberedPage is a page that is asked for by its number, before filters or
// behind them.
var numberedPage = regexp.MustCompile(`(?i)^(.*?)\bpage\s+([0-9]{1,5})\b(.*)$`)

// pageTyped reads which page of a list is asked for, the first if none is, and
// returns what the list is narrowed by. Among bare words a page is looked for
// like them: "landing page 2".
func pageTyped(typed string) (page int, filters string) {
	found := numberedPage.FindStringSubmatch(typed)
	if found == nil || !isFilter(found[1]) || !isFilter(found[3]) {
		return 1, typed
	}
	page, _ = strconv.Atoi(found[2]) // it is digits, and few of them
	return max(1, page), strings.TrimSpace(found[1] + found[3])
}

// pageMeant is how to ask for the page that a text means which begins with that
// word and is no way to ask for one: "page", "page two", "page 2 red". It
// reports false if it means none: "page layout".
func pageMeant(typed string) (text string, ok bool) {
	word, rest := cutWord(typed)
	if scrum.Fold(word) != "page" || isListing(typed) {
		return "", false
	}
	if rest == "" {
		return "page 2", true
	}
	number, rest := cutWord(rest)
	n, ok := numberMeant(number)
	if !ok {
		return "", false
	}
	return escape(strings.TrimSpace("page " + strconv.Itoa(n) + " " + quotedIn(rest))), true
}

// isListingOrPage is isListing for a verb whose other words are a need: a page in
// words is no need, « list page 2 of the form » may be.
func isListingOrPage(typed string) bool {
	_, meant := pageMeant(typed)
	return isListing(typed) || meant && len(strings.Fields(typed)) == 2
}

// quotedIn is a filter in which no word stands bare: red state:draft is
// "red" state:draft.
func quotedIn(typed string) string {
	var bare, others []string
	for _, c := range clauses(typed) {
		switch {
		case c.bare:
			bare = append(bare, c.value)
		case c.key == "":
			others = append(others, `"`+c.value+`"`)
		case strings.Contains(c.value, " "):
			others = append(others, c.key+`:"`+c.value+`"`)
		default:
			others = append(others, c.key+":"+c.value)
		}
	}
	if len(bare) > 0 {
		others = append([]string{`"` + strings.Join(bare, " ") + `"`}, others...)
	}
	return strings.Join(others, " ")
}

// numberMeant reads a small number, in digits or in words of either language.
func numberMeant(word string) (n int, ok bool) {
	switch scrum.Fold(word) {
	case "one", "un", "une", "first", "premiere":
		return 1, true
	case "two", "deux", "second", "seconde", "deuxieme", "next", "suivante":
		return 2, true
	case "three", "trois", "third", "troisieme":
		return 3, true
	case "four", "quatre", "fourth", "quatrieme":
		return 4, true
	case "five", "cinq", "fifth", "cinquieme":
		return 5, true
	}
	n, err := strconv.Atoi(strings.TrimRight(word, ".,:"))
	return n, err == nil && n > 0 && n < 100_000
}
