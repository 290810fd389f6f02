package handlers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pogo/handlers"
	"pogo/scrum"
)

func TestTheHistoryInADirectMessageCoversAllOfTheirProducts(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	shop := scrum.Channel{ID: "CSHOP", Name: "shop", Member: true}
	err := r.Learn(t.Context(), handlers.Roster{
		Channels: []scrum.Channel{shop}, Members: map[scrum.ChannelID][]scrum.PersonID{"CSHOP": {"UCLAIRE", "USAMIR"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.types("UCLAIRE", "CSHOP", `/standup "Design" at 09:40`)
	r.until(on("Tue", "08:45"))
	r.writes("USAMIR", "the receipt")
	r.writes("USAMIR", "the cart")
	got := said(r.types("USAMIR", "DSAMIR", "/standup history"))
	for _, want := range []string{"#payments, #shop", "the receipt", "Design, #shop", "the cart"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if got := said(r.types("USAMIR", "CSHOP", "/standup history")); strings.Contains(got, "the receipt") || !strings.Contains(got, "the cart") {
		t.Errorf("in the channel: %s", got)
	}
	var file strings.Builder
	of := `{"product":0,"person":"USAMIR","format":"markdown","history":{"person":"USAMIR","from":"2026-03-01","to":"2026-03-03"}}`
	if _, err := r.WriteFile(t.Context(), json.RawMessage(of), &file); err != nil || !strings.Contains(file.String(), "the cart") || !strings.Contains(file.String(), "the receipt") {
		t.Errorf("the file says %v, %s", err, file.String())
	}
	if got := said(r.types("UNORA", "DNORA", "/standup history @samir")); strings.Contains(got, "the") && strings.Contains(got, "receipt") {
		t.Errorf("somebody else reads %s", got)
	}
}
