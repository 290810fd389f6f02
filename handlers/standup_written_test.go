package handlers_test

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// writes sends a direct message to Pogo and returns what comes back.
func (r *room) writes(person, text string) string {
	r.t.Helper()
	r.sentNow()
	err := r.DirectMessage(r.t.Context(), handlers.DirectMessage{
		Key: r.key(), Person: person, Channel: "D" + person[1:], Message: "9.9", Text: html.EscapeString(text), At: r.now,
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return strings.Join(r.textsNow(), "\n")
}

func TestAMessageAnswersWhatIsAskedAndIsKeptWhole(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:35`)
	r.until(on("Tue", "08:40"))
	long := strings.Repeat("J'avance sur PAY-1 & <b>. ", 480) + "```code```"
	if got := r.writes("USAMIR", long); !strings.Contains(got, "comme réponse à") || !strings.Contains(got, "Ton prochain message répond à Design") {
		t.Errorf("told %q", got)
	}
	if got := r.askOf("USAMIR", "", "2026-03-03"); got.Answers[scrum.QuestionNext] != long || got.State != scrum.AskAnswered {
		t.Errorf("%d of %d characters are kept, %s", len(got.Answers[scrum.QuestionNext]), len(long), got.State)
	}
	r.writes("USAMIR", "j'attends <@UCLAIRE> pour les maquettes")
	read(r, func(tx *storage.Tx) error {
		blockers, err := tx.Blockers(t.Context(), 1, r.now)
		if len(blockers) != 1 || blockers[0].Ask != r.askOf("USAMIR", "Design", "2026-03-03").ID {
			t.Errorf("in the way: %+v", blockers)
		}
		return err
	})
	// A form that cannot hold the long answer leaves it as it is.
	r.answers("USAMIR", "", "les clés")
	if got := r.askOf("USAMIR", "", "2026-03-03"); got.Answers[scrum.QuestionNext] != long || got.Answers[scrum.QuestionObstacle] != "les clés" {
		t.Errorf("after the form: %d characters, %q", len(got.Answers[scrum.QuestionNext]), got.Answers[scrum.QuestionObstacle])
	}
}

func TestNothingToReportIsWrittenAsItIsPressed(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"RAS", "Rien de spécial aujourd'hui", "merci, rien à signaler", "thanks, nothing today", "pas de souci", "nothing to report."} {
		r := standsUp(t)
		r.until(on("Tue", "08:40"))
		r.writes("USAMIR", text)
		if got := r.askOf("USAMIR", "", "2026-03-03"); got.State != scrum.AskAnswered || !got.Answers.Empty() {
			t.Errorf("%q: %s, %v", text, got.State, got.Answers)
		}
	}
}

func TestWhatMeansSomethingElseIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"help", "/story add a page", "backlog", "story list", "As a buyer, I want to see my receipt", "absent demain", "merci", "Thanks!", "ok", "👍", "ok, merci", "de rien", "you're welcome"} {
		r := standsUp(t)
		r.until(on("Tue", "08:40"))
		r.writes("USAMIR", text)
		if got := r.askOf("USAMIR", "", "2026-03-03"); got.State != scrum.AskOpen {
			t.Errorf("%q answers the question", text)
		}
	}
	for _, text := range []string{"story 12 is nearly done", "merci, hier j'ai fini PAY-3", "thanks, PAY-3 is done", "🤒", "absent colleagues keep me from testing", "PAY-12", "```go test```"} {
		r := standsUp(t)
		r.until(on("Tue", "08:40"))
		r.writes("USAMIR", text)
		if got := r.askOf("USAMIR", "", "2026-03-03"); got.Answers[scrum.QuestionNext] != text {
			t.Errorf("%q: answered %q", text, got.Answers)
		}
	}
}

func TestWhereNothingIsAskedAMessageIsWhatItAlwaysWas(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	if got := r.writes("USAMIR", "hello there, what can you do"); strings.Contains(got, "réponse à") {
		t.Errorf("before anything is asked, told %q", got)
	}
	r.until(on("Tue", "13:00"))
	if got := r.writes("USAMIR", "hello there, what can you do"); strings.Contains(got, "réponse à") {
		t.Errorf("after the close, told %q", got)
	}
}

func TestABlockerInAMessageIsNotTheWholeMessage(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.writes("USAMIR", "Hier PAY-1, merci <@UCLAIRE>. J'attends <@UNORA> pour les clés. Ensuite PAY-2.")
	read(r, func(tx *storage.Tx) error {
		b, err := tx.Blocker(t.Context(), 1)
		if b.Text != "J'attends <@UNORA> pour les clés." || b.Helper != "UNORA" {
			t.Errorf("in the way: %+v", b)
		}
		return err
	})
}

// Each reminder says what holds, and one line alone that it is over.
func TestTheRemindersOfAMessageSayWhatHolds(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "09:31"))
	ask := r.askOf("USAMIR", "", "2026-03-03")
	stand := func(step string, want ...string) {
		t.Helper()
		for n, text := range want {
			if got := r.standing(view.RemindName(ask.ID, n)); !strings.Contains(got, text) {
				t.Errorf("%s: reminder %d is %s, want %q", step, n, got, text)
			}
		}
	}
	stand("at first", "ouvert à ta réponse")
	r.writes("USAMIR", "waiting for the keys")
	stand("answered", "ce rappel n'a plus lieu")
	r.presses("USAMIR", "DSAMIR", view.StandupTakeBack, fmt.Sprint(ask.ID))
	stand("taken back", "ouvert à ta réponse")
	r.until(on("Tue", "10:31"))
	stand("once more", "un nouveau rappel suit", "C'est mon dernier rappel")
	r.until(on("Tue", "12:31"))
	stand("closed", "un nouveau rappel suit", "ce rappel n'a plus lieu")
}

func TestAMessageThatWasNoAnswerIsTakenBack(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.writes("USAMIR", "waiting for the keys")
	ask := r.askOf("USAMIR", "", "2026-03-03")
	r.presses("USAMIR", "DSAMIR", view.StandupTakeBack, fmt.Sprint(ask.ID))
	got := r.askOf("USAMIR", "", "2026-03-03")
	if got.State != scrum.AskOpen || !got.Answers.Empty() || !got.AnsweredAt.Equal(time.Time{}) {
		t.Errorf("taken back: %+v", got)
	}
	read(r, func(tx *storage.Tx) error {
		blockers, err := tx.Blockers(t.Context(), 1, r.now)
		if len(blockers) != 0 {
			t.Errorf("in the way: %+v", blockers)
		}
		return err
	})
}

func TestWhoIsDeactivatedBetweenQuestionAndAnswerIsNotHeard(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	opened := r.types("USAMIR", "CPAY", "/standup answer").Open
	gone := cast()[1]
	gone.Deleted = true
	if err := r.Learn(t.Context(), handlers.Roster{People: []scrum.Person{gone}}); err != nil {
		t.Fatal(err)
	}
	r.sends("USAMIR", opened.CallbackID, opened.PrivateMetadata, map[string]string{"next": "PAY-1"})
	r.writes("USAMIR", "PAY-1")
	if got := r.askOf("USAMIR", "", "2026-03-03"); got.State != scrum.AskOpen {
		t.Errorf("the answer counts: %+v", got)
	}
	for _, line := range r.until(on("Wed", "23:00")) {
		if strings.Contains(line, "USAMIR") && !strings.Contains(line, "terminé sans") {
			t.Errorf("written to: %s", line)
		}
	}
}

func TestInAnArchivedChannelNobodyIsAskedOrReminded(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	archived := scrum.Channel{ID: "CPAY", Name: "payments", Member: true, Archived: true}
	if err := r.Learn(t.Context(), handlers.Roster{Channels: []scrum.Channel{archived}}); err != nil {
		t.Fatal(err)
	}
	for _, line := range r.until(on("Thu", "23:00")) {
		if !strings.Contains(line, "terminé sans") && !strings.Contains(line, "closed without") {
			t.Errorf("sent: %s", line)
		}
	}
}
