package handlers_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/internal/testdb"
	"pogo/locale"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// store fits a real database to what handlers ask for.
type store struct {
	*storage.DB
	keys  *atomic.Int64 // how many tokens were made
	blind *atomic.Bool  // nothing can be read, only written
}

// Write runs fn twice, as a database does whose connection broke before the
// first was kept: nothing may tell the difference. A server would not give the
// ids of the first again, which tests know.
func (s store) Write(ctx context.Context, fn func(handlers.Tx) error) error {
	if testdb.OnServer() {
		return s.DB.Write(ctx, func(tx *storage.Tx) error { return fn(tx) })
	}
	before := s.keys.Load()
	_ = s.DB.Write(ctx, func(tx *storage.Tx) error { return errors.Join(fn(tx), errRehearsal) })
	s.keys.Store(before) // tests know the tokens
	return s.DB.Write(ctx, func(tx *storage.Tx) error { return fn(tx) })
}

var (
	errRehearsal = errors.New("the connection broke")
	errBlind     = errors.New("no reader")
)

func (s store) Read(ctx context.Context, fn func(handlers.Tx) error) error {
	if s.blind.Load() {
		return errBlind
	}
	return s.DB.Read(ctx, func(tx *storage.Tx) error { return fn(tx) })
}

// The cast: Claire owns the product, Samir and Nora are developers, Inès is a
// guest of the client, Eve is of another workspace.
func cast() []scrum.Person {
	return []scrum.Person{
		{ID: "UCLAIRE", Name: "Claire", Zone: "Europe/Paris", Locale: "fr-FR"},
		{ID: "USAMIR", Name: "Samir", Zone: "Europe/Paris", Locale: "fr-FR"},
		{ID: "UNORA", Name: "Nora", Zone: "America/New_York", Locale: "en-US"},
		{ID: "UINES", Name: "Inès", Zone: "Europe/Paris", Locale: "fr-FR", Guest: true},
		{ID: "UEVE", Name: "Eve", Zone: "Europe/Paris", Locale: "en-GB", External: true},
		{ID: "UBOT", Name: "pogo", Bot: true},
	}
}

// room is Pogo in a workspace without a wire: what it is told, and what it
// would send.
type room struct {
	*handlers.Handlers
	t      *testing.T
	db     *storage.DB
	now    time.Time // the wall clock
	steady time.Time // the clock of deliveries
	keys   atomic.Int64
	blind  atomic.Bool           // nothing can be read, only written
	path   string                // of the database
	cut    bool                  // nothing reaches us from Slack
	polled func(people []string) // who was asked by the clock
}

// tables is a database like any other at the first start, for tests to copy.
var tables = testdb.NewTemplate(func(ctx context.Context, address string) (io.Closer, error) {
	return storage.Open(ctx, storage.Config{Path: address})
})

func newRoom(t *testing.T) *room {
	t.Helper()
	path := tables.Address(t)
	db, err := storage.Open(t.Context(), storage.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	r := &room{t: t, db: db, now: time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)}
	r.steady = r.now
	r.path = path
	r.logs(slog.New(slog.DiscardHandler))
	everybody := []scrum.PersonID{"UCLAIRE", "USAMIR", "UNORA", "UINES", "UEVE", "UBOT"}
	err = r.Learn(t.Context(), handlers.Roster{
		People: cast(),
		Channels: []scrum.Channel{
			{ID: "CPAY", Name: "payments", Member: true},
			{ID: "CSECRET", Name: "secret", Private: true, Member: true},
			{ID: "COUT", Name: "random"},
			{ID: "DCLAIRE", Direct: true, Member: true},
		},
		Members: map[scrum.ChannelID][]scrum.PersonID{"CPAY": everybody, "CSECRET": {"UCLAIRE", "UBOT"}, "COUT": everybody},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sentences are read once: they are many, and nothing changes them.
var sentences = sync.OnceValues(locale.Load)

// logs has what is logged from now on go to a log.
func (r *room) logs(log *slog.Logger) { r.over(store{r.db, &r.keys, &r.blind}, log) }

// over has what happens from now on be kept through a store.
func (r *room) over(s handlers.Store, log *slog.Logger) {
	r.t.Helper()
	words, err := sentences()
	if err != nil {
		r.t.Fatal(err)
	}
	r.Handlers = handlers.New(handlers.Config{
		Store: s, Words: words, Log: log,
		Now: func() time.Time { return r.now }, Token: func() string { return fmt.Sprintf("token%d", r.keys.Add(1)) },
		Locale: "en", Zone: "UTC", Current: func(scrum.MessageID) bool { return !r.cut },
		Asked: func(people []string) {
			if r.polled != nil {
				r.polled(people)
			}
		},
	})
}

func (r *room) key() string { return fmt.Sprintf("key%d", r.keys.Add(1)) }

// type types a command, "/story add a dashboard", and returns the private
// answer's text.
func (r *room) types(person, channel, line string) handlers.Answer {
	r.t.Helper()
	name, text := line, ""
	for i, c := range line {
		if c == ' ' {
			name, text = line[:i], line[i+1:]
			break
		}
	}
	answer, err := r.Command(r.t.Context(), handlers.Command{
		Key: r.key(), Person: person, Channel: channel, ChannelName: "typed-in", Name: name, Text: text, Trigger: "trigger", Response: "https://hooks.test/1", At: r.now,
	})
	if err != nil {
		r.t.Fatalf("%s: %v", line, err)
	}
	return answer
}

// said is the text of a private answer.
func said(a handlers.Answer) string {
	if a.Private == nil {
		return ""
	}
	return a.Private.Text
}

// presses clicks a button in a message of a channel.
func (r *room) presses(person, channel, action, value string) handlers.Answer {
	r.t.Helper()
	answer, err := r.Click(r.t.Context(), handlers.Click{
		Key: r.key(), Person: person, Channel: channel, Message: "1.2", Action: action, Value: value, Trigger: "trigger", Response: "https://hooks.test/1", At: r.now,
	})
	if err != nil {
		r.t.Fatalf("%s %s: %v", action, value, err)
	}
	return answer
}

// sends submits a form that was opened before.
func (r *room) sends(person, form, private string, values map[string]string) handlers.Answer {
	r.t.Helper()
	answer, err := r.Submit(r.t.Context(), handlers.Submission{Key: r.key(), Person: person, Form: form, Private: private, Values: values, At: r.now})
	if err != nil {
		r.t.Fatalf("%s: %v", form, err)
	}
	return answer
}

// posted takes everything out of the outbox as Slack would get it, in order,
// and gives each post a timestamp.
func (r *room) posted() []outbox.Delivery {
	r.t.Helper()
	r.steady = r.steady.Add(time.Minute) // past the pause between two edits
	var all []outbox.Delivery
	for {
		batch, err := r.db.ClaimDeliveries(r.t.Context(), r.steady, time.Minute, 100, 100)
		if err != nil {
			r.t.Fatal(err)
		}
		if len(batch) == 0 {
			return all
		}
		for _, d := range batch {
			outcome := outbox.Outcome{Result: outbox.Done, TS: d.TS, PostedIn: d.PostedIn}
			if d.Kind == outbox.Post && d.TS == "" {
				outcome.TS, outcome.PostedIn = fmt.Sprintf("%d.%06d", r.now.Unix(), r.keys.Add(1)), d.Channel
			}
			if err := r.db.SettleDelivery(r.t.Context(), d.After(outcome, r.steady)); err != nil {
				r.t.Fatal(err)
			}
			all = append(all, d)
		}
	}
}

// texts are the texts of deliveries, each with where it goes.
func texts(deliveries []outbox.Delivery) []string {
	var lines []string
	for _, d := range deliveries {
		var body struct{ Text string }
		_ = json.Unmarshal(d.Body, &body) // a seed has no text
		lines = append(lines, fmt.Sprintf("%s %s: %s", d.Kind, d.Channel, body.Text))
	}
	return lines
}
