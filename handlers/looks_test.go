package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/storage"
)

func TestWhoOnlyLooksWaitsForNoWriter(t *testing.T) {
	t.Parallel()
	r := english(t)
	looks := []string{
		"/backlog", "/backlog pay", "/backlog epics", "/backlog next", "/backlog moscow 20", "/backlog views", "/backlog view mine",
		"/story list", "/story show PAY-1", "/story history PAY-1", "/story help", "/sprint", "/sprint status", "/retro actions", "/po roles", "/po help",
	}
	err := r.db.Write(t.Context(), func(*storage.Tx) error {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // or it would wait for ever
		defer cancel()
		for _, line := range looks {
			name, text, _ := strings.Cut(line, " ")
			answer, err := r.Command(ctx, handlers.Command{Key: r.key(), Person: "UCLAIRE", Channel: "CPAY", Name: name, Text: text, At: r.now})
			if err != nil || said(answer) == "" {
				t.Errorf("%s: %q, %v", line, said(answer), err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
