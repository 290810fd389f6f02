package scrum

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// aStory draws a story from pieces that people use.
func aStory(t *rapid.T) string {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	if rapid.Bool().Draw(t, "french") {
		return pick("role", "En tant que client", "En tant qu'élève", "En qualité de trésorière", "") + pick("comma", ", ", " ") +
			pick("want", "je veux ", "j'aimerais ", "je souhaite pouvoir ", "je ne veux plus ") +
			pick("goal", "exporter l'historique", "être prévenu", "recevoir d'e-mails", "voir où j'en suis") +
			pick("why", " afin d'éviter un appel", " pour gagner du temps", " pour que l'équipe s'organise", "")
	}
	return pick("role", "As a cook", "As an admin", "As one of the approvers", "") + pick("comma", ", ", " ") +
		pick("want", "I want to ", "I'd like to ", "I need to ", "I don't want to ") +
		pick("goal", "see the board", "open my team's page", "be told at once") +
		pick("why", " so that I don't wait", " in order to save time", ", so I can leave", "")
}

func TestTypographyDoesNotChangeAStory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		story := aStory(t)
		typeset := strings.NewReplacer(" ", rapid.SampledFrom([]string{"\u00a0", "\u202f", "\u2009"}).Draw(t, "space"), "'", "’").Replace(story)
		straight := strings.NewReplacer("’", "'")
		got := Parse(typeset)
		for _, part := range []*string{&got.Title, &got.Role, &got.Goal, &got.Benefit, &got.Situation} {
			*part = straight.Replace(*part)
		}
		if diff := cmp.Diff(Parse(story), got); diff != "" {
			t.Errorf("Parse(%q) and Parse(%q) differ (-straight +typeset):\n%s", story, typeset, diff)
		}
	})
}

func TestCapitalsKeepTheKindOfAText(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		if got, want := Parse(strings.ToUpper(v.Input)).Kind, Kind(v.Kind); got != want {
			t.Errorf("in capitals %q is a %s, want %s", v.Input, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		story := aStory(t)
		if got, want := Parse(strings.ToUpper(story)).Kind, Parse(story).Kind; got != want {
			t.Errorf("in capitals %q is a %s, want %s", story, got, want)
		}
	})
}

func TestTheShadowHasAsManyRunesAsTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(rapid.String().Draw(t, "text"), "")
		p := shade(text)
		if got, want := utf8.RuneCountInString(p.shadow), utf8.RuneCountInString(text); got != want {
			t.Errorf("shadow of %q has %d runes, want %d", text, got, want)
		}
		if len(p.at) != len(p.shadow)+1 {
			t.Errorf("shadow of %q has %d places for %d bytes", text, len(p.at), len(p.shadow))
		}
	})
}

// reporter is the part of a test that tests, fuzzers and properties share.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// checkParsed fails unless Parse and its neighbors keep their promises on a text.
func checkParsed(tb reporter, text string) {
	tb.Helper()
	p := Parse(text)
	if p.Kind == "" || p.Lang == "" {
		tb.Errorf("Parse(%q) has no kind or language: %+v", text, p)
	}
	if diff := cmp.Diff(p, Parse(text)); diff != "" {
		tb.Errorf("Parse(%q) twice differs: %s", text, diff)
	}
	for _, part := range append([]string{p.Title, p.Role, p.Goal, p.Benefit, p.Situation}, p.Criteria...) {
		if !utf8.ValidString(part) {
			tb.Errorf("Parse(%q) cut a rune: %q", text, part)
		}
	}
	if head := p.Headline(); strings.Contains(head, "\n") || head == "" && p.Goal+p.Title+p.Role != "" {
		tb.Errorf("Parse(%q).Headline() = %q", text, head)
	}
	rank := 0
	for _, r := range Remarks(p) {
		if r.Severity.rank() < rank {
			tb.Errorf("Remarks of %q are not sorted: %v", text, Remarks(p))
		}
		rank = r.Severity.rank()
	}
}

func TestParsingTakesAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			"as a ", "je veux ", "so that ", "afin de ", "\n- ", "given ", "when ", "then ", "(", "\"", "<@U1|", ">", "pour ", ":a:", ", ", "*", "Role: ",
		})), 0, 12).Draw(t, "pieces")
		checkParsed(t, strings.Join(pieces, ""))
	})
}

func FuzzParse(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.Input)
	}
	f.Fuzz(func(t *testing.T, text string) { checkParsed(t, text) })
}

// hostile are texts on which a careless parser takes quadratic time.
func hostile() map[string]string {
	return map[string]string{
		"emoji names": ":a:", "brackets": "([", "wants": "I want ", "roles": ", as a ", "benefits": ", so that ", "pour": "pour ", "commas": ", ",
		"quotes": "\" ", "lines": "given\n", "bullets": "- x\n", "stars": "*a ", "opening stars": " *a", "entities": "<@U1|", "emoji": "🚀", "soit": "soit a\n", "spaces": " ",
		"story": "As a user I want to see the board, so that I can plan. ", "quand": "quand a\n", "labels": "role: x\n", "de": "d'", "accents": "e\u0301 ", "dots": ". ",
		"dashed labels": "Role - x\n", "forms": "As: a I want: b ", "thanks": "Thanks! Best, ", "reasons": ", which would ", "two roles": "as a buyer and as a seller ", "pr": "pr aller ",
		"told": "the client told me she wants ", "asked": "ines asked if we could ", "hopes": "ce serait bien que le client puisse ",
		"mishaps": "the total is very lost but ", "secrets": "the iban of password = ", "sentences": "a. b wants ", "pauses": "euh, ",
	}
}

// BenchmarkParse shows that the cost grows with the text: 16 kB may cost at most
// two and a half times what 8 kB cost.
func BenchmarkParse(b *testing.B) {
	for name, piece := range hostile() {
		for _, kilobytes := range []int{8, 16} {
			b.Run(fmt.Sprintf("%s/%dkB", name, kilobytes), func(b *testing.B) {
				text := strings.Repeat(piece, kilobytes*1000/len(piece))
				for b.Loop() {
					Parse(text)
				}
			})
		}
	}
}
