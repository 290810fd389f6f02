package handlers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// asked keeps a story of the product in #payments, which Claire owns, as if
// Samir had brought it: where it was said and who asked are the caller's.
func (r *room) asked(change func(*scrum.Story)) scrum.Story {
	r.t.Helper()
	if _, err := r.product(); err != nil {
		r.types("UCLAIRE", "CPAY", "/story En tant que cliente, je veux payer par carte")
	}
	r.posted()
	p, err := r.product()
	if err != nil {
		r.t.Fatal(err)
	}
	s := scrum.Story{Product: p.ID, Parsed: scrum.Parse("a receipt by e-mail"), Text: "a receipt by e-mail", State: scrum.StoryDraft, Author: "UNORA", Writer: "USAMIR", CreatedAt: r.now}
	if change != nil {
		change(&s)
	}
	err = r.db.Write(r.t.Context(), func(tx *storage.Tx) error {
		n, err := tx.NextNumber(r.t.Context(), p.ID)
		if err != nil {
			return err
		}
		s.Number, s.Key = n, scrum.StoryKey(p.Key, n)
		s, err = tx.CreateStory(r.t.Context(), s)
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

func (r *room) product() (p scrum.Product, err error) {
	err = r.db.Read(r.t.Context(), func(tx *storage.Tx) (err error) {
		p, err = tx.ProductOf(r.t.Context(), "CPAY")
		return err
	})
	return p, err
}

// news are the lines that are on their way to those who asked.
func (r *room) news() []outbox.Delivery {
	r.t.Helper()
	return slices.DeleteFunc(r.posted(), func(d outbox.Delivery) bool { return !strings.HasPrefix(d.Name, "news:") })
}

// done has Samir finish a story.
func (r *room) done(s scrum.Story) []outbox.Delivery {
	r.t.Helper()
	r.types("USAMIR", "CPAY", "/story done "+s.Key)
	return r.news()
}

func TestWhoAskedIsToldWhereTheyMayRead(t *testing.T) {
	t.Parallel()
	said := scrum.Origin{Channel: "CPAY", Thread: "1700000000.000100"}
	for _, test := range []struct {
		name   string
		change func(*scrum.Story)
		to     string // "" for nobody
		thread string
	}{
		{"by direct message, if it was typed", nil, "UNORA", ""},
		{"in the thread in which it was said", func(s *scrum.Story) { s.Origin = said }, "CPAY", said.Thread},
		{"privately, if the channel does not see it", func(s *scrum.Story) { s.Origin, s.Hidden, s.Author = said, true, "UCLAIRE" }, "UCLAIRE", ""},
		{"privately, if it was said elsewhere", func(s *scrum.Story) { s.Origin = scrum.Origin{Channel: "COUT", Thread: "1.2"} }, "UNORA", ""},
		{"a guest of the channel too", func(s *scrum.Story) { s.Author = "UINES" }, "UINES", ""},
		{"somebody from outside in their thread", func(s *scrum.Story) { s.Author, s.Origin = "UEVE", said }, "CPAY", said.Thread},
		{"but not out of the blue", func(s *scrum.Story) { s.Author = "UEVE" }, "", ""},
		{"nor a bot", func(s *scrum.Story) { s.Author = "UBOT" }, "", ""},
		{"nor whoever did it themselves", func(s *scrum.Story) { s.Author = "USAMIR" }, "", ""},
		{"nor somebody nobody knows", func(s *scrum.Story) { s.Author = "UNOBODY" }, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			s := r.asked(test.change)
			if s.Hidden { // only its author and the owner find it
				err := r.db.Write(t.Context(), func(tx *storage.Tx) error { return tx.SetProductOwner(t.Context(), s.Product, "USAMIR") })
				if err != nil {
					t.Fatal(err)
				}
			}
			got := r.done(s)
			switch {
			case test.to == "" && len(got) > 0:
				t.Fatalf("told: %q", texts(got))
			case test.to == "":
				return
			case len(got) != 1 || got[0].Channel != test.to || got[0].ThreadTS != test.thread:
				t.Fatalf("told %+v, want one line to %s in thread %q", got, test.to, test.thread)
			}
			if mentioned := strings.Contains(texts(got)[0], "<@"+string(s.Author)+">"); mentioned != (test.thread != "") {
				t.Errorf("%q: only in a thread is who asked mentioned", texts(got)[0])
			}
		})
	}
}

func TestWhoLeftHearsNothingMore(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.asked(func(s *scrum.Story) { s.Author = "UINES" })
	err := r.db.Write(t.Context(), func(tx *storage.Tx) error {
		return tx.SetMembers(t.Context(), "CPAY", []scrum.PersonID{"UCLAIRE", "USAMIR"}, time.Time{})
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.done(s); len(got) > 0 {
		t.Errorf("a guest who left the channel was told: %q", texts(got))
	}
}

func TestATeamThatReleasesTellsAtTheRelease(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.asked(func(s *scrum.Story) { s.State, s.DoneAt, s.ReleasedAt = scrum.StoryReleased, r.now, r.now })
	if got := r.done(r.asked(nil)); len(got) > 0 {
		t.Errorf("acceptance was told: %q", texts(got))
	}
}

func TestALineIsCorrectedWhereItStands(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.asked(nil)
	undo := undoOf(t, r.types("USAMIR", "CPAY", "/story done "+s.Key).Private)
	told := r.news()
	r.now = r.now.Add(9 * time.Minute)
	r.presses("USAMIR", "CPAY", view.UndoButton, undo)
	got := r.news()
	if len(told) != 1 || len(got) != 1 || got[0].Name != told[0].Name || !strings.Contains(texts(got)[0], "is back to what it was before (draft)") {
		t.Fatalf("told %q, then %q: want one message, corrected", texts(told), texts(got))
	}
	if again := r.done(s); len(again) != 1 || again[0].Name != told[0].Name {
		t.Errorf("done again within ten minutes: %q", texts(again))
	}
}

func TestOnlyTheReaderMutesALine(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.asked(nil)
	r.done(s)
	r.presses("UCLAIRE", "CPAY", view.NewsMore, view.NewsMuteAll+":1")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "Nora") {
		t.Errorf("Claire is told %q", got)
	}
	r.presses("UNORA", "CPAY", view.NewsMore, view.NewsMute+":1 "+"2")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "You get no more news of PAY-2") {
		t.Errorf("Nora is told %q", got)
	}
	r.now = r.now.Add(time.Hour)
	other := r.asked(nil)
	if got := r.done(other); len(got) != 1 {
		t.Errorf("another story of hers is told in %d lines, want 1", len(got))
	}
}

func TestALineOfAPrivateChannelIsNotCorrectedForWhoLeft(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	if err := r.Learn(t.Context(), handlers.Roster{Members: map[scrum.ChannelID][]scrum.PersonID{"CSECRET": {"UCLAIRE", "USAMIR", "UNORA"}}}); err != nil {
		t.Fatal(err)
	}
	r.types("UNORA", "CSECRET", "/story add a dashboard")
	undo := undoOf(t, r.types("USAMIR", "CSECRET", "/story done SEC-1").Private)
	if got := r.news(); len(got) != 1 {
		t.Fatalf("told %q, want one line", texts(got))
	}
	if err := r.Learn(t.Context(), handlers.Roster{Members: map[scrum.ChannelID][]scrum.PersonID{"CSECRET": {"UCLAIRE", "USAMIR"}}}); err != nil {
		t.Fatal(err)
	}
	r.presses("USAMIR", "CSECRET", view.UndoButton, undo)
	if got := r.news(); len(got) > 0 {
		t.Errorf("who left is told %q", texts(got))
	}
}
