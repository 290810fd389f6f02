package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mayImport is the house: which room may know which, and which library. The
// standard library is free for all but where bannedStd says otherwise.
// Changing a line is a decision: write it down in docs/adr.
func mayImport() map[string][]string {
	return map[string][]string{
		"scrum":               {"golang.org/x/text/unicode/norm"},
		"outbox":              {},
		"locale":              {"github.com/nicksnyder/go-i18n/v2/i18n", "github.com/nicksnyder/go-i18n/v2/i18n/template", "golang.org/x/text/language"},
		"chart":               {},
		"internal/golden":     {"github.com/google/go-cmp/cmp"},
		"internal/testdb":     {"github.com/jackc/pgx/v5/stdlib", "github.com/mattn/go-sqlite3"},
		"exchange":            {"pogo/scrum", "golang.org/x/text/encoding", "golang.org/x/text/encoding/charmap", "golang.org/x/text/encoding/unicode", "golang.org/x/text/transform"},
		"tally":               {"pogo/exchange", "pogo/scrum"},
		"intake":              {"pogo/exchange", "pogo/scrum", "pogo/storage"},
		"shelf":               {"pogo/exchange", "pogo/scrum"},
		"holiday":             {"pogo/scrum", "github.com/rickar/cal/v2", "github.com/rickar/cal/v2/aa", "github.com/rickar/cal/v2/at", "github.com/rickar/cal/v2/be", "github.com/rickar/cal/v2/ch", "github.com/rickar/cal/v2/de", "github.com/rickar/cal/v2/es", "github.com/rickar/cal/v2/fr", "github.com/rickar/cal/v2/gb", "github.com/rickar/cal/v2/ie", "github.com/rickar/cal/v2/it", "github.com/rickar/cal/v2/us"},
		"slacksim":            {"github.com/gorilla/websocket"},
		"storage":             {"pogo/scrum", "pogo/outbox", "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgconn", "github.com/jackc/pgx/v5/stdlib", "github.com/mattn/go-sqlite3", "github.com/pressly/goose/v3", "github.com/pressly/goose/v3/database"},
		"scheduler":           {"pogo/scrum", "github.com/robfig/cron/v3"},
		"view":                {"pogo/scrum", "pogo/locale", "pogo/chart", "github.com/slack-go/slack"},
		"handlers":            {"pogo/scrum", "pogo/outbox", "pogo/locale", "pogo/view", "pogo/chart", "pogo/exchange", "pogo/holiday", "pogo/shelf"},
		"bench":               {"pogo/outbox", "pogo/scheduler", "pogo/scrum", "pogo/storage", "pogo/slacksim", "github.com/mattn/go-sqlite3"},
		"bench/peers/slackgo": {"github.com/mattn/go-sqlite3", "github.com/slack-go/slack", "github.com/slack-go/slack/slackevents", "github.com/slack-go/slack/socketmode"},
		"bench/peers/floor":   {"github.com/gorilla/websocket"},
		"bot":                 {"pogo/handlers", "pogo/outbox", "pogo/scrum", "pogo/view", "github.com/slack-go/slack", "github.com/slack-go/slack/slackevents", "github.com/slack-go/slack/slackutilsx", "github.com/gorilla/websocket"},
		"metric": {
			"pogo/bot", "pogo/outbox", "pogo/scrum", "pogo/storage",
			"github.com/prometheus/client_golang/prometheus", "github.com/prometheus/client_golang/prometheus/collectors", "github.com/prometheus/client_golang/prometheus/promhttp",
		},
		"playground": {"pogo/slacksim"},
		"": {
			"pogo/bot", "pogo/exchange", "pogo/handlers", "pogo/intake", "pogo/locale", "pogo/metric", "pogo/outbox", "pogo/playground", "pogo/scheduler", "pogo/scrum", "pogo/shelf", "pogo/slacksim", "pogo/storage", "pogo/tally",
			"github.com/alecthomas/kong", "github.com/slack-go/slack",
		},
	}
}

type listed struct {
	ImportPath, Doc string
	Imports         []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,Doc", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestEveryRoomKnowsOnlyItsNeighbors(t *testing.T) {
	t.Parallel()
	table := mayImport()
	for _, p := range packages(t) {
		room := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "pogo"), "/")
		allowed, known := table[room]
		if !known {
			t.Errorf("package %s is in no room of the house", p.ImportPath)
		}
		for _, path := range p.Imports {
			if (strings.Contains(path, ".") || strings.HasPrefix(path, "pogo/")) && !slices.Contains(allowed, path) {
				t.Errorf("%s must not import %s", p.ImportPath, path)
			}
		}
		if len(p.Doc) < 20 { // go list gives the first sentence
			t.Errorf("%s has no package comment to start reading at", p.ImportPath)
		}
	}
}

// What is true needs neither a file nor a network nor the clock.
func TestTheRulesArePure(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if p.ImportPath != "pogo/scrum" && p.ImportPath != "pogo/outbox" && p.ImportPath != "pogo/chart" && p.ImportPath != "pogo/exchange" && p.ImportPath != "pogo/tally" {
			continue
		}
		for _, path := range p.Imports {
			if slices.Contains([]string{"os", "net", "net/http", "database/sql", "log", "log/slog", "context", "math/rand"}, path) {
				t.Errorf("%s must not import %s", p.ImportPath, path)
			}
		}
	}
}

// sources calls fn for each of the repository's own text files.
func sources(t *testing.T, fn func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules" || d.Name() == "dist") {
			return filepath.SkipDir
		}
		if !d.Type().IsRegular() || slices.Contains([]string{".png", ".db", ".sum", ".woff2"}, filepath.Ext(path)) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil {
			fn(path, string(text))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoFileIsTooLongToHoldInTheHead(t *testing.T) {
	t.Parallel()
	const longest = 400
	sources(t, func(path, text string) {
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && strings.Count(text, "\n") > longest {
			t.Errorf("%s has more than %d lines: it is probably two things", path, longest)
		}
	})
}

func TestNoFileHoldsAToken(t *testing.T) {
	t.Parallel()
	token := regexp.MustCompile(`xox[abeoprs]-\d{8,}-|xapp-\d-[A-Z0-9]{8,}|hooks\.slack\.com/services/T[A-Z0-9]{8}`)
	prefixes := []string{"xox", "xapp-", "hooks.slack.com/"} // which most files lack: the pattern is slow under the race detector
	sources(t, func(path, text string) {
		if !slices.ContainsFunc(prefixes, func(p string) bool { return strings.Contains(text, p) }) {
			return
		}
		if found := token.FindString(text); found != "" {
			t.Errorf("%s holds something like a token: %s…", path, found[:8])
		}
	})
}
