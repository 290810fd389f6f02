package scrum

import "strings"

// preface reads what stands before the role or the want at a place: a benefit
// ("In order to save time, as a manager …"), a situation ("When a deploy fails,
// I want …"), or a title.
func (r *reading) preface(to int) {
	if r.cut(0, to) == "" {
		return
	}
	titleEnd := to
	if why := r.openingWhy(to); why.found() {
		r.hear(why)
		r.out.Benefit = r.cut(why.end, to)
		titleEnd = why.start
	} else if at := r.situationIn(0, to); at.found() {
		r.hear(at)
		r.out.Situation = r.cut(at.end, to)
		titleEnd = at.start
	}
	r.out.Title = titled(r.title(titleEnd))
}

// longTitle is how many words make no title, but tell how it came to the need.
const longTitle = 12

// title is what stands before a place; of a long introduction its first line,
// if that is short.
func (r *reading) title(to int) string {
	whole := r.cut(0, to)
	if len(words(whole)) <= longTitle {
		return whole
	}
	if line, _, more := strings.Cut(r.text[:r.at[to]], "\n"); more && len(words(line)) <= longTitle {
		return tidy(withoutNoise(line))
	}
	return whole
}

// titled returns a title without the brackets around it, or nothing if it only
// calls somebody or fills a pause: "@pogo", "moi", "ok".
func titled(words string) string {
	if inside, ok := strings.CutPrefix(words, "["); ok && strings.IndexByte(inside, ']') == len(inside)-1 {
		words = strings.TrimSuffix(inside, "]")
	}
	if strings.HasPrefix(words, "@") && !strings.Contains(words, " ") || isPause(Fold(words)) {
		return ""
	}
	return words
}

// isPause lists what people say before they say something.
func isPause(folded string) bool {
	switch folded {
	case "moi", "me", "ok", "okay", "bon", "alors", "voila", "donc", "so", "well", "yes", "oui", "hey", "hello", "salut", "bonjour", "please",
		"svp", "stp", "i", "we", "je", "nous", "et", "and", "also", "aussi", "o":
		return true
	}
	return false
}

// prefaceOfWant reads what stands before a want that no role precedes. What ends
// in a comma is no title: "Since the update, I want my filters back".
func (r *reading) prefaceOfWant(want mark) {
	r.preface(want.start)
	joined := r.endsInComma(want.start) || connective(r.wordBefore(want.start)) && !r.startsClause(want.start)
	if !joined || r.out.Title == "" || r.out.Benefit != "" || r.out.Situation != "" {
		return
	}
	if who := introduced(r.out.Title); who != "" {
		r.out.Role = who
	} else if len(words(r.out.Title)) > 1 { // not "but", "now"
		r.out.Situation = r.out.Title
	}
	r.out.Title = ""
}

var introduction = lazily(`^(?:je suis|i am|i'm|im|moi c'est|pour|for) `)

// introduced returns who speaks in "je suis comptable et" or "moi, comptable,",
// or for whom something is wanted in "pour le livreur,", or "".
func introduced(words string) string {
	p := shade(words)
	start := len(introduction().FindString(p.shadow))
	end := len(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(p.shadow, " et"), " and"), ","))
	r := reading{passage: p}
	if start >= end || !isActor(p.shadow[start:end]) && !r.presented(start, end) {
		return ""
	}
	return r.roleName(start, end)
}

// presented reports whether somebody is called by what they do: "I'm a baker",
// "for the driver", « moi, trésorière du club, ».
func (r *reading) presented(start, end int) bool {
	determiner := len(article().FindString(r.shadow[start:end]))
	if isAgent(strings.TrimSuffix(r.wordAt(start+determiner), "s"), French) {
		return true
	}
	return start > 0 && anyOne().MatchString(r.shadow[start:end]) && isAgent(strings.TrimSuffix(r.wordBefore(end), "s"), English)
}

// situationIn returns a "when" that begins a clause in [from, to).
func (r *reading) situationIn(from, to int) mark {
	for _, m := range of(situation, r.marks) {
		if m.start >= from && m.end <= to && r.startsClause(m.start) {
			if word := r.wordAt(m.start); word == "if" || word == "si" || word == "once" {
				m.end = m.start + len(word) // the rest of the marker only tells it from "if possible"
			}
			return m
		}
	}
	return mark{}
}

// endsInComma reports whether a comma is the last thing before a place.
func (r *reading) endsInComma(place int) bool {
	return strings.HasSuffix(strings.TrimRight(r.text[:r.at[place]], " "), ",")
}

// asks reports whether the text ends with a question mark.
func (r *reading) asks() bool {
	return strings.HasSuffix(strings.TrimRight(r.text, " !»\")"), "?")
}

// connective reports whether a word may join a want to what precedes it.
func connective(word string) bool {
	switch word {
	case "and", "but", "so", "then", "now", "also", "maybe", "basically", "actually", "today", "currently", "please", "ideally", "hence",
		"et", "mais", "donc", "alors", "aussi", "aujourd'hui", "hui", "idealement", "actuellement", "puis", "du", "coup", "moi", "gros", "bref":
		return true
	}
	return false
}
