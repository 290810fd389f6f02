package handlers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// undoOf is what the undo button of a message carries.
func undoOf(t *testing.T, m *view.Message) string {
	t.Helper()
	body, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var message struct {
		Blocks []struct {
			Elements []struct {
				ActionID string `json:"action_id"`
				Value    string
			}
		}
	}
	_ = json.Unmarshal(body, &message) // rich text has other elements
	for _, block := range message.Blocks {
		for _, e := range block.Elements {
			if e.ActionID == view.UndoButton {
				return e.Value
			}
		}
	}
	t.Fatalf("no undo in %s", body)
	return ""
}

// planned is a room on Monday 2 March, 10:00 in Paris, with three stories of
// 5, 3 and no points. Its channel speaks French.
func planned(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	for _, line := range []string{"/story add a dashboard", "/story pay by card", "/story get a receipt"} {
		r.types("UCLAIRE", "CPAY", line)
	}
	r.types("UCLAIRE", "CPAY", "/estimate PAY-1 5 PAY-2 3")
	write(r, func(tx *storage.Tx) error { return tx.SetProductLang(t.Context(), 1, scrum.French) })
	r.posted()
	return r
}

// due does what is due at an instant, as the scheduler would.
func (r *room) due(at time.Time) int {
	r.t.Helper()
	r.now = at
	schedules, err := r.db.Due(r.t.Context(), at, scrum.Schedule{}, 100)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, s := range schedules {
		o, ok := s.Newest(at)
		if !ok {
			r.t.Fatalf("%+v is not due", s)
		}
		if err := r.Do(r.t.Context(), o.Judge(at)); err != nil {
			r.t.Fatal(err)
		}
	}
	return len(schedules)
}

// in are the deliveries to the channel, as lines.
func in(channel string, deliveries []outbox.Delivery) string {
	var kept []outbox.Delivery
	for _, d := range deliveries {
		if d.Channel == channel {
			kept = append(kept, d)
		}
	}
	return strings.Join(texts(kept), "\n")
}

func state(r *room, number int) scrum.Story {
	r.t.Helper()
	var s scrum.Story
	read(r, func(tx *storage.Tx) (err error) {
		s, err = tx.StoryByNumber(r.t.Context(), 1, number)
		return err
	})
	return s
}

var endOfSprint = time.Date(2026, time.March, 13, 16, 0, 0, 0, time.UTC) // 17:00 in Paris

func TestASprintFromItsStartToItsEnd(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lang, owner                              string
		start, add, added                        string
		begun, card, status, summary, kept, lost string
	}{
		{
			"en", "UNORA", `/sprint start 2w "clients can <pay> by card"`, "/sprint add PAY-1 PAY-2, PAY-3", "PAY-1, PAY-2 and PAY-3 are in sprint 1.",
			"Sprint 1 runs until Fri 13 Mar, 17:00 (Paris).",
			"clients can &lt;pay&gt; by card\nPAY-1 Add a dashboard · 5 points\nPAY-2 Pay by card · 3 points\nPAY-3 Get a receipt\nDone 0 of 8 points, 0% (0 of 3 stories)\n1 story has no estimate",
			"Sprint 1, day 1 of 10, until Fri 13 Mar, 17:00 (Paris)\nclients can &lt;pay&gt; by card\nPAY-1 Add a dashboard · 5 points · ✓ Done · Samir\nPAY-2",
			"Sprint 1 finished\nclients can &lt;pay&gt; by card\nDone 5 of 8 points, 63% (1 of 3 stories)\n1 story has no estimate and counts apart\nCarried over, points kept: PAY-2 and PAY-3 (3 points)",
			"Of what was committed, done: 5 of 8 points (63%)", "Thanks to Samir (1) for the work\nThanks to Claire (1) for the needs\n<@UNORA>, is the goal reached?",
		},
		{
			"fr", "UCLAIRE", "/sprint démarrer 2s « clients can &lt;pay&gt; by card »", "/sprint ajouter pay-1 pay-2 3", "PAY-1, PAY-2 et PAY-3 sont dans le sprint 1.",
			"Le sprint 1 est lancé. Fin\u202f: ven. 13 mars, 17\u00a0h (Paris).",
			"PAY-3 Get a receipt\nFait\u202f: 0 sur 8 points, soit 0\u202f% (0 sur 3 stories)\n1 story sans estimation",
			"Sprint 1, J1 sur 10, jusqu'au ven. 13 mars, 17\u00a0h (Paris)\nclients can &lt;pay&gt; by card\nPAY-1 Add a dashboard · 5 points · ✓ Terminée · Samir\nPAY-2",
			"Sprint 1 terminé\nclients can &lt;pay&gt; by card\nFait\u202f: 5 sur 8 points, soit 63\u202f% (1 sur 3 stories)\n1 story sans estimation, comptée à part\nReporté, points conservés\u202f: PAY-2 et PAY-3 (3 points)",
			"Sur l'engagement, fait\u202f: 5 sur 8 points (63\u202f%)", "Merci à Samir (1) pour le travail\nMerci à Claire (1) pour les besoins\n<@UCLAIRE>, l'objectif est-il atteint",
		},
	} {
		t.Run(test.lang, func(t *testing.T) {
			t.Parallel()
			r := planned(t)
			write(r, func(tx *storage.Tx) error {
				if err := tx.SetProductOwner(t.Context(), 1, scrum.PersonID(test.owner)); err != nil {
					return err
				}
				return tx.SetProductLang(t.Context(), 1, scrum.Lang(test.lang))
			})
			expect := func(step, got, want string) {
				t.Helper()
				if !strings.Contains(got, want) {
					t.Errorf("%s:\n%s\nwant\n%s", step, got, want)
				}
			}
			expect("start", said(r.types(test.owner, "CPAY", test.start)), test.begun)
			expect("add", said(r.types(test.owner, "CPAY", test.add)), test.added)
			posted := r.posted()
			expect("card", in("CPAY", posted), test.card)
			if n := strings.Count(in("CPAY", posted), "Sprint 1, "); n != 1 {
				t.Errorf("the channel got %d messages of the sprint, want one that is edited", n)
			}
			r.presses("USAMIR", "CPAY", view.StoryTake, "1")
			r.presses("USAMIR", "CPAY", view.StoryTake, "3")
			r.presses("USAMIR", "CPAY", view.StoryDone, "1")
			expect("status", said(r.types(test.owner, "CPAY", "/sprint")), test.status)
			r.posted()
			if n := r.due(endOfSprint.Add(-time.Minute)); n != 0 {
				t.Errorf("%d deeds a minute early", n)
			}
			if n := r.due(endOfSprint); n != 1 {
				t.Errorf("%d deeds at the end", n)
			}
			posted = r.posted()
			expect("summary", in("CPAY", posted), test.summary)
			expect("thanks", in("CPAY", posted), test.lost)
			expect("numbers", in("CPAY", posted), test.kept)
			if others := strings.ReplaceAll(in("CPAY", posted), "<@"+test.owner+">", ""); strings.Contains(others, "<@") {
				t.Errorf("somebody who need not act is pinged: %s", others)
			}
			for number, want := range map[int]scrum.StoryState{1: scrum.StoryAccepted, 2: scrum.StoryDraft, 3: scrum.StoryStarted} {
				if got := state(r, number).State; got != want {
					t.Errorf("PAY-%d is %s, want %s", number, got, want)
				}
			}
			if n := r.due(endOfSprint.Add(time.Hour)); n != 0 || len(r.posted()) != 0 {
				t.Errorf("the end comes again: %d", n)
			}
		})
	}
}

func write(r *room, fn func(*storage.Tx) error) {
	r.t.Helper()
	if err := r.db.Write(r.t.Context(), fn); err != nil {
		r.t.Fatal(err)
	}
}

func TestWhatIsTypedWrongAboutASprintIsAnsweredWithAnExample(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, before, person, line, want string
	}{
		{"bare start", "", "UNORA", "/sprint start", "For example `/sprint start 2w \"what should be possible at the end\"`"},
		{"bare start in French", "", "UCLAIRE", "/sprint démarrer", "`/sprint démarrer 2s « ce qui doit être possible à la fin »`"},
		{"a goal without a length", "", "UNORA", `/sprint start "pay by card"`, `/sprint start 2w "pay by card"`},
		{"far too long", "", "UNORA", "/sprint start 99w", "1w to 6w"},
		{"far too long, in French", "", "UCLAIRE", "/sprint start 99s", "De 1s à 6s"},
		{"no time at all", "", "UNORA", "/sprint start 0d", "1d to 30d"},
		{"while one runs", "/sprint start 2w", "UNORA", "/sprint start 1w", "Sprint 1 runs until Fri 13 Mar, 17:00 (Paris), and a product has one at a time"},
		{"while one runs, in French", "/sprint start 2w", "UCLAIRE", "/sprint lancer 1s", "termine-le avec `/sprint clore`"},
		{"add what?", "/sprint start 2w", "UNORA", "/sprint add", "Which stories? For example `/sprint add PAY-1`"},
		{"add no key", "/sprint start 2w", "UCLAIRE", "/sprint ajouter le paiement", "Quelles stories"},
		{"add what is not there", "/sprint start 2w", "UNORA", "/sprint add NOPE-1", "There is no NOPE-1 here"},
		{"add without a sprint", "", "UNORA", "/sprint add PAY-1", "PAY-1 waits for sprint 1. To start it: `/sprint start 2w"},
		{"add what is done", "/story done PAY-1", "UNORA", "/sprint add PAY-1", "PAY-1 is done already"},
		{"add twice", "/sprint add PAY-1", "UNORA", "/sprint add PAY-1 PAY-2", "PAY-2 waits for sprint 1. To start it: `/sprint start 2w \"what should be possible at the end\"`\nPAY-1 was in it already."},
		{"remove what is not in it", "/sprint start 2w", "UNORA", "/sprint remove PAY-1", "PAY-1 is not in the sprint"},
		{"remove without a sprint", "", "UNORA", "/sprint remove PAY-1", "No sprint is running"},
		{"close without a sprint", "", "UNORA", "/sprint close", "nothing to close"},
		{"close what has not started", "/sprint add PAY-1", "UCLAIRE", "/sprint clore", "rien à clore"},
		{"close twice", "/sprint start 2w\n/sprint close", "UCLAIRE", "/sprint close", "rien à clore"},
		{"close as somebody else", "/sprint start 2w", "UNORA", "/sprint close", "Only whoever owns the product or started the sprint may close it. Ask Claire."},
		{"status without a sprint", "", "UNORA", "/sprint status", "No sprint is running. To start one: `/sprint start 2w"},
		{"nothing without a sprint", "", "UCLAIRE", "/sprint", "Aucun sprint n'est en cours"},
		{"nothing, before the start", "/sprint add PAY-1 PAY-2", "UNORA", "/sprint", "Sprint 1 has not started. In it so far: PAY-1 and PAY-2."},
		{"a slip", "", "UNORA", "/sprint statsu", "Did you mean `/sprint status`?"},
		{"help", "", "UNORA", "/sprint help", "`/sprint start 2w \"GOAL\"`"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := planned(t)
			for line := range strings.Lines(test.before) {
				r.types("UCLAIRE", "CPAY", strings.TrimSpace(line))
			}
			if got := said(r.types(test.person, "CPAY", test.line)); !strings.Contains(got, test.want) {
				t.Errorf("told %q\nwant %q in it", got, test.want)
			}
		})
	}
}

func TestAGoalIsReadInAnyQuotes(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{`2w "pay by card"`, "2w “pay by card”", "2w « pay by card »", "2w «\u202fpay by card\u202f»", "2w pay by card", `"pay by card" 2w`, "2 weeks pay by card", "« pay by card » 2s"} {
		r := newRoom(t)
		r.types("UNORA", "CPAY", "/sprint start "+typed)
		read(r, func(tx *storage.Tx) error {
			s, err := tx.OpenSprint(t.Context(), 1)
			if s.Goal != "pay by card" {
				t.Errorf("%s: the goal is %q", typed, s.Goal)
			}
			return err
		})
	}
}

func TestClosingEarlyReplacesTheEnd(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("UNORA", "CPAY", "/sprint start 2w")
	r.types("UNORA", "CPAY", "/sprint add PAY-1")
	r.types("UNORA", "CPAY", "/story done PAY-1")
	r.posted()
	r.now = r.now.Add(48 * time.Hour)
	if got := said(r.types("UNORA", "CPAY", "/sprint close")); got != "Sprint 1 is closed. The summary is in the channel." {
		t.Errorf("told %q", got)
	}
	if got := in("CPAY", r.posted()); strings.Count(got, "Sprint 1 terminé") != 1 || !strings.Contains(got, "Clos plus tôt que prévu\u202f; la fin était fixée au ven. 13 mars") {
		t.Errorf("posted %s", got)
	}
	r.due(endOfSprint) // the retrospective closes meanwhile
	if got := in("CPAY", r.posted()); strings.Contains(got, "Sprint 1 terminé") {
		t.Errorf("the scheduled end still comes: %s", got)
	}
	r.types("UNORA", "CPAY", "/sprint start 1w")
	if got := in("CPAY", r.posted()); !strings.Contains(got, "Sprint 2, jusqu'au") {
		t.Errorf("the next one: %s", got)
	}
}

// An occurrence that another process read before the sprint was closed.
func TestAnEndThatComesAfterTheCloseDoesNothing(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("UNORA", "CPAY", "/sprint start 2w")
	schedules, err := r.db.Due(t.Context(), endOfSprint, scrum.Schedule{}, 10)
	if err != nil || len(schedules) != 1 {
		t.Fatalf("%d schedules, %v", len(schedules), err)
	}
	r.types("UNORA", "CPAY", "/sprint close")
	r.posted()
	o, _ := schedules[0].Newest(endOfSprint)
	if err := r.Do(t.Context(), scrum.Judged{Occurrence: o}); err != nil {
		t.Fatal(err)
	}
	if got := r.posted(); len(got) != 0 {
		t.Errorf("posted %v", texts(got))
	}
}

func TestAnEndThatWasSleptThroughComesLateAndSaysSo(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("UNORA", "CPAY", "/sprint start 2w")
	r.types("UNORA", "CPAY", "/sprint add PAY-1")
	r.posted()
	if n := r.due(endOfSprint.AddDate(0, 0, 3)); n != 1 {
		t.Fatalf("%d deeds", n)
	}
	if got := in("CPAY", r.posted()); !strings.Contains(got, "Ce bilan arrive en retard\u202f: le sprint s'est terminé le ven. 13 mars, 17\u00a0h (Paris)") {
		t.Errorf("posted %s", got)
	}
}

func TestTheSprintFollowsItsStories(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("UNORA", "CPAY", "/sprint add PAY-1")
	if got := state(r, 1); got.State != scrum.StoryPlanned {
		t.Errorf("before the start: %s", got.State)
	}
	r.types("UNORA", "CPAY", "/sprint start 2w")
	r.types("UNORA", "CPAY", "/sprint add PAY-2")
	follows := func(step, want string) {
		t.Helper()
		if got := in("CPAY", r.posted()); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %q", step, got, want)
		}
	}
	follows("both are in", "Fait\u202f: 0 sur 8 points, soit 0\u202f% (0 sur 2 stories)")
	undo := undoOf(t, r.types("UNORA", "CPAY", "/story done PAY-1").Private)
	follows("done", "Fait\u202f: 5 sur 8 points, soit 63\u202f% (1 sur 2 stories)")
	r.presses("UNORA", "CPAY", view.UndoButton, undo)
	follows("taken back", "Fait\u202f: 0 sur 8 points")
	form := r.types("UNORA", "CPAY", "/story drop PAY-2").Open
	r.sends("UNORA", view.StoryDropWhy, form.PrivateMetadata, map[string]string{"cause": "no need"})
	follows("dropped", "Fait\u202f: 0 sur 5 points, soit 0\u202f% (0 sur 1 story)")
	r.types("UNORA", "CPAY", "/estimate PAY-1 8")
	follows("estimated anew", "Fait\u202f: 0 sur 8 points")
	r.now = r.now.AddDate(0, 0, 4)
	if got := said(r.types("UNORA", "CPAY", "/sprint add PAY-3")); !strings.Contains(got, "counts as added on the way") || !strings.Contains(got, "`/estimate PAY-3 3`") {
		t.Errorf("added late: %q", got)
	}
	r.types("UNORA", "CPAY", "/estimate PAY-3 2")
	if got := said(r.types("UNORA", "CPAY", "/sprint remove PAY-1")); got != "PAY-1 is back in the backlog." {
		t.Errorf("removed: %q", got)
	}
	if got := state(r, 1); got.State != scrum.StoryDraft || got.Sprint != 0 || got.Size.String() != "8" {
		t.Errorf("removed: %+v", got)
	}
	r.posted()
	r.types("UCLAIRE", "CPAY", "/sprint close")
	got := in("CPAY", r.posted())
	for _, want := range []string{"Fait\u202f: 0 sur 2 points", "Ajouté en cours de route\u202f: 2 points", "Retiré\u202f: 8 points", "PAY-3 Get a receipt · 2 points, ajoutée ven. 6 mars, reportée", "PAY-2 Pay by card · 3 points, retirée lun. 2 mars"} {
		if !strings.Contains(got, want) {
			t.Errorf("summary lacks %q: %s", want, got)
		}
	}
}

func TestOnlyTheOwnerSaysWhetherTheGoalIsReached(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("UNORA", "CPAY", `/sprint start 2w "payer"`)
	r.presses("UCLAIRE", "CPAY", view.SprintReached, "1") // it runs
	r.types("UNORA", "CPAY", "/sprint close")
	if got := in("CPAY", r.posted()); strings.Contains(got, "atteint\n") || !strings.Contains(got, "<@UCLAIRE>, l'objectif est-il atteint") {
		t.Errorf("nobody has said yet: %s", got)
	}
	r.presses("UNORA", "CPAY", view.SprintReached, "1")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "Only Claire") || strings.Contains(got, "objectif atteint") {
		t.Errorf("somebody else: %s", got)
	}
	r.presses("UCLAIRE", "CPAY", view.SprintPartly, "1")
	if got := in("CPAY", r.posted()); !strings.Contains(got, "Sprint 1 terminé\u202f: objectif atteint en partie") || strings.Contains(got, "<@") {
		t.Errorf("the owner: %s", got)
	}
}

func TestTheChannelDoesNotLearnOfHiddenStoriesThroughTheSprint(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("USAMIR", "CPAY", "/story fix the critical bug exposing personal data")
	r.types("UCLAIRE", "CPAY", "/sprint start 2w")
	if got := said(r.types("UNORA", "CPAY", "/sprint add PAY-4")); !strings.Contains(got, "There is no PAY-4 here") {
		t.Errorf("who may not see it: %q", got)
	}
	r.types("UCLAIRE", "CPAY", "/estimate PAY-4 40")
	r.posted()
	r.types("UCLAIRE", "CPAY", "/sprint add PAY-1 PAY-4")
	if got := in("CPAY", r.posted()); !strings.Contains(got, "0 sur 5 points, soit 0\u202f% (0 sur 1 story)") {
		t.Errorf("the channel counts %s", got)
	}
	for person, counts := range map[string]string{"UCLAIRE": "0 sur 45 points", "UNORA": "0 of 5 points"} {
		if got := said(r.types(person, "CPAY", "/sprint status")); !strings.Contains(got, counts) {
			t.Errorf("%s counts %s", person, got)
		}
	}
	for person, sees := range map[string]bool{"UCLAIRE": true, "USAMIR": true, "UNORA": false} {
		if got := said(r.types(person, "CPAY", "/sprint status")); strings.Contains(got, "PAY-4") != sees {
			t.Errorf("%s sees %s", person, got)
		}
	}
	r.types("UCLAIRE", "CPAY", "/story done PAY-4")
	r.types("UCLAIRE", "CPAY", "/sprint close")
	for _, d := range r.posted() {
		if d.Channel == "CPAY" && (strings.Contains(string(d.Body), "PAY-4") || strings.Contains(string(d.Body), "personal data")) {
			t.Errorf("the channel reads %s", d.Body)
		}
	}
}

func TestStoriesOfAnotherProductDoNotComeIn(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("UCLAIRE", "CSECRET", "/story acheter Truc")
	r.types("UCLAIRE", "CPAY", "/sprint start 2w")
	if got := said(r.types("UCLAIRE", "CPAY", "/sprint add SEC-1")); !strings.Contains(got, "SEC-1 appartient à un autre produit") {
		t.Errorf("told %q", got)
	}
	if got := said(r.types("UCLAIRE", "DCLAIRE", "/sprint start 2w")); got == "" {
		t.Error("nothing was said in a direct message")
	}
}

func TestHostileGoalsHarmNothing(t *testing.T) {
	t.Parallel()
	for i, goal := range []string{"<!channel> <@UNORA> `code` *bold*", strings.Repeat("goal ", 8000), "a\x00b \xff", "{{.who}}", "\u202eoverride", `"""`, "«»"} {
		r := planned(t)
		r.types("UCLAIRE", "CPAY", "/sprint start 2w "+goal)
		r.types("UCLAIRE", "CPAY", "/sprint add PAY-1")
		status := r.types("UCLAIRE", "CPAY", "/sprint")
		if body, err := status.Private.JSON(); err != nil || len(body) > 14000 {
			t.Errorf("status %d: %d bytes, %v", i, len(body), err)
		}
		r.types("UCLAIRE", "CPAY", "/sprint close")
		for _, d := range r.posted() {
			if len(d.Body) > 14000 || strings.Contains(string(d.Body), `"text":"<!channel>`) && strings.Contains(string(d.Body), `"mrkdwn","text":"<!channel>`) {
				t.Errorf("goal %d: %d bytes: %.300s", i, len(d.Body), d.Body)
			}
		}
	}
}

func TestASprintOfManyStoriesIsOneMessage(t *testing.T) {
	t.Parallel()
	r := planned(t)
	r.types("UCLAIRE", "CPAY", "/sprint start 2w")
	var keys []string
	for i := range 40 {
		r.types("UCLAIRE", "CPAY", fmt.Sprintf("/story add page %d", i))
		keys = append(keys, fmt.Sprintf("PAY-%d", i+4))
	}
	r.posted()
	r.types("UCLAIRE", "CPAY", "/sprint add "+strings.Join(keys, " "))
	sprints := 0
	for _, d := range r.posted() {
		if d.Name == view.SprintName(1) {
			sprints++
		}
	}
	if sprints != 1 {
		t.Errorf("%d edits of the sprint's message", sprints)
	}
}

func TestANameInARefusalPingsNobody(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	err := r.Learn(t.Context(), handlers.Roster{People: []scrum.Person{{ID: "UCLAIRE", Name: "<!channel>", Locale: "fr-FR"}}})
	if err != nil {
		t.Fatal(err)
	}
	r.types("UCLAIRE", "CPAY", "/sprint start 1w")
	r.posted()
	r.presses("UNORA", "CPAY", view.SprintReached, "1")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "Only &lt;!channel&gt;") {
		t.Errorf("Nora was told %q", got)
	}
}
