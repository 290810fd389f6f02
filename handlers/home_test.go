package handlers_test

import (
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/outbox"
)

func TestWhatAChannelRefusedWhilePogoWasOutIsPostedWhenItIsBack(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	joins := func() {
		if err := r.Joined(t.Context(), handlers.Joined{Key: r.key(), Person: "UBOT", Inviter: "UNORA", Channel: "CPAY", Self: true, At: r.now}); err != nil {
			t.Fatal(err)
		}
	}
	joins()
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "Hello, I am Pogo") {
		t.Errorf("at first: %v", got)
	}
	r.types("UNORA", "CPAY", "/story add a dashboard")
	batch, err := r.db.ClaimDeliveries(t.Context(), r.steady, time.Minute, 10)
	if err != nil || len(batch) != 1 {
		t.Fatalf("claimed %d, %v", len(batch), err)
	}
	refused := batch[0].After(outbox.Outcome{Result: outbox.Refused, Error: "not_in_channel"}, r.steady)
	if err := r.db.SettleDelivery(t.Context(), refused); err != nil {
		t.Fatal(err)
	}
	if got := texts(r.posted()); len(got) != 0 {
		t.Errorf("while it is out: %v", got)
	}
	joins()
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "post CPAY: PAY-1") {
		t.Errorf("when it is back: %v", got)
	}
}
