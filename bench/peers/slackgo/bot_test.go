package main

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"pogo/slacksim"
)

// The bot that Pogo is measured beside does what it is measured for.
func TestItKeepsAStoryPostsItsCardAndKeepsAReaction(t *testing.T) {
	for name, storeFirst := range map[string]bool{"acknowledging first": false, "storing first": true} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("SLACK_BOT_TOKEN", "xoxb-sim")
			t.Setenv("SLACK_APP_TOKEN", "xapp-sim")
			s, err := slacksim.New(slacksim.Config{})
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(s.Handler())
			t.Cleanup(func() { s.Close(); server.Close() })
			claire := s.AddPerson(slacksim.Person{ID: "U1", Name: "claire"})
			s.AddChannel(slacksim.Channel{ID: "C1", Name: "dev", Members: []string{claire, s.Bot().ID}})
			file := filepath.Join(t.TempDir(), "bot.db")
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			go func() {
				_ = run(ctx, server.URL+"/api/", file, storeFirst, slog.New(slog.NewTextHandler(t.Output(), nil)))
			}()

			until := func(is func() bool) {
				t.Helper()
				if err := s.Until(ctx, is); err != nil {
					t.Fatal(err)
				}
			}
			until(func() bool { return s.Connections() > 0 })
			if err := s.Command(claire, "C1", "/story pay by card"); err != nil {
				t.Fatal(err)
			}
			until(func() bool { return len(s.Messages(claire, "C1")) == 1 })
			card := s.Messages(claire, "C1")[0]
			if card.Text != "STORY-1: pay by card" {
				t.Errorf("the card says %q", card.Text)
			}
			if err := s.React(claire, "C1", card.TS, "+1"); err != nil {
				t.Fatal(err)
			}
			if err := s.WaitIdle(ctx); err != nil {
				t.Fatal(err)
			}
			db, err := sql.Open("sqlite3", "file:"+file+"?mode=ro&_busy_timeout=5000")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() })
			for stored := 0; stored < 2; {
				if err := db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM story) + (SELECT count(*) FROM reaction)").Scan(&stored); err != nil {
					t.Fatalf("stored %d: %v", stored, err)
				}
			}
		})
	}
}
