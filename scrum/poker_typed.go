package scrum

import "strings"

// PokerAsk is what somebody typed to start a poker.
type PokerAsk struct {
	Keys        []string // the stories named
	Unestimated bool     // those that have no size
	People      []PersonID
	Groups      []GroupID
	Deck        DeckKind // "": not said
	Anonymous   bool
	Until       string // for [ParseUntil]; "" if nothing was said
	Odd         string // the first word that means nothing here
}

// Names reports whether the text said which stories are meant, and nothing
// that a poker would not understand.
func (a PokerAsk) Names() bool { return a.Odd == "" && (len(a.Keys) > 0 || a.Unestimated) }

// namesOnly is what remains of the words between a time and people's names.
var namesOnly = lazily(`[ ,]+(?:with|avec|by|par)(?:[ ,]+(?:and|et))*$`)

var askedPerson = lazily(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)

// ParsePokerAsk reads "PAY-12 PAY-13", "unestimated with @samir @nora until
// 17:00", "PAY-12 with @devs", "sans estimation en t-shirt jusqu'à demain". A number alone is no
// story here: "12 5" gives story 12 five points.
func ParsePokerAsk(text string) PokerAsk {
	ask := PokerAsk{}
	for _, m := range askedPerson().FindAllStringSubmatch(text, -1) {
		ask.People = append(ask.People, PersonID(m[1]))
	}
	ask.Groups = GroupsNamed(text)
	head := Fold(namedGroup().ReplaceAllString(askedPerson().ReplaceAllString(text, " "), " "))
	if at := untilWord().FindStringIndex(head); at != nil {
		ask.Until = namesOnly().ReplaceAllString(strings.Trim(head[at[1]:], " ,"), "")
		if ask.Until == "" {
			ask.Odd = strings.Trim(head[at[0]:at[1]], " ,")
		}
		head = head[:at[0]]
	}
	for word := range strings.FieldsFuncSeq(head, isUntilGap) {
		ask.take(word)
	}
	return ask
}

func (a *PokerAsk) take(word string) {
	switch word {
	case "and", "et", "the", "les", "on", "sur", "en", "in", "stories", "story", "with", "avec", "par", "by", "a", "poker":
	case "estimation", "estimations", "estimee", "estimees", "estimates", "estimate", "points": // behind "sans", "without", "non"
	case "unestimated", "sans", "without", "non", "non-estimees", "estimer", "toutes", "all":
		a.Unestimated = true
	case "t-shirt", "t-shirts", "tshirt", "tshirts", "shirt", "shirts":
		a.Deck = DeckShirts
	case "anonymous", "anonymously", "anonyme", "anonymement":
		a.Anonymous = true
	case "fibonacci":
		a.Deck = DeckFibonacci
	default:
		product, _, ok := ParseStoryKey(word)
		switch {
		case ok && (product != "" || strings.HasPrefix(word, "#")):
			a.Keys = append(a.Keys, word)
		case a.Odd == "":
			a.Odd = word
		}
	}
}
