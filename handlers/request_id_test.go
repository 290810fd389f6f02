package handlers_test

import (
	"testing"

	"pogo/handlers"
)

func TestWhatARequestCausesCarriesItsName(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	ctx := handlers.WithRequest(t.Context(), "E1")
	c := handlers.Command{Key: r.key(), Person: "UNORA", Channel: "CPAY", Name: "/story", Text: "add a dashboard", At: r.now}
	if _, err := r.Command(ctx, c); err != nil {
		t.Fatal(err)
	}
	list := r.posted()
	for _, d := range list {
		if d.Request != "E1" {
			t.Errorf("%s %s was asked for by %q", d.Kind, d.Name, d.Request)
		}
	}
	if len(list) == 0 {
		t.Error("it caused nothing")
	}
}
