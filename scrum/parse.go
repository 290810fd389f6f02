package scrum

import (
	"slices"
	"strings"
)

// Kind is what sort of text a person typed.
type Kind string

// The kinds of text. Only [KindStory] and [KindJobStory] have parts; the plain
// kinds (bug, task, question, need) keep their whole text in [Parsed.Goal].
const (
	KindStory      Kind = "story"
	KindJobStory   Kind = "job_story"
	KindAcceptance Kind = "acceptance"
	KindBug        Kind = "bug"
	KindTask       Kind = "task"
	KindQuestion   Kind = "question"
	KindNeed       Kind = "need"
	KindEmpty      Kind = "empty"
)

// Tags that Parse may set.
const (
	TagCritical        = "critical"
	TagSecurityPrivacy = "security_privacy"
	TagMeasurable      = "measurable_nfr"
)

// Parsed is what [Parse] found in a text. The parts are cut from the author's
// words: their capitals, accents and spelling survive. A part that is absent is
// the empty string; a list that is empty may be nil.
type Parsed struct {
	Kind Kind
	Lang Lang

	Title     string // what stood before the story, such as "Feature: login"
	Role      string // who wants it, without article
	Goal      string // what is wanted, without "to", "de", "pouvoir"; the whole text of a plain kind
	Benefit   string // why
	Situation string // when, in a job story

	Criteria []string // acceptance criteria, one a line
	Tags     []string // TagCritical, TagSecurityPrivacy, TagMeasurable, sorted
	Warnings []string // codes such as "missing_role", sorted
}

// Parse reads a text as a person typed it, in English or French. It never
// refuses and never panics; a text in no known form is a plain kind. The same
// text always gives the same answer. Only the first 16,000 bytes are read.
func Parse(text string) Parsed { return original(text).found }

// divided parts the first story of a text, to be read.
func divided(text string) division {
	lines := normalized(text)
	own, others := firstStory(fielded(lines))
	d := divide(own)
	d.lines, d.several = lines, len(others) > 0
	d.aside = append(d.aside, others...)
	return d
}

// read is Parse for who needs the division of the text as well: to find the
// markers of its lines takes most of the time.
func (parts division) read() Parsed {
	if !slices.ContainsFunc(parts.lines, line.saysSomething) {
		return Parsed{Kind: KindEmpty, Lang: Undetermined, Warnings: []string{"empty"}}
	}
	narrative := narrated(parts.narrative)
	if lang := foreign(narrative.shadow); lang != "" {
		return Parsed{Kind: KindNeed, Lang: lang, Goal: asTyped(parts.lines), Warnings: []string{"unsupported_language"}}
	}
	out, ok := readLabels(parts.narrative)
	if !ok {
		out, ok = readStory(narrative)
	}
	if !ok {
		out, ok = readQuoted(narrative)
	}
	switch {
	case ok:
	case parts.bare:
		return readAcceptance(narrative, parts).warnedOf(parts.aside)
	case parts.firm:
		out = readPlain(asTyped(parts.narrative), narrative)
	default:
		said, _ := unsigned(parts.lines)
		out = readPlain(asTyped(parts.lines), narrated(said))
		parts.criteria = nil
	}
	out.Criteria = parts.criteria
	if ok && parts.several {
		out.Warnings = append(out.Warnings, severalStories)
		slices.Sort(out.Warnings)
	}
	return out.warnedOf(parts.aside)
}

// readQuoted reads a story that somebody passes on in quotation marks.
func readQuoted(p passage) (Parsed, bool) {
	said, inside := quotation(p.text)
	if inside == "" {
		return Parsed{}, false
	}
	out, ok := readStory(shade(withoutNoise(inside)))
	return out, ok && out.Goal != "" && (out.Role != "" || strings.HasSuffix(said, ":"))
}

// Headline is a short title for cards and lists: the title if the author gave
// one, else the goal with a capital first letter, else the first criterion or
// the role. It has one line and no final period, and is not shortened.
func (p Parsed) Headline() string {
	for _, part := range [...]string{p.Title, p.Goal, first(p.Criteria), p.Benefit, p.Role, p.Situation} {
		l, _, _ := strings.Cut(part, "\n")
		if l = tidy(withoutNoise(l)); l != "" {
			return capitalized(l)
		}
	}
	l, _, _ := strings.Cut(p.Goal, "\n")
	return l
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// Confidential reports whether the text speaks of personal data or of a hole in
// security, so that it should not be shown to a whole channel unasked.
func (p Parsed) Confidential() bool {
	return slices.Contains(p.Tags, TagSecurityPrivacy)
}
