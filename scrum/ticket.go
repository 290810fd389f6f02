package scrum

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The labels that trackers and mails put before lines, on a shadow.
//
//nolint:misspell // half of the words are French
var (
	headingMark = lazily(`^(?:#{1,6}|h[1-6]\.) `)

	// titleField and bodyField say what follows, which is read without them.
	titleFieldLabel = lazily(`^(?:title|titre|summary|resume|subject|objet|sujet|name|nom|intitule) ?: ?`)
	bodyFieldLabel  = lazily(`^(?:description|details?|(?:user )?story|recit|us|message|demande|request) ?: ?`)

	// asideLabel begins what belongs to the ticket and not to the story.
	asideLabel = lazily(`^(?:(?:priority|priorite|assignee|assigned to|assignee? a|reporter|rapporteur|status|statut|etat|labels?|tags?|` +
		`etiquettes?|sprint|story points?|points?|estimate|estimation|epic(?: link)?|epopee|components?|composants?|(?:fix )?versions?|` +
		`due(?: date)?|echeance|(?:issue )?type|created|updated|cree le|environment|environnement|notes?|nb|n\\.b\\.|ps|p\\.s\\.|remarques?|` +
		`comments?|commentaires?|attachments?|pieces? jointes?|pj|links?|liens?|screenshots?|captures?(?: d'ecran)?|maquettes?|mock-?ups?|` +
		`wireframes?|figma|out of scope|hors (?:perimetre|scope)|size|taille|moscow|cc|from|to|de|date|sent|envoye) ?:|` +
		`(?:le|on) .* (?:a ecrit|wrote) ?:$)`)
)

// narrating returns lines without the labels of a ticket, and apart from them
// those that only the ticket needs, such as its priority or its attachments
// with the lists below them, and what its author goes on to say in paragraphs
// of their own once the story is told.
func narrating(lines []line) (story, aside []line) {
	story = make([]line, 0, len(lines))
	lines, aside = unsigned(lines)
	ticket, remark := false, false
	told := narration{}
	for _, l := range lines {
		l = l.unheaded()
		ticket = l.forTicket() || ticket && l.bullet
		remark = !ticket && (remark && !l.opens || told.endedBefore(l)) && !l.bullet && !l.startsWithMarker() && !l.startsCriteria()
		if ticket || remark {
			aside = append(aside, l)
			continue
		}
		if len(lines) > 1 {
			l = l.unlabeled()
		}
		if l.text != "" {
			story = append(story, l)
			told.hear(l)
		}
	}
	return story, aside
}

// unheaded is a line without the marks of a heading before it.
func (l line) unheaded() line {
	if mark := headingMark().FindString(l.text); mark != "" {
		l.passage = shade(l.text[len(mark):])
	}
	return l
}

// unlabeled is a line without "Title:" or "Description:" before it, which may
// leave nothing.
func (l line) unlabeled() line {
	if !l.colon() {
		return l
	}
	end := max(len(titleFieldLabel().FindString(l.shadow)), len(bodyFieldLabel().FindString(l.shadow)))
	if end > 0 {
		l.passage = shade(strings.TrimSpace(l.text[l.at[end]:]))
	}
	return l
}

// forTicket reports whether a line begins what only the ticket needs.
func (l line) forTicket() bool { return !l.bullet && l.colon() && asideLabel().MatchString(l.shadow) }

// colon reports whether a line has one, as every label does.
func (l line) colon() bool { return strings.Contains(l.shadow, ":") }

// narration is how far a story is told by the lines that were read.
type narration struct {
	want, why bool
	lists     bool // its wants, or its criteria, in the lines that follow
	last      passage
}

func (n *narration) hear(l line) {
	n.want = n.want || l.wanted()
	n.why = n.why || l.holds(strongWhy|mediumWhy)
	n.lists = n.lists || l.bullet || strings.HasSuffix(l.text, ":") || l.startsCriteria()
	n.last = l.passage
}

// endedBefore reports whether a story is told and a line begins a paragraph
// that is no part of it: a new sentence that does not say why, if nothing did.
func (n *narration) endedBefore(l line) bool {
	if !l.opens || !n.want || n.lists || n.last.endsInWant() || n.last.endsInWhy() {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.text)
	return !unicode.IsLower(first) && (n.why || !l.holds(strongWhy|mediumWhy))
}

// startsCriteria reports whether a line begins the criteria of a story.
func (l line) startsCriteria() bool {
	s := l.shadow
	return criteriaHeader().MatchString(s) || scenarioLine().MatchString(s) || givenLine().MatchString(s) || whenLine().MatchString(s)
}

// quotation returns the longest text between quotation marks, such as what a
// client wrote and a colleague passed on, and what stands before it.
func quotation(text string) (said, inside string) {
	longest := ""
	for _, marks := range [...][2]string{{`"`, `"`}, {"«", "»"}, {"“", "”"}} {
		for rest := text; ; {
			before, after, opened := strings.Cut(rest, marks[0])
			inside, beyond, closed := strings.Cut(after, marks[1])
			if !opened || !closed {
				break
			}
			if len(inside) > len(longest) {
				said, longest = strings.TrimSpace(before), inside
			}
			rest = beyond
		}
	}
	return said, longest
}
