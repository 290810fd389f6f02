package scrum

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// BallotAsk is what somebody typed to start a vote.
type BallotAsk struct {
	Keys  []string // the stories named
	Top   int      // the first so many of the backlog; 0: not said
	Until string   // for [ParseUntil]; "" if nothing was said
	Mode  string   // a way of voting that is asked for, as typed
	Odd   string   // the first word that means nothing here
}

var untilWord = regexp.MustCompile(`(?:^|[ ,])(?:until|till|til|jusqu'(?:a|au|en)|jusque)(?:[ ,]|$)`)

// ParseBallotAsk reads "PAY-1 PAY-2 until Thu 17:00", "top 5", "les 3
// premières jusqu'à demain 17 h". Words may come in any order, but the time
// comes last.
func ParseBallotAsk(text string) BallotAsk {
	ask := BallotAsk{}
	head := Fold(text)
	if at := untilWord.FindStringIndex(head); at != nil {
		ask.Until, ask.Mode = takeMode(head[at[1]:])
		if ask.Until == "" {
			ask.Odd = strings.Trim(head[at[0]:at[1]], " ,")
		}
		head = head[:at[0]]
	}
	head, mode := takeMode(head)
	if mode != "" {
		ask.Mode = mode
	}
	words := strings.FieldsFunc(head, isUntilGap)
	for i := 0; i < len(words); i++ {
		i += ask.take(words[i:])
	}
	return ask
}

// take reads the first of the words and returns how many more it used.
func (ask *BallotAsk) take(words []string) int {
	word := words[0]
	if slices.Contains([]string{"and", "et", "the", "les", "on", "sur", "stories", "premieres", "first", "vote"}, word) {
		return 0
	}
	if n, ok := strings.CutPrefix(word, "top"); ok {
		if n == "" && len(words) > 1 {
			return min(1, ask.top(words[1])) // "top 5"
		}
		if ask.top(n) > 0 {
			return 0 // "top5"
		}
	}
	if len(words) > 1 && slices.Contains([]string{"premieres", "first"}, words[1]) && ask.top(word) > 0 {
		return 1
	}
	if _, _, ok := ParseStoryKey(word); ok {
		ask.Keys = append(ask.Keys, word)
		return 0
	}
	if ask.Odd == "" {
		ask.Odd = word
	}
	return 0
}

// top keeps a count and reports 1 if it was one.
func (ask *BallotAsk) top(word string) int {
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > 1000 {
		return 0
	}
	ask.Top = n
	return 1
}

// takeMode takes a way of voting out of a text.
func takeMode(text string) (rest, mode string) {
	words := strings.Fields(text)
	modes := []string{"secret", "secrete", "secretly", "anonymous", "anonymously", "anonyme", "ranked", "ranking", "classe", "classement"}
	rest = strings.Join(slices.DeleteFunc(words, func(w string) bool {
		is := slices.Contains(modes, strings.Trim(w, ","))
		if is && mode == "" {
			mode = w
		}
		return is
	}), " ")
	return rest, mode
}
