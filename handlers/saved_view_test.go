package handlers_test

import (
	"strings"
	"testing"

	"pogo/scrum"
	"pogo/storage"
)

func TestNextLeavesOutWhatWaitsForOthers(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	waits := r.asked(nil)
	needed := r.asked(func(s *scrum.Story) { s.Hidden, s.Writer = true, "" })
	err := r.db.Write(t.Context(), func(tx *storage.Tx) error {
		return tx.KeepLink(t.Context(), scrum.Link{Story: waits.ID, Kind: scrum.LinkNeeds, Other: needed.ID})
	})
	if err != nil {
		t.Fatal(err)
	}
	for person, want := range map[string]string{"UNORA": "Waiting for others: PAY-2 (PAY-3)", "USAMIR": "d'autres stories\u202f: PAY-2"} {
		got := said(r.types(person, "CPAY", "/backlog next"))
		if !strings.HasSuffix(got, want) || strings.Contains(got, "*PAY-2*") {
			t.Errorf("%s is told %q, want it to end in %q", person, got, want)
		}
	}
	r.types("UNORA", "CPAY", "/story done PAY-3")
	if got := said(r.types("UNORA", "CPAY", "/backlog next")); !strings.Contains(got, "*PAY-2*") {
		t.Errorf("once it waits no longer: %q", got)
	}
}
