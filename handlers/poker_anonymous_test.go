package handlers_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// seals sends the form of an anonymous poker.
func (r *room) seals(person string, values map[string]string) handlers.Answer {
	r.t.Helper()
	return r.sends(person, view.PokerSealed, handlers.Where{Channel: "CPAY", ID: 1}.String(), values)
}

// afterPoker is all that is left of an anonymous poker in which people put
// down such cards: every row of the database and all that Slack was sent.
func afterPoker(t *testing.T, cards map[string]string) (left string, secrets []string, files []byte) {
	t.Helper()
	r := english(t)
	var logged bytes.Buffer
	r.logs(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})))
	r.joins("UTOM", "UKENJI")
	r.types("UCLAIRE", "CPAY", "/estimate PAY-1 PAY-2 anonymous")
	slack := texts(r.posted())
	for _, person := range []string{"USAMIR", "UNORA", "UTOM", "UKENJI"} {
		r.looksHome(person)
		r.waits(7 * time.Minute)
		first := map[string]string{"card.1.1": "1", "card.2.1": "100"} // each thinks again
		if person == "UKENJI" {
			delete(first, "card.2.1") // it would be the last that is waited for
			read(r, func(tx *storage.Tx) error {
				key, err := tx.PokerKey(t.Context(), 2)
				secrets = append(secrets, key)
				votes, more := tx.PokerVotes(t.Context(), 2)
				for _, v := range votes {
					secrets = append(secrets, string(v.Person))
				}
				return errors.Join(err, more)
			})
		}
		r.seals(person, first)
		r.seals(person, map[string]string{"card.2.1": cards[person], "reason": "as " + cards[person]})
		slack = append(slack, texts(r.posted())...)
	}
	r.waits(10 * time.Minute)
	slack = append(slack, texts(r.posted())...)
	if s := r.standsAt(2); s != scrum.PokerDiscussing {
		t.Fatalf("it is %s", s)
	}
	return strings.Join(slack, "\n") + "\n" + logged.String() + "\n" + rows(t, r.path), secrets, held(t, r.path)
}

func TestNobodyCanTellWhosACardIsInAnAnonymousPoker(t *testing.T) {
	t.Parallel()
	one, secrets, files := afterPoker(t, map[string]string{"USAMIR": "3", "UNORA": "13", "UTOM": "3", "UKENJI": "5"})
	other, _, _ := afterPoker(t, map[string]string{"USAMIR": "13", "UNORA": "3", "UTOM": "5", "UKENJI": "3"})
	if diff := cmp.Diff(one, other); diff != "" {
		t.Errorf("what is left differs:\n%s", diff)
	}
	if third, _, _ := afterPoker(t, map[string]string{"USAMIR": "3", "UNORA": "13", "UTOM": "3", "UKENJI": "8"}); third == one {
		t.Error("other cards leave the same, so this test proves nothing")
	}
	if len(secrets) < 4 {
		t.Fatalf("there were a key and %d marks", len(secrets)-1)
	}
	for _, secret := range secrets {
		if bytes.Contains(files, []byte(secret)) || strings.Contains(one, secret) {
			t.Errorf("%s is still there", secret)
		}
	}
}

func TestTooFewAnonymousCardsAreShownToNobody(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.joins("UTOM", "UKENJI")
	r.types("UCLAIRE", "CPAY", "/estimate PAY-1 anonymous")
	r.seals("USAMIR", map[string]string{"card.1.1": "5"})
	r.seals("UNORA", map[string]string{"card.1.1": "5"})
	r.presses("UCLAIRE", "CPAY", view.PokerShow, "1")
	if s := r.standsAt(1); s != scrum.PokerOpen {
		t.Errorf("with two cards it is %s", s)
	}
	r.waits(48 * time.Hour)
	read(r, func(tx *storage.Tx) error {
		votes, err := tx.PokerVotes(t.Context(), 1)
		if _, keyed := tx.PokerKey(t.Context(), 1); len(votes) > 0 || !errors.Is(keyed, scrum.ErrNotFound) {
			t.Errorf("%v are left, and the key: %v", votes, keyed)
		}
		return err
	})
	r.presses("UCLAIRE", "CPAY", view.PokerAgain, "1")
	for _, p := range []string{"USAMIR", "UNORA", "UTOM", "UKENJI"} {
		r.seals(p, map[string]string{"card.1.1": "8"})
	}
	if r.size(1) != "8" {
		t.Errorf("after another round: %s", r.size(1))
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnAnonymousCardIsSeenAndChangedByItsOwnerAlone(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.joins("UTOM", "UKENJI")
	r.types("UCLAIRE", "CPAY", "/estimate PAY-1 PAY-2 anonymous")
	r.posted()
	r.seals("USAMIR", map[string]string{"card.1.1": "13"})
	for person, want := range map[string]bool{"USAMIR": true, "UNORA": false} {
		form := r.presses(person, "CPAY", view.PokerVote, "1").Open
		if form == nil {
			t.Fatalf("%s sees no form", person)
		}
		if seen := strings.Contains(string(mustJSON(t, form)), `"initial_option"`); seen != want {
			t.Errorf("%s sees a card: %t", person, seen)
		}
	}
	for _, text := range texts(r.posted()) {
		if strings.Contains(text, "Samir ·") || strings.Contains(text, "✓") {
			t.Errorf("the channel reads %q", text)
		}
	}
	r.plays(1, "5", "UNORA")                               // a button that was never shown
	r.seals("UCLAIRE", map[string]string{"card.1.1": "5"}) // who leads
	if a := r.seals("UNORA", map[string]string{"card.1.1": "", "card.2.1": ""}); a.Errors["card.1.1"] == "" {
		t.Errorf("an empty form is answered %+v", a)
	}
	read(r, func(tx *storage.Tx) error {
		votes, err := tx.PokerVotes(t.Context(), 1)
		if len(votes) != 1 {
			t.Errorf("%d cards are down", len(votes))
		}
		return err
	})
}
