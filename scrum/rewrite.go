package scrum

import (
	"slices"
	"strings"
)

// Rewrite returns a story as a remark would have it, and reports whether that
// can be computed at all. The words stay the author's: they move, a slip is
// put right, a template is changed and with it who "my" is. Nothing is kept here; whoever asks is
// shown the difference first, and [Story.Text] never changes.
func Rewrite(s Story, r Remark) (Story, bool) {
	switch r.Rule {
	case "minimal_brackets":
		return moved(s, cutBrackets)
	case "minimal_punctuation":
		return moved(s, cutRest)
	case "unknown_role":
		if r.Hint == "" {
			return s, false
		}
		s.Parsed = s.reworded(s.ownTemplate())
		s.Role = r.Hint
		return s, true
	case "spelling_en_tant_que", "missing_want":
		s.Parsed = s.reworded(s.ownTemplate())
		return s, s.Role != ""
	case "third_person", "not_uniform":
		t := Template(r.Hint)
		if !t.canReword() {
			t = TemplateConnextra
		}
		if s.Template() == TemplateThirdPerson {
			s.Parsed = s.inFirstPerson()
		}
		s.Parsed = s.reworded(t)
		return s, s.Role != ""
	}
	return s, false
}

// ownTemplate is the order in which a story's parts stand already.
func (s Story) ownTemplate() Template {
	if t := s.Wording().order(); t.canReword() {
		return t
	}
	return TemplateConnextra
}

// moved takes out of each part what does not belong into it, and puts it
// below the criteria.
func moved(s Story, cut func(string) (kept string, rest []string)) (Story, bool) {
	s.Parsed = s.reworded(s.ownTemplate())
	s.Criteria = slices.Clone(s.Criteria)
	before := len(s.Criteria)
	for _, part := range [...]*string{&s.Role, &s.Goal, &s.Benefit} {
		kept, rest := cut(*part)
		if kept == "" || len(rest) == 0 {
			continue
		}
		*part = kept
		s.Criteria = append(s.Criteria, rest...)
	}
	return s, len(s.Criteria) > before
}

// cutBrackets parts a text from what stands between brackets in it.
func cutBrackets(text string) (string, []string) {
	closing := map[rune]rune{'(': ')', '[': ']', '{': '}'}
	var kept, inside strings.Builder
	var rest []string
	var end rune
	depth := 0
	for _, c := range text {
		switch {
		case depth == 0 && closing[c] != 0:
			end, depth = closing[c], 1
		case depth > 0 && closing[c] == end:
			depth++
			inside.WriteRune(c)
		case depth == 1 && c == end:
			depth = 0
			if aside := tidy(inside.String()); aside != "" {
				rest = append(rest, aside)
			}
			inside.Reset()
		case depth > 0:
			if c == end {
				depth--
			}
			inside.WriteRune(c)
		default:
			kept.WriteRune(c)
		}
	}
	if depth > 0 {
		return text, nil // never closed: nobody knows where it ends
	}
	return closedUp(tidy(kept.String())), rest
}

// closedUp removes the space that what was cut left before a comma.
func closedUp(text string) string {
	return strings.NewReplacer(" ,", ",", " .", ".", "  ", " ").Replace(text)
}

// cutRest parts a sentence from what goes on after it.
func cutRest(text string) (string, []string) {
	runes, folded := []rune(text), []rune(Fold(text))
	if len(runes) != len(folded) {
		return text, nil // blank space was folded: places would not fit
	}
	plain := abbreviation().ReplaceAllStringFunc(string(folded), func(a string) string { return strings.Repeat("_", len(a)) })
	at := moreText().FindStringIndex(plain)
	if at == nil {
		return text, nil
	}
	place := len([]rune(plain[:at[0]]))
	kept, rest := tidy(string(runes[:place])), tidy(strings.TrimLeft(string(runes[place:]), "?! "))
	if kept == "" || rest == "" {
		return text, nil
	}
	return kept, []string{rest}
}
