package scrum_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestAPartTypedIntoAFormIsKeptWithoutTheWordsThatIntroduceIt(t *testing.T) {
	t.Parallel()
	const en, fr = "As a buyer, I want to pay", "En tant que client, je veux payer"
	type parts struct{ Role, Goal, Benefit string }
	for _, test := range []struct {
		name, story string
		typed, want parts
	}{
		{"all of them", en, parts{"As an accountant", "I want to be able to export", "so that I can archive"}, parts{"accountant", "export", "I can archive"}},
		{"en français", fr, parts{"en tant qu’acheteuse", "je souhaite pouvoir exporter", "Afin de les archiver"}, parts{"acheteuse", "exporter", "les archiver"}},
		{"an article, as in a sentence", fr, parts{"une acheteuse", "d'exporter", "pour les ranger"}, parts{"acheteuse", "exporter", "les ranger"}},
		{"a reason with a subject of its own", fr, parts{"client", "payer", "pour que ma comptable soit contente"}, parts{"client", "payer", "ma comptable soit contente"}},
		{"other words for a reason", en, parts{"buyer", "pay", "In order to leave."}, parts{"buyer", "pay", "leave"}},
		{"nothing to take away", en, parts{"buyer", "pay by card!\nor by check.", "I leave sooner."}, parts{"buyer", "pay by card!\nor by check.", "I leave sooner."}},
		{"a need without a person keeps its own beginning", "add a dashboard", parts{"", "to be decided", ""}, parts{"", "to be decided", ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := scrum.Parse(test.story).Retold(test.typed.Role, test.typed.Goal, test.typed.Benefit)
			if diff := cmp.Diff(test.want, parts{got.Role, got.Goal, got.Benefit}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPartThatNobodyTouchedStaysAsItIs(t *testing.T) {
	t.Parallel()
	p := scrum.Parsed{Kind: scrum.KindStory, Role: "the buyer", Goal: "to pay", Benefit: "so that it is over"}
	if got := p.Retold(p.Role, p.Goal, p.Benefit); got.Role != p.Role || got.Goal != p.Goal || got.Benefit != p.Benefit {
		t.Errorf("Retold = %q, %q, %q", got.Role, got.Goal, got.Benefit)
	}
}
