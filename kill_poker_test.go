package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pogo/scrum"
	"pogo/slacksim"
	"pogo/storage"
)

// An anonymous poker outlives the process: no card is lost, each is still seen
// by its own owner alone, and once all are shown nothing tells whose they were.
func TestAKillDuringAnAnonymousPokerLosesNoCardAndTellsNobody(t *testing.T) {
	t.Parallel()
	slack, server := workspace(t)
	people := &stage{slack: slack, people: map[string]string{}, channel: "payments"}
	voters := []string{"U0SAMIR", "U0LEA", "U0TOM"}
	join(t, slack, voters...)
	database := filepath.Join(t.TempDir(), "pogo.db")
	first := serve(t, slack, server, database, 0)
	say(t, slack, "/story pay by card")
	await(t, slack, "the card", func() bool { return cards(slack, "PAY-1") == 1 })
	say(t, slack, "/estimate PAY-1 anonymous with <@U0SAMIR> <@U0LEA> <@U0TOM>")
	await(t, slack, "the poker", func() bool { return cards(slack, "PAY-1 · ") == 2 })

	putDown(t, people, "U0SAMIR", "3", "we have the form already")
	putDown(t, people, "U0LEA", "13", "")
	key, marks := underKey(t, database)
	if len(key) == 0 || len(marks) != 2 {
		t.Fatalf("%d cards lie there, under the key %q", len(marks), key)
	}
	first.kill()
	second := serve(t, slack, server, database, 2*time.Minute) // when the leases of the killed one are over
	for who, seen := range map[string]bool{"U0SAMIR": true, "U0TOM": false} {
		if form := opened(t, people, who, "My cards"); strings.Contains(string(form.Blocks), `"initial_option"`) != seen {
			t.Errorf("%s sees a card of their own: want %t in %s", who, seen, form.Blocks)
		} else if err := slack.CloseView(who, form.ID); err != nil {
			t.Fatal(err)
		}
	}
	putDown(t, people, "U0TOM", "3", "")
	await(t, slack, "all cards", func() bool { return thread(slack, "Far apart, from 3 to 13") != "" })
	shown := thread(slack, "Far apart, from 3 to 13")
	for _, part := range []string{"3  2 people", "13  1 person", "we have the form already"} {
		if !strings.Contains(shown, part) {
			t.Errorf("%q is not shown: %s", part, shown)
		}
	}
	for _, id := range voters {
		if strings.Contains(shown, strings.TrimPrefix(id, "U0")) {
			t.Errorf("%s is named: %s", id, shown)
		}
	}
	second.kill() // as it is on the disk, without a last word
	isForgotten(t, database, append(marks, key)...)
}

// isForgotten is that nothing of a database's files holds a secret.
func isForgotten(t *testing.T, database string, secrets ...string) {
	t.Helper()
	for _, file := range []string{database, database + "-wal"} {
		raw, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		for _, secret := range secrets {
			if bytes.Contains(raw, []byte(secret)) {
				t.Errorf("%s still holds %s", filepath.Base(file), secret)
			}
		}
	}
}

// join brings more people into the channel, with names in capitals.
func join(t *testing.T, slack *slacksim.Slack, people ...string) {
	t.Helper()
	for _, id := range people {
		name := strings.TrimPrefix(id, "U0")
		slack.AddPerson(slacksim.Person{ID: id, Name: strings.ToLower(name), RealName: name, TZ: "Europe/Paris", Locale: "en-GB"})
		if err := slack.Invite("U0CLAIRE", id, "C0PAYMENTS"); err != nil {
			t.Fatal(err)
		}
	}
}

func say(t *testing.T, slack *slacksim.Slack, line string) {
	t.Helper()
	if err := slack.Command("U0CLAIRE", "C0PAYMENTS", line); err != nil {
		t.Fatal(err)
	}
}

// opened presses a button and waits for the form that it opens.
func opened(t *testing.T, people *stage, who, button string) slacksim.View {
	t.Helper()
	if err := people.presses(who, button); err != nil {
		t.Fatal(err)
	}
	await(t, people.slack, "a form", func() bool { _, ok := people.slack.OpenView(who); return ok })
	form, _ := people.slack.OpenView(who)
	return form
}

// putDown puts down a card for the only story of a poker, by its form.
func putDown(t *testing.T, people *stage, who, card, reason string) {
	t.Helper()
	opened(t, people, who, "My cards")
	if err := people.submits(who, []string{"card.1.1", card, "reason", reason}); err != nil {
		t.Fatal(err)
	}
	form, ok := people.slack.OpenView(who) // which says that the card is down
	if !ok {
		t.Fatalf("%s is told nothing", who)
	}
	if err := people.slack.CloseView(who, form.ID); err != nil {
		t.Fatal(err)
	}
}

// thread is what stands with a text in a thread, "" for nothing.
func thread(slack *slacksim.Slack, text string) string {
	for _, m := range slack.Messages("U0CLAIRE", "C0PAYMENTS") {
		if said := drawn(m.Text, m.Blocks); m.ThreadTS != "" && strings.Contains(said, text) {
			return said
		}
	}
	return ""
}

// underKey reads the key of the open round and the marks of its cards.
func underKey(t *testing.T, database string) (key string, marks []string) {
	t.Helper()
	db, err := storage.OpenReadOnly(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Read(t.Context(), func(tx *storage.Tx) error {
		votes, err := tx.PokerVotes(t.Context(), 1)
		for _, v := range votes {
			marks = append(marks, string(v.Person))
		}
		found, missing := tx.PokerKey(t.Context(), 1)
		key = found
		return errors.Join(err, missing)
	})
	if err := errors.Join(err, db.Close()); err != nil && !errors.Is(err, scrum.ErrNotFound) {
		t.Fatal(err)
	}
	return key, marks
}
