package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

func TestTheDigestLeadsWithBlockersAndIsEditedByLateAnswers(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.types("USAMIR", "CPAY", "/story add a dashboard")
	r.answers("USAMIR", "PAY-1 <!channel>", "j'attends <@UCLAIRE>, demandé lundi")
	r.sentNow()
	digest := slices.DeleteFunc(r.until(on("Tue", "10:00")), isReminder)
	want := []string{
		"Tue 10:00 CPAY: Daily, mar. 3 mars\u202f: 1 blocage à lever",
		"Tue 10:00 CPAY: Samir",
	}
	if diff := cmp.Diff(want, digest); diff != "" {
		t.Fatalf("sent (-want +got):\n%s", diff)
	}
	read(r, func(tx *storage.Tx) error {
		d, err := tx.Delivery(t.Context(), view.DigestName(2))
		if err != nil {
			return err
		}
		for _, part := range []string{"depuis lun. 2 mars, 1 jour ouvré → <@UCLAIRE>", "Bougé\u202f: PAY-1 ajoutée", "1 sur 2 a répondu"} {
			if !strings.Contains(unquoted(d.Body), part) {
				t.Errorf("no %q in %s", part, unquoted(d.Body))
			}
		}
		return nil
	})
	r.now = on("Tue", "10:52")
	r.answers("UCLAIRE", "", "")
	r.answers("USAMIR", "PAY-1, presque", "plus bloqué")
	read(r, func(tx *storage.Tx) error {
		d, err := tx.Delivery(t.Context(), view.DigestName(2))
		if err != nil {
			return err
		}
		for _, part := range []string{"rien ne bloque", "résolu par Samir", "2 sur 2 ont répondu", "mis à jour à 11\u00a0h\u00a052"} {
			if !strings.Contains(unquoted(d.Body), part) {
				t.Errorf("no %q in %s", part, unquoted(d.Body))
			}
		}
		return nil
	})
	var edited []string
	for _, d := range r.posted() {
		if d.Channel == "CPAY" {
			edited = append(edited, d.Name)
			if d.Name == view.DigestName(2) && d.TS == "" {
				t.Error("the digest was posted again instead of edited")
			}
		}
	}
	slices.Sort(edited)
	if diff := cmp.Diff([]string{"answer:3", "digest:2"}, edited); diff != "" {
		t.Errorf("in the channel (-want +got):\n%s", diff)
	}
}

func unquoted(body []byte) string {
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(body))
}

func TestTheButtonsOfAQuestionAnswerIt(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	ask := func(date string) string { return fmt.Sprint(asksOf(r, "USAMIR")[date].ID) }
	r.presses("USAMIR", "DSAMIR", view.StandupSame, ask("2026-03-03")) // nothing to repeat
	if got := asksOf(r, "USAMIR")["2026-03-03"].State; got != scrum.AskOpen {
		t.Fatalf("the state is %q", got)
	}
	r.presses("UCLAIRE", "DCLAIRE", view.StandupNothing, ask("2026-03-03")) // not hers
	r.answers("USAMIR", "PAY-1", "en attente de la maquette")
	r.until(on("Wed", "08:40"))
	r.presses("USAMIR", "DSAMIR", view.StandupSame, ask("2026-03-04"))
	r.until(on("Thu", "08:40"))
	r.presses("USAMIR", "DSAMIR", view.StandupNothing, ask("2026-03-05"))
	r.presses("USAMIR", "DSAMIR", view.StandupSame, ask("2026-03-05")) // an old button overwrites nothing
	got := map[string]scrum.Answers{}
	for date, a := range asksOf(r, "USAMIR") {
		got[date] = a.Answers
	}
	same := scrum.Answers{"next": "PAY-1", "obstacle": "en attente de la maquette"}
	if diff := cmp.Diff(map[string]scrum.Answers{"2026-03-03": same, "2026-03-04": same, "2026-03-05": {}}, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
	read(r, func(tx *storage.Tx) error {
		blockers, err := tx.Blockers(t.Context(), 1, r.now)
		if len(blockers) != 1 || blockers[0].Since != "2026-03-03" {
			t.Errorf("blockers: %+v", blockers)
		}
		return err
	})
}

func TestAnAnswerMayComeBeforeTheQuestionAndUntilTheNext(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	if got := said(r.types("USAMIR", "CPAY", "/standup answer")); !strings.Contains(got, "pas de daily pour toi aujourd'hui") {
		t.Errorf("on the day on which it was set too late, told %q", got)
	}
	r.until(on("Tue", "07:00"))
	r.answers("USAMIR", "early", "")
	form := r.types("UCLAIRE", "CPAY", "/standup answer").Open
	for _, line := range r.until(on("Tue", "12:40")) {
		if strings.HasSuffix(line, "USAMIR: Daily de #payments") {
			t.Errorf("asked although answered: %s", line)
		}
	}
	// What was being written when it closed is kept all the same.
	r.sends("UCLAIRE", form.CallbackID, form.PrivateMetadata, map[string]string{"next": "long thought"})
	if got := asksOf(r, "UCLAIRE")["2026-03-03"]; got.Answers["next"] != "long thought" || got.State != scrum.AskAnswered {
		t.Errorf("kept %+v", got)
	}
	claire := fmt.Sprint(asksOf(r, "UCLAIRE")["2026-03-03"].ID)
	r.until(on("Wed", "08:00"))
	if got := r.presses("UCLAIRE", "DCLAIRE", view.StandupAnswer, claire); got.Open == nil {
		t.Error("the answer cannot be edited before the next question")
	}
	r.until(on("Wed", "08:30"))
	if got := r.presses("UCLAIRE", "DCLAIRE", view.StandupAnswer, claire); got.Open != nil {
		t.Error("the answer can be edited after the next question")
	}
	r.until(on("Sat", "09:00"))
	if got := said(r.types("USAMIR", "CPAY", "/standup answer")); !strings.Contains(got, "pas de daily pour toi aujourd'hui") {
		t.Errorf("on a Saturday, told %q", got)
	}
}

func TestADigestThatComesLateSaysSoAndOneThatIsMissedIsNotPosted(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ back, want string }{{"11:00", "publié en retard"}, {"12:10", ""}} {
		r := standsUp(t)
		r.until(on("Tue", "08:40"))
		r.answers("USAMIR", "PAY-1", "")
		r.sentNow()
		r.now = on("Tue", test.back)
		clock := r.clock(r.Handlers)
		if err := clock.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := strings.Join(texts(r.posted()), "\n")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("back at %s: sent %q", test.back, got)
		}
	}
}

func TestABlockerIsResolvedByThoseItConcerns(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.answers("USAMIR", "", "the test server is down")
	r.until(on("Tue", "10:01"))
	r.presses("UNORA", "CPAY", view.BlockerResolve, "1")
	if got := strings.Join(r.sentNow(), "\n"); !strings.Contains(got, "may mark this as resolved. Ask Samir") {
		t.Errorf("Nora was told %q", got)
	}
	r.presses("UCLAIRE", "CPAY", view.BlockerResolve, "1")
	if got := strings.Join(r.sentNow(), "\n"); !strings.Contains(got, "rien ne bloque") {
		t.Errorf("the digest became %q", got)
	}
	r.presses("UCLAIRE", "CPAY", view.BlockerResolve, "1")
	if got := strings.Join(r.sentNow(), "\n"); !strings.Contains(got, "déjà résolu") {
		t.Errorf("once more: %q", got)
	}
}

func TestWhoeverWasAskedToHelpResolvesABlockerWhereverTheyComeFrom(t *testing.T) {
	t.Parallel()
	for _, helper := range []string{"UNORA", "UINES", "UEVE"} {
		r := standsUp(t)
		r.until(on("Tue", "08:40"))
		form := r.types("USAMIR", "CPAY", "/standup answer").Open
		r.sends("USAMIR", form.CallbackID, form.PrivateMetadata, map[string]string{"obstacle": "the test server is down", view.FieldHelper: helper})
		r.until(on("Tue", "10:01"))
		r.presses(helper, "CPAY", view.BlockerResolve, "1")
		if got := strings.Join(r.sentNow(), "\n"); !strings.Contains(got, "rien ne bloque") {
			t.Errorf("%s pressed, and it came to %q", helper, got)
		}
	}
}

func TestADoubtfulAnswerIsAskedAbout(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.answers("USAMIR", "", "rien de bloquant mais la recette est en retard")
	if got := strings.Join(r.textsNow(), "\n"); !strings.Contains(got, "Oui, un blocage") {
		t.Fatalf("not asked: %s", got)
	}
	ask := fmt.Sprint(asksOf(r, "USAMIR")["2026-03-03"].ID)
	r.presses("USAMIR", "DSAMIR", view.BlockerYes, ask)
	r.presses("USAMIR", "DSAMIR", view.BlockerYes, ask)
	read(r, func(tx *storage.Tx) error {
		blockers, err := tx.Blockers(t.Context(), 1, r.now)
		if len(blockers) != 1 {
			t.Errorf("%d blockers", len(blockers))
		}
		return err
	})
}

func (r *room) textsNow() []string {
	var bodies []string
	for _, d := range r.posted() {
		bodies = append(bodies, unquoted(d.Body))
	}
	return bodies
}

func TestHostileAnswersAreKeptWholeAndHarmNothing(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	for _, text := range []string{"<!channel> <@UNORA> *b* `c` <https://x.test|click>", strings.Repeat("<é>&", 3000), "\u202e{{.who}}"} {
		r.answers("USAMIR", text, text)
		bodies := r.textsNow()
		r.visit(on("Tue", "10:00"), func() { bodies = append(bodies, r.textsNow()...) })
		for _, body := range bodies {
			if strings.Contains(body, `"mrkdwn","text":"<!channel>`) || len([]rune(body)) > 25000 {
				t.Errorf("%.30q makes a message of %d: %.300s", text, len(body), body)
			}
		}
		if got := asksOf(r, "USAMIR")["2026-03-03"].Answers["next"]; got != text {
			t.Errorf("kept %d bytes of %d", len(got), len(text))
		}
	}
}

func TestLaterAsksAgainTwiceAtMost(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	ask := fmt.Sprint(asksOf(r, "USAMIR")["2026-03-03"].ID)
	r.presses("USAMIR", "DSAMIR", view.StandupLater, ask)
	got := r.until(on("Tue", "09:20"))
	r.presses("USAMIR", "DSAMIR", view.StandupLater, ask)
	got = append(got, r.until(on("Tue", "09:55"))...)
	r.presses("USAMIR", "DSAMIR", view.StandupLater, ask)
	got = append(got, r.until(on("Tue", "09:59"))...)
	want := []string{
		"Tue 08:40 USAMIR: Daily de #payments\u202f: je repose la question à 10\u00a0h\u00a010.",
		"Tue 09:10 USAMIR: Daily de #payments\u202f: remis à plus tard, je repose la question plus bas.",
		"Tue 09:10 USAMIR: Daily de #payments",
		"Tue 09:20 USAMIR: Daily de #payments\u202f: je repose la question à 10\u00a0h\u00a050.",
		"Tue 09:50 USAMIR: Daily de #payments\u202f: remis à plus tard, je repose la question plus bas.",
		"Tue 09:50 USAMIR: Daily de #payments",
		"respond USAMIR: J'ai déjà reposé la question deux fois. Appuie sur Répondre dès que tu peux\u202f; c'est ouvert pendant quatre heures.",
	}
	got = slices.DeleteFunc(got, isReminder) // Claire's
	for i := range got {
		got[i] = strings.TrimPrefix(got[i], "Tue 09:55 respond")
		if strings.HasPrefix(got[i], " USAMIR: J'ai") {
			got[i] = "respond" + got[i]
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestTheSameAsYesterdayAsksAboutABlockerThatWasResolved(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.answers("USAMIR", "", "the test server is down")
	r.until(on("Tue", "10:01"))
	r.presses("UCLAIRE", "CPAY", view.BlockerResolve, "1")
	r.until(on("Wed", "08:40"))
	ask := fmt.Sprint(asksOf(r, "USAMIR")["2026-03-04"].ID)
	r.presses("USAMIR", "DSAMIR", view.StandupSame, ask)
	if got := strings.Join(r.textsNow(), "\n"); !strings.Contains(got, view.BlockerYes) {
		t.Errorf("nobody asks whether it is in the way again: %q", got)
	}
	r.presses("USAMIR", "DSAMIR", view.BlockerYes, ask)
	if got := strings.Join(r.until(on("Wed", "10:01")), "\n"); !strings.Contains(got, "1 blocage à lever") {
		t.Errorf("the digest says %q", got)
	}
}

func TestNothingToReportIsNoMessageInTheThread(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	ask := fmt.Sprint(asksOf(r, "USAMIR")["2026-03-03"].ID)
	r.presses("USAMIR", "DSAMIR", view.StandupNothing, ask)
	r.sentNow()
	want := []string{"Tue 10:00 CPAY: Daily, mar. 3 mars\u202f: RAS. 1 sur 2 a répondu · 1 personne aura la question plus tard"}
	if diff := cmp.Diff(want, slices.DeleteFunc(r.until(on("Tue", "10:01")), isReminder)); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	r.answers("USAMIR", "PAY-1", "")
	if got := strings.Join(r.sentNow(), "\n"); !strings.Contains(got, "CPAY: Samir") || !strings.Contains(got, "réponses dans le fil") {
		t.Errorf("what was written later: %q", got)
	}
	r.answers("USAMIR", "", "")
	if got := strings.Join(r.textsNow(), "\n"); strings.Contains(got, "PAY-1") {
		t.Errorf("what was taken back still stands: %q", got)
	}
}
