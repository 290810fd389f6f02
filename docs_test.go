package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pogo/handlers"
	"pogo/internal/golden"
	"pogo/locale"
)

// commands is the table of what people can type.
func commands(t *testing.T, lang string) []handlers.CommandInfo {
	t.Helper()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return handlers.New(handlers.Config{Words: words}).Commands(lang)
}

// The README's tables are written by this test (UPDATE=1) from what the
// program itself goes by.
func TestTheREADMEShowsTheCommandsAndScopesThatAre(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := between(t, string(readme), "commands", commandTable(commands(t, "en")))
	text = between(t, text, "scopes", scopeTable())
	golden.Check(t, "README.md", []byte(text))
}

func commandTable(commands []handlers.CommandInfo) string {
	var b strings.Builder
	b.WriteString("| Type | and Pogo will |\n| --- | --- |\n")
	for _, c := range commands {
		for _, l := range c.Lines {
			fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(l.Typed, "|", `\|`), l.Says)
		}
	}
	return b.String()
}

func scopeTable() string {
	var b strings.Builder
	b.WriteString("| Scope | for |\n| --- | --- |\n")
	for _, s := range scopes(doNotDisturb) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", s.name, s.why)
	}
	return b.String()
}

// between puts a table between its two marks.
func between(t *testing.T, text, mark, table string) string {
	t.Helper()
	begin, end := "<!-- "+mark+" -->\n", "<!-- /"+mark+" -->\n"
	before, rest, found := strings.Cut(text, begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("README.md has no marks for %s", mark)
	}
	return before + begin + table + end + after
}

func TestEveryCommandSaysWhatItDoesInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		for _, c := range commands(t, lang) {
			if strings.HasPrefix(c.Description, "help.") || c.Description == "" {
				t.Errorf("%s: %s has no description", lang, c.Name)
			}
			for _, l := range c.Lines {
				if strings.HasPrefix(l.Says, "help.") || l.Says == "" {
					t.Errorf("%s: %q has no sentence (%s)", lang, l.Typed, l.Says)
				}
			}
		}
	}
}

var (
	proof       = regexp.MustCompile("`([a-z]+)\\.(Test[A-Za-z0-9]+)`")
	mention     = regexp.MustCompile("Test[A-Z]")
	declaration = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
)

var namedFile = regexp.MustCompile("`([a-zA-Z0-9_*./]+\\.(?:go|json|sql|txtar|md))`")

// Files are renamed; who follows the tour or looks a word up should not stand
// before a wall.
func TestTheTourAndTheGlossaryNameFilesThatExist(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"docs/tour.md", "docs/glossary.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		checkFilesNamedIn(t, page, string(text))
	}
}

// checkFilesNamedIn looks for each file that a page names. A name without a
// folder is in the folder that was named last, or in the root.
func checkFilesNamedIn(t *testing.T, page, text string) {
	t.Helper()
	folder := "."
	for _, found := range namedFile.FindAllStringSubmatch(text, -1) {
		if dir := filepath.Dir(found[1]); dir != "." {
			folder = dir
		}
		if !isFile(t, found[1]) && !isFile(t, filepath.Join(folder, found[1])) {
			t.Errorf("%s names %s, which is neither in the root nor in %s", page, found[1], folder)
		}
	}
	if folder == "." {
		t.Errorf("%s names no file", page)
	}
}

// What a package comment tells a newcomer to read must be there to be read.
func TestPackageCommentsNameFilesThatExist(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("*/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	file := regexp.MustCompile(`[a-z][a-z_]*\.go\b`)
	named := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range file.FindAllString(string(text), -1) {
			if named++; name != "noun.go" && !isFile(t, filepath.Join(filepath.Dir(page), name)) {
				t.Errorf("%s sends readers to %s, which is not there", page, name)
			}
		}
	}
	if named == 0 {
		t.Error("no package comment names a file")
	}
}

func isFile(t *testing.T, pattern string) bool {
	t.Helper()
	there, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return len(there) > 0
}

// A promise without a test is a hope.
func TestEveryPromiseNamesATestThatExists(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("docs/promises.md")
	if err != nil {
		t.Fatal(err)
	}
	proofs, tests := 0, map[string]map[string]bool{} // by package
	for line := range strings.Lines(string(page)) {
		named := proof.FindAllStringSubmatch(line, -1)
		if strings.HasPrefix(line, "| ") && !strings.Contains(line, "| Tests |") && len(named) == 0 {
			t.Errorf("no test holds %s", line)
		}
		if len(mention.FindAllString(line, -1)) > len(named) {
			t.Errorf("a test is not named as `package.Test` in %s", line)
		}
		for _, n := range named {
			proofs++
			if tests[n[1]] == nil {
				tests[n[1]] = declared(t, n[1])
			}
			if !tests[n[1]][n[2]] {
				t.Errorf("there is no %s.%s", n[1], n[2])
			}
		}
	}
	if proofs == 0 {
		t.Error("no promise names a test")
	}
}

// declared is the tests of a package.
func declared(t *testing.T, in string) map[string]bool {
	t.Helper()
	if in == "main" {
		in = "."
	}
	files, err := filepath.Glob(filepath.Join(in, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range declaration.FindAllStringSubmatch(string(text), -1) {
			tests[found[1]] = true
		}
	}
	return tests
}
