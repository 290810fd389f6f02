package handlers_test

import (
	"context"
	"fmt"
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

// world is a room in which Samir is blocked and Kenji, in Tokyo, can help.
// Claire owns the product, Nora, in New York, leads the stand-up, of which no
// day comes, and Tom is whom blockers go to in the end.
func world(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	people := cast()
	r.learns(people[0], people[1], people[2],
		scrum.Person{ID: "UKENJI", Name: "Kenji", Zone: "Asia/Tokyo", Locale: "en-US"},
		scrum.Person{ID: "UTOM", Name: "Tom", Zone: "Europe/London", Locale: "en-GB"})
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.types("UNORA", "CPAY", "/standup at 09:30 weekdays")
	r.types("UNORA", "CPAY", "/standup off")
	r.types("UCLAIRE", "CPAY", "/standup escalate <@UTOM>")
	r.posted()
	return r
}

// brought are the messages that bring blockers to people up to an instant, each
// with the time in Paris, when everything is done three times over.
func (r *room) brought(until time.Time) []string {
	r.t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		r.t.Fatal(err)
	}
	var sent []string
	take := func() {
		for _, d := range r.posted() {
			if strings.HasPrefix(d.Name, "call:") && d.TS == "" {
				sent = append(sent, r.now.In(paris).Format("Mon 2 Jan 15:04 ")+d.Channel)
			}
		}
	}
	take()
	r.visit(until, take)
	return sent
}

func TestABlockerClimbsInTheWorkingHoursOfWhoeverCanHelp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, told string
		helper     string
		want       []string
	}{
		{
			name: "Tokyo has gone home, New York has not begun", told: "2026-03-05T09:00:00Z", helper: "<@UKENJI>",
			want: []string{
				"Fri 6 Mar 01:00 UKENJI",  // nine in Tokyo
				"Fri 6 Mar 05:00 UKENJI",  // four hours later
				"Fri 6 Mar 09:00 UCLAIRE", // not before nine in Paris
				"Fri 6 Mar 10:00 UCLAIRE", // a working day in Tokyo
				"Fri 6 Mar 15:00 UNORA",   // nine in New York
				"Mon 9 Mar 10:00 UTOM",    // two of them
			},
		},
		{
			name: "over the weekend and the night of the spring", told: "2026-03-27T15:00:00Z", helper: "<@UCLAIRE>",
			want: []string{"Fri 27 Mar 16:00 UCLAIRE", "Mon 30 Mar 11:00 UCLAIRE", "Mon 30 Mar 16:00 UCLAIRE", "Mon 30 Mar 16:00 UNORA", "Tue 31 Mar 16:00 UTOM"},
		},
		{
			name: "over the night of the autumn, told on a Sunday", told: "2026-10-25T20:00:00Z", helper: "<@UNORA>",
			want: []string{"Mon 26 Oct 14:00 UNORA", "Mon 26 Oct 18:00 UNORA", "Tue 27 Oct 09:00 UCLAIRE", "Tue 27 Oct 14:00 UNORA", "Wed 28 Oct 10:00 UTOM"},
		},
		{
			name: "nobody is named: the owner, on whose clock it is", told: "2026-03-05T09:00:00Z", helper: "the bank",
			want: []string{"Thu 5 Mar 14:00 UCLAIRE", "Fri 6 Mar 10:00 UCLAIRE", "Fri 6 Mar 15:00 UNORA", "Mon 9 Mar 10:00 UTOM"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := world(t)
			told, err := time.Parse(time.RFC3339, test.told)
			if err != nil {
				t.Fatal(err)
			}
			r.now = told
			r.types("USAMIR", "CPAY", "/standup blocked waiting for "+test.helper)
			if diff := cmp.Diff(test.want, r.brought(told.AddDate(0, 0, 20))); diff != "" {
				t.Errorf("brought (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNobodyIsWokenAfterAStopAndNoStepIsSkipped(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.now = on("Mon", "09:00")
	r.types("USAMIR", "CPAY", "/standup blocked waiting for the bank")
	r.posted()
	r.now = on("Thu", "02:00") // Pogo was away for three days, and it is night in Paris
	if err := r.clock(r.Handlers).Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{"Thu 5 Mar 09:00 UCLAIRE", "Thu 5 Mar 13:00 UCLAIRE", "Thu 5 Mar 15:00 UNORA", "Thu 5 Mar 17:00 UTOM"}
	if diff := cmp.Diff(want, r.brought(on("Sun", "00:00"))); diff != "" {
		t.Errorf("brought (-want +got):\n%s", diff)
	}
}

func TestWhatIsDueAtOnceComesInOneMessageThatStaysTrue(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.now = on("Mon", "08:02")
	r.types("USAMIR", "CPAY", "/standup blocked waiting for the bank")
	r.now = on("Mon", "08:11")
	r.types("USAMIR", "CPAY", "/standup blocked en attente du retour client")
	r.posted()
	if diff := cmp.Diff([]string{"Mon 2 Mar 13:15 UCLAIRE"}, r.brought(on("Mon", "14:00"))); diff != "" {
		t.Fatalf("brought (-want +got):\n%s", diff)
	}
	if got := r.standing(view.CallName(1)); !strings.Contains(got, "2 blocages de #payments") {
		t.Errorf("Claire reads %s", got)
	}
	r.presses("UNORA", "CPAY", view.BlockerHelp, "1")
	r.presses("USAMIR", "CPAY", view.BlockerResolve, "2")
	mustContain(t, "Claire's message", r.standing(view.CallName(1)), "plus rien ici n'attend personne", "Nora s'en occupe", "résolu par Samir")
	if got := r.brought(on("Sun", "00:00")); len(got) != 0 {
		t.Errorf("nobody waits any more, and still: %v", got)
	}
}

func TestEscalatingByHandTakesTheNextStepAtOnceButWakesNobody(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.now = on("Mon", "09:00")
	r.types("USAMIR", "CPAY", "/standup blocked waiting for <@UKENJI>")
	r.presses("USAMIR", "CPAY", view.BlockerEscalate, "1")
	want := []string{"Mon 2 Mar 10:00 UCLAIRE", "Tue 3 Mar 01:00 UKENJI"}
	if diff := cmp.Diff(want, r.brought(on("Tue", "00:30"))); diff != "" {
		t.Errorf("brought (-want +got):\n%s", diff)
	}
	r.presses("UCLAIRE", "CPAY", view.BlockerEscalate, "1") // to Nora: Claire knows
	r.presses("UCLAIRE", "CPAY", view.BlockerEscalate, "1") // to Tom
	r.presses("UCLAIRE", "CPAY", view.BlockerEscalate, "1") // to nobody else
	told := texts(r.posted())
	if last := told[len(told)-1]; !strings.Contains(last, "Tout le monde a été prévenu") {
		t.Errorf("at the end: %s", last)
	}
	want = []string{"Tue 3 Mar 10:00 UTOM", "Tue 3 Mar 15:00 UNORA"}
	if diff := cmp.Diff(want, r.brought(on("Sun", "00:00"))); diff != "" {
		t.Errorf("brought (-want +got):\n%s", diff)
	}
}

func TestAnOutsiderHearsOfABlockerOnlyIfTheOwnerAgrees(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	if got := said(r.types("UCLAIRE", "CPAY", "/standup escalate <@UINES>")); !strings.Contains(got, "Inès, de l'extérieur, avec l'accord") {
		t.Errorf("told %q", got)
	}
	r.now = on("Mon", "09:00")
	r.types("USAMIR", "CPAY", "/standup blocked waiting for the bank")
	if got := strings.Join(r.brought(on("Thu", "20:00")), "\n"); strings.Contains(got, "UINES") || strings.Count(got, "UCLAIRE") != 3 {
		t.Errorf("without a word of Claire's: %s", got)
	}
	r.presses("USAMIR", "CPAY", view.BlockerConsent, "1")
	r.presses("UCLAIRE", "CPAY", view.BlockerConsent, "1")
	r.presses("UCLAIRE", "CPAY", view.BlockerConsent, "1")
	if diff := cmp.Diff([]string{"Fri 6 Mar 09:00 UINES"}, r.brought(on("Sun", "20:00"))); diff != "" {
		t.Errorf("then (-want +got):\n%s", diff)
	}
	r.presses("UINES", "DINES", view.BlockerHelp, "1")
	read(r, func(tx *storage.Tx) error {
		b, err := tx.Blocker(t.Context(), 1)
		if b.Helper != "UINES" || b.AckedAt.IsZero() {
			t.Errorf("Inès takes care: %+v", b)
		}
		return err
	})
}

// Whoever was asked to help acts on what they were asked about, and learns
// nothing else of a private channel; others do not reach it.
func TestABlockerOfAPrivateChannelShowsItsHelperThatAlone(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CSECRET", "/story add a dashboard")
	r.posted()
	r.types("UCLAIRE", "CSECRET", "/standup blocked waiting for <@USAMIR> with SEC-1 <!channel>")
	told := strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(told, "post USAMIR: Quelqu'un a besoin de toi pour avancer") || strings.Contains(told, "#secret") {
		t.Errorf("Samir reads %s", told)
	}
	for person, want := range map[string]string{"UNORA": "nothing", "USAMIR": "C'est noté"} {
		r.presses(person, "D"+person[1:], view.BlockerHelp, "1")
		got := strings.Join(texts(r.posted()), "\n")
		if want == "nothing" && strings.Contains(got, "SEC") || want != "nothing" && !strings.Contains(got, want) {
			t.Errorf("%s is told %s", person, got)
		}
	}
	if opened := r.presses("USAMIR", "DSAMIR", view.BlockerDetails, "1"); opened.Open != nil {
		t.Error("Samir opens the details")
	}
	r.presses("USAMIR", "DSAMIR", view.BlockerResolve, "1")
	read(r, func(tx *storage.Tx) error {
		b, err := tx.Blocker(t.Context(), 1)
		if b.ResolvedBy != "USAMIR" {
			t.Errorf("resolved by %q", b.ResolvedBy)
		}
		return err
	})
}

func TestABlockerThatIsToldOfAgainStandsAgain(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.now = on("Mon", "09:00")
	r.types("USAMIR", "CPAY", "/standup blocked j'attends la banque")
	r.presses("USAMIR", "CPAY", view.BlockerResolve, "1")
	r.now = on("Tue", "09:00")
	r.types("USAMIR", "CPAY", "/standup bloqué toujours : j’attends la banque")
	read(r, func(tx *storage.Tx) error {
		list, err := tx.Blockers(t.Context(), 1, on("Mon", "00:00"))
		if len(list) != 1 || !list[0].Stands() || !list[0].AskedAt.Equal(on("Tue", "09:00")) {
			t.Errorf("got %+v", list)
		}
		events, err2 := tx.BlockerEvents(t.Context(), 1)
		var got []string
		for _, e := range events {
			got = append(got, fmt.Sprint(e.Deed, " ", e.Person))
		}
		if diff := cmp.Diff([]string{"told USAMIR", "resolved USAMIR", "reopened USAMIR"}, got); diff != "" {
			t.Errorf("history (-want +got):\n%s", diff)
		}
		if err == nil {
			err = err2
		}
		return err
	})
	r.posted()
	if diff := cmp.Diff([]string{"Tue 3 Mar 14:00 UCLAIRE"}, r.brought(on("Tue", "14:00"))); diff != "" {
		t.Errorf("brought (-want +got):\n%s", diff)
	}
}

// A process that dies between its claim and its commit has done nothing; the
// next one does it, once.
func TestAStepThatWasCutShortIsTakenOnceByTheNextProcess(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.now = on("Mon", "09:00")
	r.types("USAMIR", "CPAY", "/standup blocked waiting for the bank")
	r.posted()
	r.now = on("Mon", "13:00")
	dies, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.clock(r.Handlers).Tick(dies); err == nil {
		t.Fatal("nothing was cut short")
	}
	r.logs(slog.New(slog.DiscardHandler))
	if diff := cmp.Diff([]string{"Mon 2 Mar 14:00 UCLAIRE"}, func() []string {
		for range 2 {
			if err := r.clock(r.Handlers).Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		return r.brought(on("Mon", "13:30"))
	}()); diff != "" {
		t.Errorf("brought (-want +got):\n%s", diff)
	}
}

func TestARetrospectiveIsToldWhatStoodInTheWayMost(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.now = on("Mon", "08:00")
	r.types("USAMIR", "CPAY", "/standup blocked waiting for access to the logs")
	r.types("USAMIR", "CPAY", "/standup blocked il faut que la banque tranche")
	r.now = on("Tue", "08:00")
	r.types("USAMIR", "CPAY", "/standup blocked il me manque les droits sur le serveur")
	for _, id := range []string{"1", "2", "3"} {
		r.now = on("Tue", "17:00")
		r.presses("USAMIR", "CPAY", view.BlockerResolve, id)
	}
	r.now = on("Fri", "09:00")
	r.types("UCLAIRE", "CPAY", "/retro open")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "What stood in the way most: access, 2 times, for 3 working days together.") {
		t.Errorf("the channel reads %s", got)
	}
}

func TestTheClockOfABlockerStandsWhileWhoeverCanHelpIsAway(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.now = on("Mon", "09:00")
	r.types("UNORA", "CPAY", "/po away 2–4 March")
	r.types("USAMIR", "CPAY", "/standup blocked waiting for <@UNORA>")
	r.posted()
	want := []string{"Thu 5 Mar 15:00 UNORA", "Thu 5 Mar 19:00 UNORA", "Fri 6 Mar 09:00 UCLAIRE"}
	if diff := cmp.Diff(want, r.brought(on("Fri", "10:00"))); diff != "" {
		t.Errorf("brought (-want +got):\n%s", diff)
	}
}

func TestWhoCanHelpIsWaitedForFromWhenTheyWereTold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, answered string
		want           []string
	}{
		{"the digest of 11:00 tells them", "08:32", []string{"Tue 3 Mar 15:00 UCLAIRE"}},
		{"it stands already, and its change reaches nobody", "10:30", []string{"Tue 3 Mar 11:30 UCLAIRE", "Tue 3 Mar 15:30 UCLAIRE"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := standsUp(t)
			r.until(on("Tue", "08:31"))
			r.answers("UNORA", "PAY-2", "")
			r.until(on("Tue", test.answered))
			r.answers("USAMIR", "PAY-1", "waiting for <@UCLAIRE>")
			if diff := cmp.Diff(test.want, r.brought(on("Tue", "17:00"))); diff != "" {
				t.Errorf("brought (-want +got):\n%s", diff)
			}
		})
	}
}

// On Lord Howe it is Monday, in Paris, where the product is, Sunday still.
func TestABlockerIsDatedOnTheClocksOfWhoeverTellsOfIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"waiting for the keys":                 "2026-03-02",
		"waiting for the keys since Monday":    "2026-03-02",
		"waiting for the keys since yesterday": "2026-03-01",
		"waiting for the keys since Sunday":    "2026-03-01",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			r := world(t)
			r.learns(scrum.Person{ID: "ULEE", Name: "Lee", Zone: "Australia/Lord_Howe", Locale: "en-GB"})
			r.now = time.Date(2026, 3, 1, 22, 40, 0, 0, time.UTC)
			if got := said(r.types("ULEE", "CPAY", "/standup blocked "+text)); !strings.Contains(got, "since today") {
				t.Errorf("told %q", got)
			}
			read(r, func(tx *storage.Tx) error {
				b, err := tx.Blocker(t.Context(), 1)
				if b.Since != want {
					t.Errorf("since %s, want %s", b.Since, want)
				}
				return err
			})
		})
	}
}

func TestABlockerThatIsTypedIsKeptAsItWasTyped(t *testing.T) {
	t.Parallel()
	r := world(t)
	if got := said(r.types("USAMIR", "CPAY", "/standup blocked R&amp;D is late")); !strings.Contains(got, "R&amp;D is late") {
		t.Errorf("told %q", got)
	}
}

func TestNobodyWaitsForWhoseAccountIsGone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		promised bool
		want     []string
	}{
		{"they were asked", false, []string{"Thu 5 Mar 14:00 UCLAIRE", "Fri 6 Mar 10:00 UCLAIRE"}},
		{"they had promised to help", true, []string{"Thu 5 Mar 15:00 UCLAIRE", "Fri 6 Mar 11:00 UCLAIRE"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := world(t)
			r.now = on("Thu", "09:00")
			r.types("USAMIR", "CPAY", "/standup blocked waiting for <@UKENJI>")
			if test.promised {
				r.presses("UKENJI", "CPAY", view.BlockerHelp, "1")
			}
			r.now = on("Thu", "10:00")
			gone := scrum.Person{ID: "UKENJI", Name: "Kenji", Zone: "Asia/Tokyo", Locale: "en-US", Deleted: true}
			if err := r.Learn(t.Context(), handlers.Roster{People: []scrum.Person{gone}}); err != nil {
				t.Fatal(err)
			}
			if got := said(r.types("USAMIR", "CPAY", "/standup blockers")); !strings.Contains(got, "personne n'est désigné") {
				t.Errorf("Samir reads %q", got)
			}
			if test.promised {
				mustContain(t, "Samir's message", r.standing(view.BlockerHelpedName(1)), "rouvert")
			}
			if diff := cmp.Diff(test.want, r.brought(on("Fri", "10:00"))); diff != "" {
				t.Errorf("brought (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReopeningInOnesOwnMessageIsSaidOnce(t *testing.T) {
	t.Parallel()
	r := world(t)
	r.types("USAMIR", "CPAY", "/standup blocked waiting for the keys")
	r.presses("UCLAIRE", "CPAY", view.BlockerResolve, "1")
	r.posted()
	r.presses("USAMIR", "DSAMIR", view.BlockerReopen, "1")
	for _, d := range r.posted() {
		if strings.Contains(string(d.Body), "rouvert") && d.Name == "" && !strings.Contains(string(d.Body), `"replace_original":true`) {
			t.Errorf("said beside it, too: %s", d.Body)
		}
	}
	mustContain(t, "Samir's message", r.standing(view.BlockerHelpedName(1)), "rouvert")
}
