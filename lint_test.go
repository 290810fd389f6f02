package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/internal/golden"
	"pogo/scrum"
)

// lints runs "pogo lint" and returns what it prints and its exit code.
func lints(t *testing.T, in string, args ...string) (out, complaint string, code int) {
	t.Helper()
	code, out, complaint = piped(t, in, append([]string{"lint"}, args...)...)
	return out, complaint, code
}

func TestLintPrintsRemarksForPeopleAndForPrograms(t *testing.T) {
	t.Parallel()
	for format, file := range map[string]string{"text": "remarks.txt", "json": "remarks.jsonl"} {
		out, complaint, code := lints(t, "", "testdata/lint/stories.txt", "--format", format)
		if code != 0 || complaint != "" {
			t.Errorf("%s: exit code %d, %q", format, code, complaint)
		}
		golden.Check(t, filepath.Join("testdata/lint", file), []byte(out))
	}
}

func TestLintReadsTheStandardInputAndFilesInTheirOrder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "more.txt")
	if err := os.WriteFile(file, []byte("\ufeffpay by card\r\n---\r\nadd a dashboard\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		in   string
		args []string
		want []string
	}{
		{"nothing named is the standard input", "track my parcel", nil, []string{"track my parcel"}},
		{"so is a hyphen", "track my parcel\n", []string{"-"}, []string{"track my parcel"}},
		{"between files", "track my parcel", []string{file, "-"}, []string{"pay by card", "add a dashboard", "track my parcel"}},
		{"nothing at all", "", nil, nil},
		{"a separator at the end begins no story", "one need\n---\n", nil, []string{"one need"}},
		{"one in between does", "one need\n---\n---\ntwo needs", nil, []string{"one need", "", "two needs"}},
		{"a longer line is no separator", "one need\n----\nmore of it", nil, []string{"one need\n----\nmore of it"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			out, complaint, code := lints(t, test.in, append([]string{"--format=json"}, test.args...)...)
			if code != 0 {
				t.Fatalf("exit code %d, %s", code, complaint)
			}
			var got []string
			for line := range strings.Lines(out) {
				var s struct{ Goal string }
				if err := json.Unmarshal([]byte(line), &s); err != nil {
					t.Fatalf("%v: %s", err, line)
				}
				got = append(got, s.Goal)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("goals (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLintFailsOnlyWhereAFileCannotBeRead(t *testing.T) {
	t.Parallel()
	out, complaint, code := lints(t, "", "testdata/lint/nowhere.txt")
	if code != 1 || out != "" || !strings.Contains(complaint, "nowhere.txt") {
		t.Errorf("exit code %d, printed %q, complained %q", code, out, complaint)
	}
	if _, _, code := lints(t, "x", "--format", "xml"); code != 2 {
		t.Errorf("an unknown format: exit code %d", code)
	}
}

// Every line has the promised keys and no other, lists are lists, and every
// finding has a sentence.
func TestLintKeepsItsFormat(t *testing.T) {
	t.Parallel()
	in := vectors(t)
	out, complaint, code := lints(t, strings.Join(in, "\n---\n"), "-", "--format", "json")
	if code != 0 || complaint != "" || strings.Count(out, "\n") != len(in) {
		t.Fatalf("exit code %d, %q, %d lines for %d stories", code, complaint, strings.Count(out, "\n"), len(in))
	}
	i := 0
	for line := range strings.Lines(out) {
		checkKeys(t, line)
		var said linted
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatal(err)
		}
		if want := scrum.Parse(in[i]); said.Kind != want.Kind || said.Goal != want.Goal || said.Role != want.Role {
			t.Errorf("%q is read as %s", in[i], line)
		}
		for _, f := range said.Findings {
			if strings.HasPrefix(f.Text, "lint.") || f.Text == "" {
				t.Errorf("%s has no sentence", f.Rule)
			}
		}
		i++
	}
}

// vectors are the sentences that the grammar is measured by.
func vectors(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("scrum/testdata/methods.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Stories []struct{ Input string } }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	var in []string
	for _, v := range all.Stories {
		in = append(in, v.Input)
	}
	return in
}

func checkKeys(t *testing.T, line string) {
	t.Helper()
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &object); err != nil {
		t.Fatal(err)
	}
	want := []string{"benefit", "criteria", "findings", "goal", "kind", "lang", "role", "situation", "tags", "title", "warnings"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(object))); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	for key, value := range object {
		if string(value) == "null" {
			t.Errorf("%s is null: %s", key, line)
		}
	}
}
