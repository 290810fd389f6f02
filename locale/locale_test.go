package locale_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/locale"
)

func load(t *testing.T) *locale.Catalog {
	t.Helper()
	c, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEverySentenceStandsInBothLanguagesWithTheSameArguments(t *testing.T) {
	t.Parallel()
	english, err := filepath.Glob("messages/*.en.json")
	if err != nil || len(english) == 0 {
		t.Fatalf("no sentences: %v", err)
	}
	for _, en := range english {
		fr := strings.Replace(en, ".en.", ".fr.", 1)
		if diff := cmp.Diff(arguments(t, en), arguments(t, fr)); diff != "" {
			t.Errorf("%s and %s differ (-en +fr):\n%s", en, fr, diff)
		}
	}
}

// arguments returns, for each key, the sorted names of its arguments.
func arguments(t *testing.T, file string) map[string][]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var sentences map[string]json.RawMessage
	if err := json.Unmarshal(data, &sentences); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	noun, _, _ := strings.Cut(filepath.Base(file), ".")
	found := map[string][]string{}
	for key, sentence := range sentences {
		if !strings.HasPrefix(key, noun+".") {
			t.Errorf("%s: key %q must start with %q", file, key, noun+".")
		}
		names := []string{}
		for _, m := range regexp.MustCompile(`{{-?\s*(?:if |end|else|range )?\.?(\w*)`).FindAllStringSubmatch(string(sentence), -1) {
			if m[1] != "" && m[1] != "end" && m[1] != "else" {
				names = append(names, m[1])
			}
		}
		slices.Sort(names)
		found[key] = slices.Compact(names)
		if len(strings.Trim(string(sentence), `"`)) == 0 {
			t.Errorf("%s: %s is empty", file, key)
		}
	}
	return found
}

// A key that is misspelled in the code would be shown to a person as it is.
func TestEveryKeyThatTheCodeSaysExists(t *testing.T) {
	t.Parallel()
	c := load(t)
	said := regexp.MustCompile(`(?:\.Say|\.refuse|refusal|\.label|\.plain)\(\s*"([a-z][A-Za-z]*\.[A-Za-z0-9_.]+)"\s*[,)]`)
	count := 0
	for _, dir := range []string{"../handlers", "../view", "../bot", "../locale", "../exchange", ".."} {
		sources, _ := filepath.Glob(dir + "/*.go")
		for _, source := range sources {
			if strings.HasSuffix(source, "_test.go") {
				continue
			}
			code, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range said.FindAllStringSubmatch(string(code), -1) {
				count++
				for _, lang := range []string{"en", "fr"} {
					if !c.For(lang).Has(m[1]) {
						t.Errorf("%s says %q, which has no sentence in %s", source, m[1], lang)
					}
				}
			}
		}
	}
	if count == 0 {
		t.Error("no key found in the code: the pattern is wrong")
	}
}

func TestMomentsAreRelativeAndAbsolute(t *testing.T) {
	t.Parallel()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 22, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		lang, name string
		days       int
		want       string
	}{
		{"en", "tomorrow", 0, "tomorrow, Tue 24 Nov, 09:30 (Paris)"},
		{"fr", "tomorrow", 0, "demain, mar. 24 nov., 9\u00a0h\u00a030 (Paris)"},
		{"en", "after the turn of the year", 60, "Sat 23 Jan, 09:30 (Paris)"},
		{"en", "a year later", 365, "Wed 24 Nov 2027, 09:30 (Paris)"},
		{"en", "years ago", -2 * 365, "Sun 24 Nov 2024, 09:30 (Paris)"},
		{"fr", "a year later", 365, "mer. 24 nov. 2027, 9\u00a0h\u00a030 (Paris)"},
	} {
		t.Run(test.lang+" "+test.name, func(t *testing.T) {
			t.Parallel()
			got := load(t).For(test.lang).Moment(time.Date(2026, 11, 24+test.days, 9, 30, 0, 0, paris), now)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestZeroIsPluralInEnglishAndSingularInFrench(t *testing.T) {
	t.Parallel()
	c := load(t)
	if got := c.For("en").Say("common.points", "n", 0); got != "0 points" {
		t.Errorf("en: %q", got)
	}
	if got := c.For("fr-FR").Say("common.points", "n", 0); got != "0 point" {
		t.Errorf("fr: %q", got)
	}
}

func TestASentenceWithOneFormServesForEveryCount(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		for _, n := range []int{0, 1, 2, 1_000_000} {
			if got := load(t).For(lang).Say("common.undone", "n", n); got == "common.undone" {
				t.Errorf("%s, %d: the key is said", lang, n)
			}
		}
	}
}

func TestFrenchPunctuationIsSetWithNarrowSpaces(t *testing.T) {
	t.Parallel()
	got := load(t).For("fr").Say("common.fault", "ref", "x")
	if !strings.Contains(got, "Réessaie\u202f; ") || strings.Contains(got, " ;") {
		t.Errorf("got %q", got)
	}
}

func TestFrenchSpacesLeaveAloneWhatIsTyped(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"Pour voter : `/vote top 5` ; fin ?":         "Pour voter\u202f: `/vote top 5`\u202f; fin\u202f?",
		"Tape `/estimate A-1 ?` :":                   "Tape `/estimate A-1 ?`\u202f:",
		"`/sprint start « but »`, soit « un but »":   "`/sprint start « but »`, soit «\u202fun but\u202f»",
		"Réagis avec :one: ou :+1: à 9:30, 12 % :":   "Réagis avec :one: ou :+1: à 9:30, 12\u202f%\u202f:",
		"*Reste :* https://pogo.example : `a : b` !": "*Reste\u202f:* https://pogo.example\u202f: `a : b`\u202f!",
	} {
		if got := locale.Typeset(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestAStoryIsFeminineInFrench(t *testing.T) {
	t.Parallel()
	c := load(t)
	for n, want := range map[int][2]string{1: {"1st", "1ʳᵉ"}, 2: {"2nd", "2ᵉ"}, 11: {"11th", "11ᵉ"}, 23: {"23rd", "23ᵉ"}} {
		if en, fr := c.For("en").Rank(n), c.For("fr").Rank(n); en != want[0] || fr != want[1] {
			t.Errorf("%d: got %q and %q, want %q", n, en, fr, want)
		}
	}
}

func TestNoSentenceEndsWithTwoPeriodsAfterItsDays(t *testing.T) {
	t.Parallel()
	days := []time.Weekday{time.Monday, time.Wednesday, time.Friday}
	for lang, want := range map[string]string{"en": "Mon, Wed and Fri", "fr": "lundis, mercredis et vendredis"} {
		if got := load(t).For(lang).Weekdays(days); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestHalvesHaveTheirPlural(t *testing.T) {
	t.Parallel()
	c := load(t)
	for lang, want := range map[string][2]string{"en": {"½ point", "2½ points"}, "fr": {"½ point", "2½ points"}} {
		for i, count := range []string{"1", "2.5"} {
			n := [...]string{"½", "2½"}[i]
			if got := c.For(lang).Say("common.points", "n", n, "count", count); got != want[i] {
				t.Errorf("%s: got %q, want %q", lang, got, want[i])
			}
		}
	}
}
