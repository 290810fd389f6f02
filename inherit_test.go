package main

import (
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"pogo/bot"
	"pogo/internal/testdb"
	"pogo/outbox"
	"pogo/storage"
)

// A process that was killed with a message in hand delays it by as long as Slack
// may still be posting it, not by its whole lease.
func TestTheNextProcessTakesOverWhatADeadOneHadInHand(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path, now := tables.Address(t), time.Now()
	db, err := storage.Open(t.Context(), storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.Send(t.Context(), outbox.Delivery{Kind: outbox.Post, Channel: "C1", Body: json.RawMessage(`{"text":"hello"}`)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if held, err := db.ClaimDeliveries(t.Context(), now, time.Hour, 1, 1); err != nil || len(held) != 1 {
		t.Fatalf("claimed %d, %v", len(held), err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := newApp(t.Context(), wiring{
		database: path, locale: "en", zone: "UTC", log: slog.New(slog.DiscardHandler), now: time.Now,
		bot: bot.Config{BotToken: "xoxb-sim", AppToken: "xapp-sim", APIURL: "http://127.0.0.1:1/api/", Steady: func() time.Time { return now }},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.close() })
	if next, waits, err := a.db.NextDelivery(t.Context()); err != nil || !waits || next.Sub(now).Round(time.Second) != outbox.UnderWay {
		t.Errorf("it is looked for after %s, %v, %v", next.Sub(now), waits, err)
	}
}
