package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// thirty is a room whose product has thirty stories without an estimate.
func thirty(t *testing.T) *room {
	t.Helper()
	r := english(t)
	r.joins("UTOM", "UKENJI")
	parts := []string{"ba", "ce", "di", "fo", "gu", "ha"}
	for n := 4; n <= 30; n++ { // no two alike, or one would be taken for the other
		r.types("USAMIR", "CPAY", "/story "+parts[n/6]+strings.Repeat(parts[n%6], 2))
	}
	r.posted()
	return r
}

// pokerKept is a poker as it is kept.
func (r *room) pokerKept(id scrum.PokerID) (p scrum.Poker) {
	r.t.Helper()
	read(r, func(tx *storage.Tx) (err error) {
		p, err = tx.Poker(r.t.Context(), id)
		return err
	})
	return p
}

func TestThirtyStoriesAreVotedOnTenAtATime(t *testing.T) {
	t.Parallel()
	r := thirty(t)
	started := r.types("UCLAIRE", "CPAY", "/estimate unestimated in t-shirts with <@USAMIR> <@UTOM> until 17:00").Private
	mustContain(t, "the first", started.Text, "Le poker sur 10 stories", "20 autres stories n'ont pas d'estimation")
	if raw, err := started.JSON(); err != nil || !strings.Contains(string(raw), "Poker sur les 10 suivantes") {
		t.Errorf("no button for the next ten: %s, %v", raw, err)
	}
	r.presses("UCLAIRE", "CPAY", view.PokerRest, "1")
	mustContain(t, "the second", r.told(), "Le poker sur 10 stories", "10 autres stories n'ont pas d'estimation")
	r.presses("UCLAIRE", "CPAY", view.PokerRest, "2")
	if told := r.told(); !strings.Contains(told, "Le poker sur 10 stories") || strings.Contains(told, "pas d'estimation") {
		t.Errorf("the third: %s", told)
	}
	r.presses("UCLAIRE", "CPAY", view.PokerRest, "3")
	mustContain(t, "none is left", r.told(), "Il n'y a rien à estimer")

	first, seen := r.pokerKept(1), map[scrum.StoryID]bool{}
	for id := range scrum.PokerID(3) {
		p := r.pokerKept(id + 1)
		for _, it := range p.Items {
			seen[it.Story] = true
		}
		if p.Deck.Kind != scrum.DeckShirts || fmt.Sprint(p.Voters) != "[USAMIR UTOM]" || !p.ClosesAt.Equal(first.ClosesAt) {
			t.Errorf("poker %d: %s, %v, until %s", p.ID, p.Deck.Kind, p.Voters, p.ClosesAt)
		}
	}
	if len(seen) != 30 {
		t.Errorf("%d stories are voted on, want 30", len(seen))
	}
}

func TestTheNextTenStayAnonymousAndAreForWhoeverLeads(t *testing.T) {
	t.Parallel()
	r := thirty(t)
	r.types("UCLAIRE", "CPAY", "/estimate unestimated anonymous")
	r.posted()
	r.presses("USAMIR", "CPAY", view.PokerRest, "1")
	mustContain(t, "a voter", r.told(), "C'est réservé à la personne responsable du produit et à celle qui anime")
	r.presses("UCLAIRE", "CPAY", view.PokerRest, "1")
	if p := r.pokerKept(2); !p.Anonymous || len(p.Items) != 10 || fmt.Sprint(p.Voters) != fmt.Sprint(r.pokerKept(1).Voters) {
		t.Errorf("the second poker: anonymous %t, %d stories, %v vote", p.Anonymous, len(p.Items), p.Voters)
	}
}
