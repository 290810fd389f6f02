package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every metric that the dashboard draws or an alert watches is in /metrics.
func TestTheDashboardAndTheAlertsKnowOurMetrics(t *testing.T) {
	t.Parallel()
	a, m, get := observed(t)
	used(t, a, m)
	_, exposed := get("/metrics")
	drawn := map[string]int{}
	for _, file := range []string{"docs/ops/dashboard.json", "docs/ops/alerts.yml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range regexp.MustCompile(`\b(?:pogo|process|go)_[a-z_]+`).FindAllString(string(text), -1) {
			drawn[name]++
			if !regexp.MustCompile(`(?m)^(?:# TYPE )?` + name + `[ {]`).MatchString(exposed) {
				t.Errorf("%s speaks of %s, which is not in /metrics", file, name)
			}
		}
	}
	for _, name := range regexp.MustCompile(`(?m)^# TYPE (pogo_[a-z_]+)`).FindAllStringSubmatch(exposed, -1) {
		shown := func(known string) bool { return strings.HasPrefix(known, name[1]) }
		if !slices.ContainsFunc(keys(drawn), shown) {
			t.Errorf("nobody looks at %s", name[1])
		}
	}
}

func keys(counts map[string]int) (list []string) {
	for k := range counts {
		list = append(list, k)
	}
	return list
}

func TestEveryPanelAsksOnePrometheus(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("docs/ops/dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(text, &board); err != nil {
		t.Fatal(err)
	}
	for _, p := range board.Panels {
		if p.Title == "" || len(p.Targets) == 0 || p.Targets[0].Expr == "" {
			t.Errorf("panel %q shows nothing", p.Title)
		}
	}
	if len(board.Panels) < 10 {
		t.Errorf("only %d panels", len(board.Panels))
	}
}

func TestEveryAlertSaysWhatToDo(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("docs/ops/alerts.yml")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range strings.Split(string(text), "- alert: ")[1:] {
		name, _, _ := strings.Cut(rule, "\n")
		if !regexp.MustCompile(`runbook: \S.{30,}`).MatchString(rule) || !strings.Contains(rule, "summary: ") {
			t.Errorf("%s does not say what to do", name)
		}
	}
}

func TestTheAlertsDoWhatTheySay(t *testing.T) {
	t.Parallel()
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		if os.Getenv("POGO_REQUIRE_PROMTOOL") != "" {
			t.Fatal("promtool is required here and not installed: apt-get install prometheus")
		}
		t.Skip("promtool is not installed: the alerts are not tried (apt-get install prometheus)")
	}
	for _, args := range [][]string{{"check", "rules", "docs/ops/alerts.yml"}, {"test", "rules", "docs/ops/alerts_test.yml"}} {
		if said, err := exec.CommandContext(t.Context(), promtool, args...).CombinedOutput(); err != nil {
			t.Errorf("promtool %s: %v\n%s", strings.Join(args, " "), err, said)
		}
	}
}
