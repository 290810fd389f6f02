package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pogo/bot"
	"pogo/metric"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// observed is a bot that was never connected, its metrics, and what its
// address answers.
func observed(t *testing.T) (a *app, m *metric.Set, get func(path string) (int, string)) {
	t.Helper()
	m = metric.New(time.Now, version())
	a, err := newApp(t.Context(), wiring{
		database: filepath.Join(t.TempDir(), "pogo.db"), locale: "en", zone: "UTC", log: slog.New(slog.DiscardHandler), now: time.Now, metrics: m,
		bot: bot.Config{BotToken: "xoxb-sim", AppToken: "xapp-sim", APIURL: "http://127.0.0.1:1/api/", Steady: time.Now},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.close() })
	server := httptest.NewServer(health(a, m))
	t.Cleanup(server.Close)
	return a, m, func(path string) (int, string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
}

// used lets everything be counted once, so that it is in /metrics.
func used(t *testing.T, a *app, m *metric.Set) {
	t.Helper()
	m.Acked("command", time.Millisecond)
	m.Turned("command")
	m.Reconnected("cut")
	m.Delivered(outbox.Post, "done")
	m.Reconciled(outbox.Post, true)
	m.Failed("request", storage.ErrFull)
	m.Met(scrum.Judged{Occurrence: scrum.Occurrence{Schedule: scrum.Schedule{Deed: "standup.ask"}}}, time.Second)
	m.Met(scrum.Judged{Occurrence: scrum.Occurrence{Schedule: scrum.Schedule{Deed: "standup.ask"}}, Timing: scrum.Missed}, time.Hour)
	slack := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) }))
	defer slack.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, slack.URL+"/api/chat.postMessage", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := m.Counted(slack.Client().Transport).RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if err := a.db.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestMetricsSayWhatHappensAndWhatWaits(t *testing.T) {
	t.Parallel()
	a, m, get := observed(t)
	used(t, a, m)
	err := a.db.Write(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.Send(t.Context(), outbox.Delivery{Kind: outbox.Post, Channel: "C1", Body: []byte(`{}`), CreatedAt: time.Now().Add(-time.Hour)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, text := get("/metrics")
	for _, want := range []string{
		`pogo_ack_seconds_bucket{kind="command",le="0.001"} 1`,
		`pogo_slack_rate_limited_total{method="chat.postMessage"} 1`,
		`pogo_slack_call_seconds_count{method="chat.postMessage",status="429"} 1`,
		`pogo_errors_total{kind="disk_full",where="request"} 1`,
		`pogo_schedule_missed_total{deed="standup.ask"} 1`,
		`pogo_schedule_lag_seconds_count{deed="standup.ask"} 1`,
		`pogo_waiting{queue="outbox"} 1`,
		`pogo_waiting{queue="outbox_parked"} 0`,
		`pogo_waiting_oldest_seconds{queue="outbox"} 36\d\d`,
		`pogo_database_bytes{part="file"} \d`,
		`pogo_database_bytes{part="log"} \d`,
		`pogo_commit_seconds_count \d`,
		`pogo_build_info{go="go`,
		`pogo_readings_up 1`,
	} {
		if !regexp.MustCompile(`(?m)^` + want).MatchString(text) {
			t.Errorf("no %s", want)
		}
	}
}

func TestReadinessIsAboutSlackAndLivenessIsNot(t *testing.T) {
	t.Parallel()
	_, _, get := observed(t)
	if code, said := get("/healthz"); code != http.StatusOK || said != "ok\n" {
		t.Errorf("alive: %d %q", code, said)
	}
	if code, said := get("/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(said, "no connection to Slack") {
		t.Errorf("ready: %d %q", code, said)
	}
}
