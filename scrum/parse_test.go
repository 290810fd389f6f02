package scrum

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// vector is a story of testdata/methods.json.
type vector struct {
	ID                                                       int
	Input, Kind, Lang, Title, Role, Goal, Benefit, Situation string
	Acceptance, Tags, Warnings                               []string
}

func (v vector) parsed() Parsed {
	return Parsed{
		Kind: Kind(v.Kind), Lang: Lang(v.Lang), Title: v.Title, Role: v.Role, Goal: v.Goal, Benefit: v.Benefit, Situation: v.Situation,
		Criteria: v.Acceptance, Tags: v.Tags, Warnings: v.Warnings,
	}
}

func vectors(tb testing.TB) []vector {
	tb.Helper()
	raw, err := os.ReadFile("testdata/methods.json")
	if err != nil {
		tb.Fatal(err)
	}
	var file struct{ Stories []vector }
	if err := json.Unmarshal(raw, &file); err != nil {
		tb.Fatal(err)
	}
	if len(file.Stories) == 0 {
		tb.Fatal("no stories in testdata/methods.json")
	}
	return file.Stories
}

func TestEveryMeasuredStoryIsReadAsItsAuthorMeant(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		t.Run(fmt.Sprintf("%d %.60s", v.ID, v.Input), func(t *testing.T) {
			t.Parallel()
			got := Parse(v.Input)
			if diff := cmp.Diff(v.parsed(), got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", v.Input, diff)
			}
			if !slices.IsSorted(got.Warnings) || !slices.IsSorted(got.Tags) {
				t.Errorf("warnings %v and tags %v must be sorted", got.Warnings, got.Tags)
			}
		})
	}
}

// sentence is what someone typed and what it means.
type sentence struct {
	text string
	want Parsed
}

// whole stands for the text itself as a goal.
const whole = "(the whole text)"

// plain returns the warnings of a text that is no story.
func plain() []string { return []string{"not_a_story"} }

func checkSentences(t *testing.T, sentences []sentence) {
	t.Helper()
	for _, s := range sentences {
		t.Run(s.text, func(t *testing.T) {
			t.Parallel()
			if s.want.Goal == whole {
				s.want.Goal = s.text
			}
			if diff := cmp.Diff(s.want, Parse(s.text), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", s.text, diff)
			}
		})
	}
}
