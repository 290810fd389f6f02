package scrum

import (
	"slices"
	"strconv"
	"strings"
)

// BallotAsk is what somebody typed to start a vote. What they said nothing of
// is zero.
type BallotAsk struct {
	Keys    []string // the stories named
	Top     int      // the first so many of the backlog
	Method  BallotMethod
	Secrecy Secrecy
	Quorum  Quorum
	Until   string // for [ParseUntil]
	Odd     string // what comes first of what means nothing here
	Clash   string // the first word that contradicts one before it
}

// ParseBallotAsk reads "PAY-1 PAY-2 until Thu 17:00", "top 5 secret", "les 3
// premières, classement, jusqu'à demain 17 h, quorum 50 % client". Words may
// come in any order; a time is what follows "until" and means nothing else.
func ParseBallotAsk(text string) BallotAsk {
	r := askReader{}
	for words := askWords(text); len(words) > 0; {
		words = words[r.take(words):]
	}
	r.Until = strings.Join(r.time, " ")
	if r.until != "" && r.Until == "" && r.Odd == "" {
		r.Odd = r.until
	}
	return r.BallotAsk
}

// ParseQuorum reads "50%", "5", "50 % client" as people write it into a form.
// It reports whether the text is that and nothing else.
func ParseQuorum(text string) (Quorum, bool) {
	var r askReader
	words := askWords(text)
	used := r.quorum(words)
	return r.Quorum, used == len(words) && r.Odd == ""
}

var (
	untilWord  = lazily(`(?:^|[ ,])(?:until|till|til|jusqu'(?:a|au|en)|jusque)(?:[ ,]|$)`)
	yesOrNo    = lazily(`\b(?:yes|oui) ?(?:/| or | ou |-| )? ?(?:no|non)\b`)
	apartSign  = lazily(`(\d)[ \x{a0}\x{202f}]+%`)
	askDivider = lazily(`[ ,;\x{a0}\x{202f}]+`)
)

// askWords takes a text apart into folded words. What belongs together is one
// word: "yes/no", "50 %".
func askWords(text string) []string {
	folded := yesOrNo().ReplaceAllString(apartSign().ReplaceAllString(Fold(text), "$1%"), "yesno")
	return slices.DeleteFunc(askDivider().Split(folded, -1), func(w string) bool { return w == "" })
}

// askReader reads an ask word by word.
type askReader struct {
	BallotAsk
	until string   // the word that a time follows, once it was read
	time  []string // the words of the time
}

// take reads the first of the words and returns how many of them it used.
func (r *askReader) take(words []string) int {
	if used := r.setting(words); used > 0 {
		return used
	}
	word := words[0]
	product, _, isKey := ParseStoryKey(word)
	switch {
	case untilWord().MatchString(word) && r.until == "":
		r.until = word
	case isKey && (product != "" || r.until == ""):
		r.Keys = append(r.Keys, word)
	case r.until != "" && !isAnd(word):
		r.time = append(r.time, word)
	case r.until == "" && r.Odd == "":
		return r.odd(words)
	}
	return 1
}

// odd notes the first that could not be read, and returns of how many words it
// is: "top 0" is one thing.
func (r *askReader) odd(words []string) int {
	switch {
	case words[0] == "top" && len(words) > 1:
		r.Odd = words[0] + " " + words[1]
		return 2
	case !isAskFiller(words[0]):
		r.Odd = words[0]
	}
	return 1
}

// setting reads what says how to vote, and returns of how many words: 0 if the
// first of them says something else.
func (r *askReader) setting(words []string) int {
	word := words[0]
	if method := methodNamed(word); method != "" {
		r.method(word, method)
		return 1
	}
	if secrecy := secrecyNamed(word); secrecy != "" {
		r.secrecy(words, secrecy)
		return 1
	}
	if word == "quorum" {
		return 1 + r.quorum(words[1:])
	}
	n, used := topNamed(words)
	if used > 0 {
		r.Top = n
	}
	return used
}

// method notes how people vote, which is one way.
func (r *askReader) method(word string, method BallotMethod) {
	if r.Method != "" && r.Method != method {
		r.clash(word)
		return
	}
	r.Method = method
}

func (r *askReader) clash(word string) {
	if r.Clash == "" {
		r.Clash = word
	}
}

// secrecy notes who is to see what. "Open until Thursday" says how long, not
// who; and whoever says two different things is not taken at the less secret.
func (r *askReader) secrecy(words []string, secrecy Secrecy) {
	switch {
	case secrecy == SeenByAll && len(words) > 1 && untilWord().MatchString(words[1]):
	case r.Secrecy == "" || r.Secrecy == secrecy:
		r.Secrecy = secrecy
	default:
		r.clash(words[0])
	}
}

func isAnd(word string) bool { return slices.Contains([]string{"and", "et", "&", "+"}, word) }

// isAskFiller reports whether a word only joins others.
func isAskFiller(word string) bool {
	return isAnd(word) || slices.Contains([]string{
		"the", "les", "le", "la", "on", "sur", "a", "un", "une", "by", "par", "in", "en", "stories", "story",
		"premieres", "first", "vote", "ballot",
	}, word)
}

// methodNamed is the way of voting that a folded word asks for, "" if none.
func methodNamed(word string) BallotMethod {
	switch word {
	case "approval", "approve", "approbation":
		return ByApproval
	case "yesno", "ouinon":
		return ByYesNo
	case "score", "scores", "note", "notes":
		return ByScore
	case "dots", "dot", "points", "gommette", "gommettes":
		return ByDots
	case "ranked", "ranking", "rank", "classement", "classe", "classer":
		return ByRanking
	case "quadratic", "quadratique":
		return ByQuadratic
	}
	return ""
}

// secrecyNamed is who is to see what, as a folded word says; "" if it says
// nothing of that.
func secrecyNamed(word string) Secrecy {
	switch word {
	case "open", "openly", "public", "ouvert", "ouverte":
		return SeenByAll
	case "secret", "secretly", "secrete":
		return UntilClosed
	case "anonymous", "anonymously", "anonyme", "anonymement":
		return Anonymous
	}
	return ""
}

// topNamed reads "top 5", "top5", "5 first", "3 premières", "first 3" and
// returns how many words that are; 0 if it is something else.
func topNamed(words []string) (n, used int) {
	next := ""
	if len(words) > 1 {
		next = words[1]
	}
	isFirst := func(word string) bool { return word == "first" || word == "premieres" }
	rest, top := strings.CutPrefix(words[0], "top")
	switch {
	case top && rest != "":
		n, used = topCount(rest), 1
	case top || isFirst(words[0]):
		n, used = topCount(next), 2
	case isFirst(next):
		n, used = topCount(words[0]), 2
	}
	if n == 0 {
		return 0, 0
	}
	return n, used
}

// topCount is a number of stories, 0 for anything else.
func topCount(word string) int {
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > 1000 {
		return 0
	}
	return n
}

// quorum reads what follows that word, "50%", "5 votes with a client", and
// returns how many words it used. Without any it is half of the roll.
func (r *askReader) quorum(words []string) int {
	used := 0
	for used < len(words) && slices.Contains([]string{"of", "de", "a", ":", "="}, words[used]) {
		used++
	}
	if used < len(words) && words[used][0] >= '0' && words[used][0] <= '9' {
		r.quorumSize(words[used])
		used++
	}
	for used < len(words) && slices.Contains([]string{"votes", "voix", "people", "personnes"}, words[used]) {
		used++
	}
	if n := clientNamed(words[used:]); n > 0 {
		r.Quorum.Mandatory = []string{string(RoleClient)}
		used += n
	}
	if r.Quorum.None() {
		r.Quorum.Percent = 50
	}
	return used
}

func (r *askReader) quorumSize(word string) {
	digits, percent := strings.CutSuffix(word, "%")
	n := topCount(digits)
	switch {
	case n == 0 || percent && n > 100:
		r.Odd = word
	case percent:
		r.Quorum.Percent = n
	default:
		r.Quorum.Votes = n
	}
}

// clientNamed is how many words say that a client must be heard.
func clientNamed(words []string) int {
	for i, word := range words {
		switch {
		case word == "client" || word == "clients":
			return i + 1
		case !isAnd(word) && !slices.Contains([]string{"with", "avec", "including", "dont", "a", "un", "the", "le"}, word):
			return 0
		}
	}
	return 0
}
