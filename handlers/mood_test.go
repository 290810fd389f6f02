package handlers_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

const moodMonday = "2026-03-02" // on which a room begins

// taps lets people say how their week is, by a button of that week.
func (r *room) taps(week string, levels map[string]scrum.Mood) {
	r.t.Helper()
	for _, person := range []string{"UCLAIRE", "USAMIR", "UNORA", "UTOM", "UKENJI"} {
		if level, ok := levels[person]; ok {
			if a := r.presses(person, "D"+person[1:], view.MoodTap+".14", fmt.Sprintf("1:%s:%d", week, level)); a.Open == nil {
				r.t.Fatalf("%s was told nothing", person)
			}
		}
	}
}

func (r *room) moods() (shown []scrum.MoodFigure) {
	read(r, func(tx *storage.Tx) (err error) {
		shown, err = tx.MoodFigures(r.t.Context(), 1, 20)
		return err
	})
	return shown
}

// asksMood is a room of five in which the owner has the mood asked.
func asksMood(t *testing.T) *room {
	t.Helper()
	r := english(t)
	r.joins("UTOM", "UKENJI")
	r.types("UCLAIRE", "CPAY", "/standup at 09:30")
	r.types("UCLAIRE", "CPAY", "/standup mood on")
	return r
}

// afterMood is all that is left of a week in which people tapped so, each at a
// time of their own: every row of the database, all that Slack was sent and
// all that was logged.
func afterMood(t *testing.T, levels map[string]scrum.Mood) (left string, secrets []string, files []byte) {
	t.Helper()
	r := asksMood(t)
	var logged bytes.Buffer
	r.logs(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})))
	r.types("UCLAIRE", "CPAY", "/standup weekly fri 16:00")
	r.waits(4*24*time.Hour + 2*time.Hour) // Friday at noon
	slack := texts(r.posted())
	for _, person := range []string{"UCLAIRE", "USAMIR", "UNORA", "UTOM", "UKENJI"} {
		r.looksHome(person)
		r.waits(7 * time.Minute)
		r.taps(moodMonday, map[string]scrum.Mood{person: 3}) // each thinks again
		r.taps(moodMonday, map[string]scrum.Mood{person: levels[person]})
		if sent := r.posted(); len(sent) > 0 {
			t.Errorf("a tap of %s is answered by %v", person, texts(sent))
		}
	}
	read(r, func(tx *storage.Tx) error {
		key, err := tx.MoodKey(t.Context(), 1, moodMonday)
		for _, person := range []scrum.PersonID{"UCLAIRE", "USAMIR", "UNORA", "UTOM", "UKENJI"} {
			secrets = append(secrets, scrum.MarkMood(key, person))
		}
		secrets = append(secrets, key)
		return err
	})
	if held := held(t, r.path); !bytes.Contains(held, []byte(secrets[0])) {
		t.Fatal("no mark is in the files while the week runs, so this test proves nothing")
	}
	r.waits(7 * 24 * time.Hour)
	slack = append(slack, texts(r.posted())...)
	if shown := r.moods(); len(shown) != 1 || shown[0].Answers != 5 {
		t.Fatalf("shown is %+v", shown)
	}
	return strings.Join(slack, "\n") + "\n" + logged.String() + "\n" + rows(t, r.path), secrets, held(t, r.path)
}

// Two weeks in which two people tapped the opposite leave the same behind, to
// the letter: so nobody who has all of it can tell which of the two it was.
func TestNobodyCanTellWhoTappedWhatOnceTheWeekIsOver(t *testing.T) {
	t.Parallel()
	one, secrets, files := afterMood(t, map[string]scrum.Mood{"UCLAIRE": 4, "USAMIR": 1, "UNORA": 4, "UTOM": 5, "UKENJI": 2})
	other, _, _ := afterMood(t, map[string]scrum.Mood{"UCLAIRE": 4, "USAMIR": 5, "UNORA": 2, "UTOM": 1, "UKENJI": 4})
	if diff := cmp.Diff(one, other); diff != "" {
		t.Errorf("what is left differs:\n%s", diff)
	}
	if third, _, _ := afterMood(t, map[string]scrum.Mood{"UCLAIRE": 2, "USAMIR": 1, "UNORA": 2, "UTOM": 5, "UKENJI": 2}); third == one {
		t.Error("another middle leaves the same, so this test proves nothing")
	}
	for _, secret := range secrets {
		if bytes.Contains(files, []byte(secret)) || strings.Contains(one, secret) {
			t.Errorf("%s is still there", secret)
		}
	}
}

func TestATapIsRefusedWithoutATrace(t *testing.T) {
	t.Parallel()
	r := asksMood(t)
	r.posted()
	off := func() { r.types("UCLAIRE", "CPAY", "/standup mood off"); r.posted() }
	for _, c := range []struct {
		name, person, week, want string
		before                   func()
	}{
		{"a week to come", "UNORA", "2026-03-09", "That week is over", func() {}},
		{"a client", "UTOM", moodMonday, "not in the team any more", func() { r.types("UCLAIRE", "CPAY", "/po role <@UTOM> client"); r.posted() }},
		{"a week that is over", "UNORA", moodMonday, "That week is over", func() { r.waits(7 * 24 * time.Hour); r.posted() }},
		{"asked no longer", "UNORA", "2026-03-09", "not asked any more", off},
	} {
		c.before()
		a := r.presses(c.person, "D"+c.person[1:], view.MoodTap+".12", "1:"+c.week+":2")
		if a.Open == nil || !strings.Contains(string(mustJSON(t, a.Open)), c.want) {
			t.Errorf("%s: told %s", c.name, mustJSON(t, a.Open))
		}
		if sent := r.posted(); len(sent) > 0 {
			t.Errorf("%s: sent %v", c.name, texts(sent))
		}
		read(r, func(tx *storage.Tx) error {
			if _, err := tx.MoodKey(t.Context(), 1, c.week); !errors.Is(err, scrum.ErrNotFound) {
				t.Errorf("%s: something was kept: %v", c.name, err)
			}
			return nil
		})
	}
}

func TestTheRowOfFacesComesWithTheLastStandUpOfTheWeekAlone(t *testing.T) {
	t.Parallel()
	r := asksMood(t)
	r.posted()
	asked := map[string]int{}
	r.waits(11 * time.Hour) // Nora lives in New York
	for range 14 {
		r.waits(24 * time.Hour)
		for _, d := range r.posted() {
			if bytes.Contains(d.Body, []byte(view.MoodTap)) && d.Channel == "UNORA" {
				asked[r.now.Format("Mon 2")]++
			}
		}
	}
	if diff := cmp.Diff(map[string]int{"Fri 6": 1, "Fri 13": 1}, asked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyTheTeamReadsTheMoodAndOnlyAmongItself(t *testing.T) {
	t.Parallel()
	r := asksMood(t)
	r.types("UCLAIRE", "CPAY", "/standup weekly fri 16:00")
	levels := map[string]scrum.Mood{"UCLAIRE": 4, "USAMIR": 4, "UNORA": 2, "UTOM": 5}
	r.taps(moodMonday, levels)
	if got := said(r.types("UNORA", "CPAY", "/standup mood")); !strings.Contains(got, "Nothing to show yet") {
		t.Errorf("in the week itself the team reads %q", got)
	}
	r.posted()
	r.waits(11*24*time.Hour + 12*time.Hour) // the Friday after
	mixed := strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(mixed, "The week from 7 Mar to 13 Mar") || strings.Contains(strings.ToLower(mixed), "mood last week") || strings.Contains(mixed, "Mood, 2 Mar") {
		t.Errorf("a channel with guests reads %s", mixed)
	}
	mustContain(t, "the team", said(r.types("UNORA", "CPAY", "/standup mood")), "2 Mar – 8 Mar: 🙂 good · 4 answers")
	for _, outsider := range []string{"UINES", "UEVE"} {
		if got := said(r.types(outsider, "CPAY", "/standup mood")); strings.Contains(got, "good") {
			t.Errorf("%s reads %q", outsider, got)
		}
	}
	r.roster(nil, []scrum.PersonID{"UCLAIRE", "USAMIR", "UNORA", "UTOM", "UBOT"})
	r.taps("2026-03-09", levels)
	r.waits(12 * time.Hour) // nine in the morning, when people answer
	for range 7 {
		r.waits(24 * time.Hour)
		r.nothingNew("USAMIR")
	}
	alone := strings.Join(texts(r.posted()), "\n")
	mustContain(t, "a channel of the team", alone, "Mood, 9 Mar – 15 Mar: 🙂 good → 🙂 good · 4 answers", "mood last week: 🙂 good → 🙂 good (4 answers)")
	if n := strings.Count(alone, "mood last week"); n != 1 {
		t.Errorf("%d digests of a week tell it: %s", n, alone)
	}
}

// nothingNew lets somebody answer what they are asked today.
func (r *room) nothingNew(person scrum.PersonID) {
	r.t.Helper()
	var open []scrum.Ask
	read(r, func(tx *storage.Tx) (err error) {
		open, err = tx.OpenAsksOf(r.t.Context(), person)
		return err
	})
	for _, ask := range open {
		r.presses(string(person), "D"+string(person[1:]), view.StandupNothing, fmt.Sprint(ask.ID))
	}
}

func TestTheOwnerTurnsTheMoodOnAndOff(t *testing.T) {
	t.Parallel()
	r := english(t)
	mustContain(t, "before", said(r.types("UNORA", "CPAY", "/standup mood")), "not asked here")
	mustContain(t, "not the owner", said(r.types("UNORA", "CPAY", "/standup mood on")), "Claire")
	mustContain(t, "two", said(r.types("UCLAIRE", "CPAY", "/standup mood on 2")), "moins ne cachent personne")
	mustContain(t, "a slip", said(r.types("UCLAIRE", "CPAY", "/standup mood maybe")), "Je n'ai pas pu lire «\u202fmaybe\u202f»")
	mustContain(t, "on", said(r.types("UCLAIRE", "CPAY", "/standup humeur activer 3")), "à partir de 3 réponses")
	mustContain(t, "the channel", strings.Join(texts(r.posted()), "\n"), "Claire turned on a question about the week", "from 3 on")
	r.taps(moodMonday, map[string]scrum.Mood{"UCLAIRE": 4, "USAMIR": 4, "UNORA": 2})
	r.types("UCLAIRE", "CPAY", "/standup mood off")
	r.types("UCLAIRE", "CPAY", "/standup mood on 3")
	r.taps(moodMonday, map[string]scrum.Mood{"UNORA": 2})
	r.waits(8 * 24 * time.Hour)
	if shown := r.moods(); len(shown) > 0 {
		t.Errorf("what was answered before it was turned off is shown: %v", shown)
	}
	read(r, func(tx *storage.Tx) error {
		if _, err := tx.MoodKey(t.Context(), 1, moodMonday); !errors.Is(err, scrum.ErrNotFound) {
			t.Errorf("the key of too few answers: %v", err)
		}
		return nil
	})
}
