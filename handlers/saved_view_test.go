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
	got := said(r.types("UNORA", "CPAY", "/backlog next"))
	if !strings.HasSuffix(got, "Waiting for others: PAY-2 (PAY-3)") || strings.Contains(got, "*PAY-2*") {
		t.Errorf("who sees what it waits for is told %q", got)
	}
	if got := said(r.types("USAMIR", "CPAY", "/backlog next")); !strings.Contains(got, "*PAY-2*") || strings.Contains(got, "d'autres stories") {
		t.Errorf("who does not is told %q", got)
	}
	r.types("UNORA", "CPAY", "/story done PAY-3")
	if got := said(r.types("UNORA", "CPAY", "/backlog next")); !strings.Contains(got, "*PAY-2*") {
		t.Errorf("once it waits no longer: %q", got)
	}
}
