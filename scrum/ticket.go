package scrum

import (
	"regexp"
	"strings"
)

// The labels that trackers and mails put before lines, on a shadow.
//
//nolint:misspell // half of the words are French
var (
	headingMark = regexp.MustCompile(`^(?:#{1,6}|h[1-6]\.) `)

	// titleField and bodyField say what follows, which is read without them.
	titleFieldLabel = regexp.MustCompile(`^(?:title|titre|summary|resume|subject|objet|sujet|name|nom|intitule) ?: ?`)
	bodyFieldLabel  = regexp.MustCompile(`^(?:description|details?|(?:user )?story|recit|us|message|demande|request) ?: ?`)

	// asideLabel begins what belongs to the ticket and not to the story.
	asideLabel = regexp.MustCompile(`^(?:(?:priority|priorite|assignee|assigned to|assignee? a|reporter|rapporteur|status|statut|etat|labels?|tags?|` +
		`etiquettes?|sprint|story points?|points?|estimate|estimation|epic(?: link)?|epopee|components?|composants?|(?:fix )?versions?|` +
		`due(?: date)?|echeance|(?:issue )?type|created|updated|cree le|environment|environnement|notes?|nb|n\\.b\\.|ps|p\\.s\\.|remarques?|` +
		`comments?|commentaires?|attachments?|pieces? jointes?|pj|links?|liens?|screenshots?|captures?(?: d'ecran)?|maquettes?|mock-?ups?|` +
		`wireframes?|figma|out of scope|hors (?:perimetre|scope)|size|taille|moscow|cc|from|to|de|date|sent|envoye) ?:|` +
		`(?:le|on) .* (?:a ecrit|wrote) ?:$)`)
)

// narrating returns lines without the labels of a ticket and without the lines
// that only the ticket needs, such as its priority or its attachments, with
// the lists below them.
func narrating(lines []line) []line {
	kept := make([]line, 0, len(lines))
	aside := false
	for _, l := range lines {
		if mark := headingMark.FindString(l.text); mark != "" {
			l.passage = shade(l.text[len(mark):])
		}
		aside = !l.bullet && asideLabel.MatchString(l.shadow) || aside && l.bullet
		if aside {
			continue
		}
		if end := max(len(titleFieldLabel.FindString(l.shadow)), len(bodyFieldLabel.FindString(l.shadow))); end > 0 && len(lines) > 1 {
			rest := strings.TrimSpace(l.text[l.at[end]:])
			if rest == "" {
				continue
			}
			l.passage = shade(rest)
		}
		kept = append(kept, l)
	}
	return kept
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
