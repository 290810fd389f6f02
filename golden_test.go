package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pogo/slacksim"
)

// TestSlackTakesEveryGoldenMessage lets the pretend Slack judge every message,
// form and Home tab that view keeps as a golden file.
func TestSlackTakesEveryGoldenMessage(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("view/testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d golden files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var shown struct {
				Type   string          `json:"type"`
				Blocks json.RawMessage `json:"blocks"`
			}
			if err := json.Unmarshal(raw, &shown); err != nil {
				t.Fatal(err)
			}
			switch {
			case shown.Type != "":
				err = slacksim.ValidateView(raw)
			case shown.Blocks != nil:
				err = slacksim.ValidateBlocks(shown.Blocks)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
}
