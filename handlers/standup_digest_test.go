package handlers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/storage"
	"pogo/view"
)

// digests are the lines of digests among what was sent.
func digests(sent []string) []string {
	var list []string
	for _, line := range sent {
		if strings.Contains(line, " CPAY: Daily, ") {
			list = append(list, line)
		}
	}
	return list
}

const (
	silentTuesday = "Tue 10:00 CPAY: Daily, mar. 3 mars\u202f: aucune réponse. 0 sur 2 a répondu · 1 personne aura la question plus tard"
	silentFriday  = "Fri 10:00 CPAY: Daily, ven. 6 mars\u202f: aucune réponse. 0 sur 2 a répondu · 1 personne aura la question plus tard"
)

func TestThatNobodyAnswersIsSaidOnce(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	if diff := cmp.Diff([]string{silentTuesday}, digests(r.until(on("Mon", "00:00").AddDate(0, 0, 13)))); diff != "" {
		t.Errorf("in two weeks without an answer (-want +got):\n%s", diff)
	}
}

func TestThatNobodyAnswersIsSaidAgainAfterAnAnswer(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	got := digests(r.until(on("Wed", "20:00")))
	r.until(on("Thu", "09:00"))
	r.answers("USAMIR", "PAY-1", "")
	got = append(got, digests(r.until(on("Sun", "20:00")))...)
	want := []string{silentTuesday, "Thu 10:00 CPAY: Daily, jeu. 5 mars\u202f: RAS. 1 sur 2 a répondu · 1 personne aura la question plus tard · réponses dans le fil", silentFriday}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestALateAnswerPostsTheDigestThatWasKeptBack(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Wed", "10:30"))
	r.answers("USAMIR", "PAY-1", "waiting for <@UCLAIRE>")
	got := slices.DeleteFunc(r.sentNow()[1:], isOver) // after their own copy
	want := []string{"Wed 10:30 CPAY: Daily, mer. 4 mars\u202f: 1 blocage à lever", "Wed 10:30 CPAY: Samir"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	read(r, func(tx *storage.Tx) error {
		day, err := tx.StandupDayOn(t.Context(), 1, "2026-03-04")
		if err != nil {
			return err
		}
		digest, err := tx.Delivery(t.Context(), view.DigestName(day.ID))
		if err != nil {
			return err
		}
		reply, err := tx.Delivery(t.Context(), view.ReplyName(asksOf(r, "USAMIR")["2026-03-04"].ID))
		if strings.Contains(unquoted(digest.Body), "mis à jour") || strings.Contains(unquoted(reply.Body), "peux-tu aider") {
			t.Errorf("a new digest is neither brought up to date nor answered late: %s %s", digest.Body, reply.Body)
		}
		return err
	})
	r.now = r.now.Add(time.Minute)
	r.answers("UCLAIRE", "PAY-2", "")
	if got := digests(r.sentNow()); len(got) != 1 || !strings.Contains(r.standing(view.DigestName(3)), "mis à jour") {
		t.Errorf("then it is edited: %v", got)
	}
}

func TestNewsIsToldThoughNobodyAnswers(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Wed", "08:00"))
	r.types("UCLAIRE", "CPAY", "/story ajouter un tableau de bord")
	r.sentNow()
	r.until(on("Wed", "09:00"))
	got := digests(r.until(on("Wed", "20:00")))
	if len(got) != 1 || !strings.Contains(got[0], "aucune réponse") {
		t.Errorf("a story was added: %v", got)
	}
}

func TestWhatMovedOnTheDayOfTheSettingIsToldTheNextDay(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", "/story ajouter un tableau de bord")
	if got := digests(r.until(on("Tue", "08:40"))); len(got) != 0 {
		t.Errorf("on the day on which it was set: %v", got)
	}
	r.until(on("Tue", "10:01"))
	if got := r.standing(view.DigestName(2)); !strings.Contains(got, "PAY-1 ajoutée") {
		t.Errorf("the first digest says %s", got)
	}
}

func TestWhoLeftBeforeTheyAnsweredIsInNoCount(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:35"))
	r.answers("UCLAIRE", "PAY-1", "")
	samir := cast()[1]
	samir.Deleted = true
	r.learns(samir)
	if got := strings.Join(digests(r.until(on("Tue", "10:05"))), ""); !strings.Contains(got, "1 sur 1 a répondu") {
		t.Errorf("posted %q", got)
	}
}
