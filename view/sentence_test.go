package view_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// A sentence that can't be made, for want of an argument or because a number is
// none, leaves its key in the message, which a golden file then takes for right.
func TestNoMessageShowsTheKeyOfASentence(t *testing.T) {
	t.Parallel()
	key := regexp.MustCompile(`"text": "\*?[a-z]+\.[a-zA-Z.]+(\*?"|\\n)`)
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d golden files: %v", len(files), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := key.Find(text); found != nil {
			t.Errorf("%s: %s", name, found)
		}
	}
}
