package storage_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

const lease = 45 * time.Second

// send writes a delivery down; only what matters to a test is given.
func send(t *testing.T, db *storage.DB, d outbox.Delivery) outbox.Delivery {
	t.Helper()
	if d.Kind == "" {
		d.Kind = outbox.Post
	}
	if d.Body == nil {
		d.Body = json.RawMessage(`{"text":"hello"}`)
	}
	write(t, db, func(tx *storage.Tx) (err error) {
		d, err = tx.Send(t.Context(), d)
		return err
	})
	return d
}

// claim leases everything that may be claimed and returns it by name.
func claim(t *testing.T, db *storage.DB, now time.Time) map[string]outbox.Delivery {
	t.Helper()
	list, err := db.ClaimDeliveries(t.Context(), now, lease, 100, 100)
	if err != nil {
		t.Fatal(err)
	}
	claimed := map[string]outbox.Delivery{}
	for _, d := range list {
		if d.State != outbox.Leased || !d.LeaseUntil.Equal(now.Add(lease)) {
			t.Errorf("%s is claimed in state %d until %s", d.Name, d.State, d.LeaseUntil)
		}
		claimed[d.Name] = d
	}
	return claimed
}

func settle(t *testing.T, db *storage.DB, d outbox.Delivery, o outbox.Outcome, now time.Time) {
	t.Helper()
	if err := db.SettleDelivery(t.Context(), d.After(o, now)); err != nil {
		t.Fatal(err)
	}
}

// posted is Slack's yes; the message is not to be edited at once.
func posted(channel, ts string) outbox.Outcome {
	return outbox.Outcome{Result: outbox.Done, TS: ts, PostedIn: channel, Pause: 3 * time.Second}
}

// wantClaims claims and fails unless exactly these names are claimed.
func wantClaims(t *testing.T, db *storage.DB, now time.Time, names ...string) map[string]outbox.Delivery {
	t.Helper()
	claimed := claim(t, db, now)
	ok := len(claimed) == len(names)
	for _, name := range names {
		if _, found := claimed[name]; !found {
			ok = false
		}
	}
	if !ok {
		t.Fatalf("claimed %d, want %q: %v", len(claimed), names, claimed)
	}
	return claimed
}

// wantNext fails unless the next claim may be made at want.
func wantNext(t *testing.T, db *storage.DB, want time.Time) {
	t.Helper()
	got, ok, err := db.NextDelivery(t.Context())
	if err != nil || !ok || !got.Equal(want) {
		t.Fatalf("the next claim is at %s, %v, %v; want %s", got, ok, err, want)
	}
}

func delivery(t *testing.T, db *storage.DB, name string) outbox.Delivery {
	t.Helper()
	var d outbox.Delivery
	read(t, db, func(tx *storage.Tx) (err error) {
		d, err = tx.Delivery(t.Context(), name)
		return err
	})
	return d
}

func TestAChannelIsServedInOrderAndChannelsDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "a1", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "a2", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "b1", Channel: "C2"})
	first := wantClaims(t, db, now, "a1", "b1")
	wantClaims(t, db, now) // all are leased
	settle(t, db, first["a1"], posted("C1", "1.1"), now)
	wantClaims(t, db, now, "a2")
}

func TestNothingToSendIsSaidSo(t *testing.T) {
	t.Parallel()
	if _, ok, err := open(t).NextDelivery(t.Context()); ok || err != nil {
		t.Errorf("got %v, %v", ok, err)
	}
}

func TestALimitGoesToThoseWhoWaitedLongest(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "later", Channel: "C1", DueAt: now.Add(-time.Second)})
	send(t, db, outbox.Delivery{Name: "earlier", Channel: "C2", DueAt: now.Add(-time.Minute)})
	list, err := db.ClaimDeliveries(t.Context(), now, lease, 1, 1)
	if err != nil || len(list) != 1 || list[0].Name != "earlier" {
		t.Errorf("got %v, %v", list, err)
	}
}

// A crowd that the clock writes to holds up nobody who is answered, nor the
// digest of another product.
func TestAnswersGoFirstAndDeedsTakeTurns(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	for _, who := range []string{"U1", "U2", "U3"} {
		send(t, db, outbox.Delivery{Name: "ask " + who, Channel: who, Deed: true, Request: "standup.ask/1"})
	}
	send(t, db, outbox.Delivery{Name: "digest", Channel: "C2", Deed: true, Request: "standup.digest/2"})
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Request: "E1"})
	var order []string
	for range 5 {
		list, err := db.ClaimDeliveries(t.Context(), now, lease, 1, 1)
		if err != nil || len(list) != 1 {
			t.Fatalf("got %v, %v", list, err)
		}
		order = append(order, list[0].Name)
	}
	if want := []string{"card", "ask U1", "digest", "ask U2", "ask U3"}; !slices.Equal(order, want) {
		t.Errorf("got %q, want %q", order, want)
	}
}

func TestWhatSomebodyWaitsForNoLongerTakesTurns(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	for _, who := range []string{"U1", "U2"} {
		send(t, db, outbox.Delivery{Name: "ask " + who, Channel: who, Deed: true, Request: "standup.ask/1"})
	}
	send(t, db, outbox.Delivery{Name: "ask U2", Channel: "U2", Request: "E1"}) // pressed, before it was sent
	list, err := db.ClaimDeliveries(t.Context(), now, lease, 10, 0)
	if err != nil || len(list) != 1 || list[0].Name != "ask U2" {
		t.Errorf("got %v, %v", list, err)
	}
}

func TestANewBodyKeepsItsPlaceInTheLine(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	first := send(t, db, outbox.Delivery{Name: "card", Channel: "C1", CreatedAt: now})
	send(t, db, outbox.Delivery{Name: "other", Channel: "C1"})
	again := send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: json.RawMessage(`{"text":"newer"}`)})
	first.Body, first.Version = again.Body, 2
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the delivery (-want +got):\n%s", diff)
	}
	card := wantClaims(t, db, now, "card")["card"]
	if string(card.Body) != `{"text":"newer"}` || card.Version != 2 || card.Key == "" || card.Attempts != 1 {
		t.Errorf("got %+v", card)
	}
}

func TestANewBodyOfAPostedMessageIsAnEdit(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	settle(t, db, wantClaims(t, db, now, "card")["card"], posted("C1", "1.1"), now)
	if got := delivery(t, db, "card"); got.State != outbox.Settled || got.Sent != 1 || !got.Posted() {
		t.Errorf("after it was posted: %+v", got)
	}
	for n := range 1000 {
		send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: fmt.Appendf(nil, `{"text":"%d"}`, n)})
	}
	wantClaims(t, db, now.Add(time.Second)) // not again so soon
	wantNext(t, db, now.Add(3*time.Second))
	card := wantClaims(t, db, now.Add(3*time.Second), "card")["card"]
	if card.TS != "1.1" || card.Version != 1001 || card.Sent != 1 || card.InDoubt {
		t.Errorf("the edit is %+v", card)
	}
	settle(t, db, card, outbox.Outcome{Result: outbox.Done}, now)
	wantClaims(t, db, now.Add(time.Hour))
	read(t, db, func(tx *storage.Tx) error {
		d, err := tx.DeliveryAt(t.Context(), "C1", "1.1")
		if d.Name != "card" || d.Sent != 1001 {
			t.Errorf("the message is %+v", d)
		}
		if _, err := tx.DeliveryAt(t.Context(), "C1", "9.9"); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("another's message: %v", err)
		}
		return err
	})
}

func TestABodyWrittenDuringTheCallFollowsIt(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	card := wantClaims(t, db, now, "card")["card"]
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: json.RawMessage(`{"text":"newer"}`)})
	settle(t, db, card, posted("C1", "1.1"), now)
	wantClaims(t, db, now.Add(time.Second)) // not again so soon
	card = wantClaims(t, db, now.Add(3*time.Second), "card")["card"]
	if string(card.Body) != `{"text":"newer"}` || card.Sent != 1 || card.TS != "1.1" {
		t.Errorf("the edit is %+v", card)
	}
}

func TestAPostWhoseSenderDiedIsInDoubt(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "next", Channel: "C1"})
	dead := wantClaims(t, db, now, "card")["card"]
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: json.RawMessage(`{"text":"newer"}`)})
	wantNext(t, db, now.Add(lease))
	now = now.Add(lease)
	card := wantClaims(t, db, now, "card")["card"]
	if !card.InDoubt || card.Version != 1 || string(card.Body) != `{"text":"newer"}` || card.Key != dead.Key {
		t.Errorf("it is claimed as %+v", card)
	}
	if err := db.SettleDelivery(t.Context(), dead.After(posted("C1", "1.1"), now)); !errors.Is(err, storage.ErrLeaseLost) {
		t.Errorf("the dead sender settles: %v", err)
	}
	settle(t, db, card, posted("C1", "1.1"), now) // found in the history, as the old version
	later := now.Add(3 * time.Second)
	if card = wantClaims(t, db, later, "card", "next")["card"]; card.InDoubt || !card.Posted() || card.Version != 2 {
		t.Errorf("the newer body follows as %+v", card)
	}
}

func TestADoubtStaysUntilItIsResolved(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	for range 3 {
		card := wantClaims(t, db, now, "card")["card"]
		settle(t, db, card, outbox.Outcome{Result: outbox.Unknown, Error: "timeout"}, now)
		now = now.Add(lease)
	}
	card := wantClaims(t, db, now, "card")["card"]
	if !card.InDoubt || card.Attempts != 4 || card.Error != "timeout" {
		t.Errorf("after three timeouts it is %+v", card)
	}
	settle(t, db, card, outbox.Outcome{Result: outbox.Absent}, now)
	if card = wantClaims(t, db, now, "card")["card"]; card.InDoubt {
		t.Error("it was looked for, was not there, and is still in doubt")
	}
}

func TestALeaseIsRenewedByItsHolderAlone(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	card := wantClaims(t, db, now, "card")["card"]
	until := now.Add(2*lease + 7*time.Nanosecond)
	if ok, err := db.RenewDelivery(t.Context(), card, until); !ok || err != nil {
		t.Fatalf("the holder: %v, %v", ok, err)
	}
	wantClaims(t, db, now.Add(lease)) // it has it still
	if ok, err := db.RenewDelivery(t.Context(), card, until); ok || err != nil {
		t.Errorf("with the old lease: %v, %v", ok, err)
	}
	card.LeaseUntil = until
	settle(t, db, card, posted("C1", "1.1"), now)
}

func TestPrivateAnswersDoNotWaitAndAreNotRepeated(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "busy", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "whisper", Kind: outbox.Ephemeral, Channel: "C1", Person: "U1"})
	send(t, db, outbox.Delivery{Name: "answer", Kind: outbox.Respond, URL: "https://hooks.slack.com/1", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "home", Kind: outbox.Home, Person: "U1"})
	wantClaims(t, db, now, "busy", "whisper", "answer", "home")
	wantClaims(t, db, now.Add(lease), "busy", "home") // all senders died
	if got := delivery(t, db, "answer"); got.State != outbox.Settled || got.Error == "" {
		t.Errorf("the answer is %+v", got)
	}
}

func TestAReplyWaitsForItsMessageAndHoldsUpNobody(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "question", Channel: "U1"})
	send(t, db, outbox.Delivery{Name: "reply", Channel: "C1", Thread: "question"})
	send(t, db, outbox.Delivery{Name: "seed", Kind: outbox.Seed, Channel: "U1", Body: json.RawMessage(`{"emoji":"one","on":"question"}`)})
	send(t, db, outbox.Delivery{Name: "other", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "deep", Channel: "C2", Thread: "1700000000.000100"})
	first := wantClaims(t, db, now, "question", "other", "deep")
	if got := first["deep"].ThreadTS; got != "1700000000.000100" {
		t.Errorf("the thread of a timestamp is %q", got)
	}
	settle(t, db, first["other"], posted("C1", "3.1"), now)
	wantClaims(t, db, now)
	wantNext(t, db, now.Add(lease))
	settle(t, db, first["question"], posted("D1", "1.1"), now)
	second := wantClaims(t, db, now, "reply", "seed")
	for name, d := range second {
		if d.ThreadTS != "1.1" || d.PostedIn != "D1" {
			t.Errorf("%s goes to %s in %s", name, d.ThreadTS, d.PostedIn)
		}
	}
	if got := send(t, db, outbox.Delivery{Name: "late", Channel: "U1", Thread: "question"}); got.ThreadTS != "1.1" || got.PostedIn != "D1" {
		t.Errorf("a later reply goes to %s in %s", got.ThreadTS, got.PostedIn)
	}
}

// Those of one message come in their order.
func TestOurOwnReactionsThatFailHoldUpNobody(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "vote", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "one", Kind: outbox.Seed, Channel: "C1", Body: json.RawMessage(`{"emoji":"one","on":"vote"}`)})
	send(t, db, outbox.Delivery{Name: "two", Kind: outbox.Seed, Channel: "C1", Body: json.RawMessage(`{"emoji":"two","on":"vote"}`)})
	settle(t, db, wantClaims(t, db, now, "vote")["vote"], posted("C1", "1.1"), now)
	settle(t, db, wantClaims(t, db, now, "one")["one"], outbox.Outcome{Result: outbox.Unknown, Error: "EOF"}, now)
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	wantClaims(t, db, now, "card")
}

func TestAReplyToNothingIsRefused(t *testing.T) {
	t.Parallel()
	db := open(t)
	send(t, db, outbox.Delivery{Name: "whisper", Kind: outbox.Ephemeral, Channel: "C1", Person: "U1"})
	for _, thread := range []string{"nothing", "whisper"} {
		err := db.Write(t.Context(), func(tx *storage.Tx) error {
			_, err := tx.Send(t.Context(), outbox.Delivery{Kind: outbox.Post, Channel: "C1", Thread: thread})
			return err
		})
		if err == nil {
			t.Errorf("a reply to %s was kept", thread)
		}
	}
}

func TestWhatIsParkedTakesItsRepliesAlongAndComesBackWithThem(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	question := send(t, db, outbox.Delivery{Name: "question", Channel: "C1"})
	send(t, db, outbox.Delivery{Name: "reply", Channel: "C1", Thread: "question"})
	send(t, db, outbox.Delivery{Name: "seed", Kind: outbox.Seed, Channel: "C1", Body: json.RawMessage(`{"emoji":"one","on":"reply"}`)})
	send(t, db, outbox.Delivery{Name: "other", Channel: "C1"})
	settle(t, db, wantClaims(t, db, now, "question")["question"], outbox.Outcome{Result: outbox.Refused, Error: "is_archived"}, now)
	send(t, db, outbox.Delivery{Name: "late", Channel: "C1", Thread: "question"})
	wantClaims(t, db, now, "other")
	parked, err := db.Parked(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, d := range parked {
		names[d.Name] = d.Error != ""
	}
	if diff := cmp.Diff(map[string]bool{"question": true, "reply": true, "seed": true, "late": true}, names); diff != "" {
		t.Errorf("parked (-want +got):\n%s", diff)
	}
	if err := db.Retry(t.Context(), question.ID); err != nil {
		t.Fatal(err)
	}
	if err := db.Retry(t.Context(), question.ID); !errors.Is(err, scrum.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
	now = now.Add(lease) // the sender of other died
	settle(t, db, wantClaims(t, db, now, "question")["question"], posted("C1", "1.1"), now)
	settle(t, db, wantClaims(t, db, now, "reply")["reply"], posted("C1", "1.2"), now)
	wantClaims(t, db, now, "other", "seed")
}

func TestWhatStandsAlreadyIsNotSentAgain(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	body := json.RawMessage(`{"text":"as it is"}`)
	for name, in := range map[string]string{"card": "C1", "question": "D1"} {
		to := map[string]string{"C1": "C1", "D1": "UNORA"}[in]
		send(t, db, outbox.Delivery{Name: name, Channel: to, Body: body})
		settle(t, db, wantClaims(t, db, now, name)[name], posted(in, "1.1"), now)
		send(t, db, outbox.Delivery{Name: name, Channel: to, Body: body})
	}
	now = now.Add(time.Minute)
	wantClaims(t, db, now, "question") // an answer may have replaced it
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: json.RawMessage(`{"text":"newer"}`)})
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: body}) // the first may be on its way
	wantClaims(t, db, now, "card")
}

func TestAnEditNeitherWaitsForItsChannelNorHoldsItUp(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	settle(t, db, wantClaims(t, db, now, "card")["card"], posted("C1", "1.1"), now)
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: json.RawMessage(`{"text":"newer"}`)})
	send(t, db, outbox.Delivery{Name: "limited", Channel: "C1"})
	limited := wantClaims(t, db, now, "limited")["limited"] // the edit is not due yet
	settle(t, db, limited, outbox.Outcome{Result: outbox.Limited, RetryAfter: time.Hour}, now)
	wantClaims(t, db, now.Add(3*time.Second), "card")
}

func TestANewBodyOfAParkedMessageGetsAnotherChance(t *testing.T) {
	t.Parallel()
	db, now := open(t), monday()
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1"})
	settle(t, db, wantClaims(t, db, now, "card")["card"], outbox.Outcome{Result: outbox.Refused, Error: "invalid_blocks", Pause: 3 * time.Second}, now)
	send(t, db, outbox.Delivery{Name: "card", Channel: "C1", Body: json.RawMessage(`{"text":"better"}`)})
	wantClaims(t, db, now.Add(time.Second)) // not again so soon
	card := wantClaims(t, db, now.Add(3*time.Second), "card")["card"]
	if card.Attempts != 1 || string(card.Body) != `{"text":"better"}` {
		t.Errorf("it is claimed as %+v", card)
	}
}

func TestTheSenderIsWoken(t *testing.T) {
	t.Parallel()
	db := open(t)
	payments(t, db)
	select {
	case <-db.Wake():
		t.Error("by a change that sends nothing")
	default:
	}
	send(t, db, outbox.Delivery{Channel: "C1"})
	select { // the hint may come a moment after the commit
	case <-db.Wake():
	case <-time.After(10 * time.Second):
		t.Error("not by a delivery")
	}
}
