package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// standsTwice has a daily whose digest comes at 11:00 in Paris and a design
// stand-up whose digest comes at 11:30, and waits for Tuesday's questions.
func standsTwice(t *testing.T) *room {
	t.Helper()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 10:00`)
	r.until(on("Tue", "09:05"))
	return r
}

// answersOne sends the form of one stand-up alone.
func (r *room) answersOne(person scrum.PersonID, standup, next, obstacle string) {
	r.t.Helper()
	ask := r.askOf(person, standup, "2026-03-03")
	opened := r.presses(string(person), "D"+string(person)[1:], view.StandupAnswer, fmt.Sprint(ask.ID)).Open
	r.sends(string(person), opened.CallbackID, opened.PrivateMetadata, map[string]string{"next": next, "obstacle": obstacle})
}

// digestOf is Tuesday's digest of a stand-up as it stands.
func (r *room) digestOf(standup string) string {
	r.t.Helper()
	var name string
	read(r, func(tx *storage.Tx) error {
		s, err := tx.StandupNamed(r.t.Context(), 1, standup)
		if err != nil {
			return err
		}
		day, err := tx.StandupDayOn(r.t.Context(), s.ID, "2026-03-03")
		name = view.DigestName(day.ID)
		return err
	})
	return r.standing(name)
}

func TestOfTwoDigestsOfADateEachTellsWhatTheOtherDoesNot(t *testing.T) {
	t.Parallel()
	r := standsTwice(t)
	r.types("UCLAIRE", "CPAY", "/standup blocked the old firewall")
	r.types("UCLAIRE", "CPAY", "/story ajouter un tableau de bord")
	r.answersOne("USAMIR", "", "PAY-1", "waiting for the keys")
	r.answersOne("USAMIR", "Design", "the cart", "waiting for the font")
	r.until(on("Tue", "10:05"))
	r.types("UCLAIRE", "CPAY", "/story ajouter un panier")
	r.until(on("Tue", "10:35"))
	daily, design := r.digestOf(""), r.digestOf("Design")
	for text, digest := range map[string]string{"the old firewall": daily, "the keys": daily, "PAY-1 ajoutée": daily, "the font": design, "PAY-2 ajoutée": design} {
		other := daily
		if digest == daily {
			other = design
		}
		if !strings.Contains(digest, text) || strings.Contains(other, text) {
			t.Errorf("%q stands elsewhere:\n%s\n%s", text, daily, design)
		}
	}
	if strings.Contains(daily+design, "inchangé") {
		t.Errorf("what is told for the first time is called unchanged:\n%s\n%s", daily, design)
	}
}

func TestADigestThatIsLookedAtBeforeItsTimeTellsNoNewsOfAnother(t *testing.T) {
	t.Parallel()
	r := standsTwice(t)
	r.types("UCLAIRE", "CPAY", "/standup blocked the old firewall")
	r.types("UCLAIRE", "CPAY", "/story ajouter un tableau de bord")
	r.answersOne("USAMIR", "", "PAY-1", "")
	r.answersOne("USAMIR", "Design", "the cart", "waiting for the font")
	look := func(moment, daily, design, panier string) {
		t.Helper()
		r.now = r.now.Add(time.Minute)
		for typed, want := range map[string]string{"/standup digest": daily, `/standup "Design" digest`: design} {
			got := said(r.types("UCLAIRE", "CPAY", typed))
			for _, news := range []string{"the old firewall", "PAY-1 ajoutée"} {
				if strings.Contains(got, news) != (typed == "/standup digest") {
					t.Errorf("%s, %s tells of %s or does not:\n%s", moment, typed, news, got)
				}
			}
			if !strings.Contains(got, want) {
				t.Errorf("%s, %s: %s, want %q", moment, typed, got, want)
			}
			if told := strings.Contains(got, "PAY-2 ajoutée"); told != (panier == typed) {
				t.Errorf("%s, %s tells of the cart: %t", moment, typed, told)
			}
		}
	}
	look("before both", "1 sur", "the font", "")
	r.until(on("Tue", "10:05"))
	r.types("UCLAIRE", "CPAY", "/story ajouter un panier")
	look("between the two", "1 sur", "the font", `/standup "Design" digest`)
	r.until(on("Tue", "10:35"))
	look("after both", "1 sur", "the font", `/standup "Design" digest`)
}

func TestWhatEndsIsShownByTheDigestThatToldOfItThoughAnotherIsNewer(t *testing.T) {
	t.Parallel()
	r := standsTwice(t)
	r.answersOne("USAMIR", "", "PAY-1", "waiting for the keys")
	r.answersOne("USAMIR", "Design", "the cart", "")
	r.until(on("Tue", "10:35"))
	if got := r.digestOf(""); !strings.Contains(got, "Résolu]") && !strings.Contains(got, "blocage à lever") {
		t.Fatalf("the digest says %s", got)
	}
	r.presses("USAMIR", "CPAY", view.BlockerResolve, "1")
	if got := r.digestOf(""); strings.Contains(got, "blocage à lever") || !strings.Contains(got, "the keys") {
		t.Errorf("the digest says %s", got)
	}
	if got := r.digestOf("Design"); strings.Contains(got, "the keys") {
		t.Errorf("so does the other: %s", got)
	}
}

func TestWhereTheFirstDigestIsKeptBackTheSecondTellsTheNews(t *testing.T) {
	t.Parallel()
	r := standsTwice(t)
	r.until(on("Wed", "10:05")) // that nobody answers the daily was told on Tuesday
	r.types("UCLAIRE", "CPAY", "/standup blocked the old firewall")
	r.sentNow()
	var got []string
	for _, line := range r.until(on("Wed", "20:00")) {
		if strings.Contains(line, "blocage à lever") {
			got = append(got, line)
		}
	}
	if diff := cmp.Diff([]string{"Wed 10:30 CPAY: Design, mer. 4 mars\u202f: 1 blocage à lever"}, got); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
