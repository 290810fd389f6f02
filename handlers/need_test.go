package handlers_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"pogo/handlers"
	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/view"
)

// witness notes as what each story that is kept had been read: its turn is
// rehearsed, and what was read before is the same both times.
type witness struct {
	store
	read *[]*scrum.Original
}

type witnessed struct {
	handlers.Tx
	read *[]*scrum.Original
}

func (w witness) Write(ctx context.Context, fn func(handlers.Tx) error) error {
	return w.store.Write(ctx, func(tx handlers.Tx) error { return fn(witnessed{tx, w.read}) })
}

func (w witnessed) CreateStory(ctx context.Context, s scrum.Story) (scrum.Story, error) {
	*w.read = append(*w.read, s.Original)
	return w.Tx.CreateStory(ctx, s)
}

func TestANeedIsReadBeforeItsTurnByWhicheverDoorItComes(t *testing.T) {
	t.Parallel()
	if testdb.OnServer() {
		t.Skip("turns are not rehearsed on a server")
	}
	const need = "As a buyer, I want to see my receipts so that I can file them"
	for name, by := range map[string]func(*room){
		"a command":         func(r *room) { r.types("UNORA", "CPAY", "/story "+need) },
		"through /po":       func(r *room) { r.types("UNORA", "CPAY", "/po story "+need) },
		"without a command": func(r *room) { r.types("UNORA", "CPAY", "/po "+need) },
		"with a prefix":     func(r *room) { r.types("UNORA", "CPAY", "/acme-po story "+need) },
		"a mention":         func(r *room) { r.mentions("story " + need) },
		"a bare mention":    func(r *room) { r.mentions(need) },
		"of somebody":       func(r *room) { r.mentions("story <@USAMIR> can see the receipts of a month") },
		"of nobody known":   func(r *room) { r.mentions("story <@UGONE> can see the receipts of a month") },
		"a direct message":  func(r *room) { r.writes("UNORA", need) },
		"a form":            func(r *room) { r.fillsIn(r.types("UNORA", "CPAY", "/story"), map[string]string{"text": need}) },
		"a slip's button":   func(r *room) { r.pressesOn(r.types("UNORA", "CPAY", "/story lsit"), "Create “lsit” anyway") },
		"a like one's":      func(r *room) { r.pressesOn(r.types("UNORA", "CPAY", "/story adding refunds"), "Create anyway") },
		"a slip of /po": func(r *room) {
			r.pressesOn(r.types("UNORA", "CPAY", "/po storry pay by card"), "Create “pay by card”")
		},
		"a sentence's": func(r *room) {
			r.pressesOn(r.types("UNORA", "CPAY", "/po please let us pay"), "Create “please let us pay”")
		},
		"what was slipped": func(r *room) {
			r.pressesOn(r.types("UNORA", "CPAY", "/po storry pay by card"), "Create “storry pay by card” anyway")
		},
		"a long form": func(r *room) {
			r.fillsIn(r.shortcut(handlers.Shortcut{Channel: "CPAY", Message: "5.6", Text: strings.Repeat("The ledger is slow. ", 400)}), nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.types("UCLAIRE", "CPAY", "/story add refunds")
			r.posted()
			var read []*scrum.Original
			r.over(witness{store{r.db, &r.keys, &r.blind}, &read}, slog.New(slog.DiscardHandler))
			by(r)
			if len(read) != 2 {
				t.Fatalf("%d stories in a turn and its rehearsal", len(read))
			}
			if read[0] != read[1] {
				t.Error("the need is read in the turn")
			}
		})
	}
}

// mentions has Nora write to Pogo in the channel.
func (r *room) mentions(text string) {
	r.t.Helper()
	if err := r.Mention(r.t.Context(), handlers.Mention{Key: r.key(), Person: "UNORA", Channel: "CPAY", Message: "5.6", Text: text, At: r.now}); err != nil {
		r.t.Fatal(err)
	}
}

// fillsIn has Nora send the form of a new story that was opened.
func (r *room) fillsIn(opened handlers.Answer, values map[string]string) {
	r.t.Helper()
	r.sends("UNORA", view.StoryCreate, opened.Open.PrivateMetadata, values)
}

// pressesOn has Nora press a button of the answer to her.
func (r *room) pressesOn(told handlers.Answer, label string) {
	r.t.Helper()
	button, ok := buttonsOf(r.t, told.Private)[label]
	if !ok {
		r.t.Fatalf("there is no %s in %s", label, told.Private.Text)
	}
	r.presses("UNORA", "CPAY", button[0], button[1])
}
