package scrum

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestARewriteMovesWordsAndNeverLosesOne(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text     string
		remark   Remark
		sentence string
		criteria []string
	}{
		{"En temps que client je veux suivre mon colis afin de savoir quand il arrive", Remark{Rule: "spelling_en_tant_que"}, "En tant que client\nje veux suivre mon colis\nafin de savoir quand il arrive", nil},
		{"Afin de savoir quand il arrive, en temps que client, je veux suivre mon colis", Remark{Rule: "spelling_en_tant_que"}, "Afin de savoir quand il arrive\nen tant que client\nje veux suivre mon colis", nil},
		{"Le client doit pouvoir annuler sa commande afin d'éviter un appel", Remark{Rule: "third_person"}, "En tant que client\nje souhaite annuler ma commande\nafin d'éviter un appel", nil},
		{"Un client doit pouvoir s'inscrire", Remark{Rule: "third_person"}, "En tant que client\nje souhaite m'inscrire", nil},
		{"Le client doit pouvoir voir un vendeur et ses avis", Remark{Rule: "third_person"}, "En tant que client\nje souhaite voir un vendeur et ses avis", nil},
		{"Customers should be able to cancel their order so that they can leave", Remark{Rule: "third_person"}, "As Customers\nI want to cancel my order\nso that I can leave", nil},
		{"As a client, export my data so that I can leave", Remark{Rule: "missing_want"}, "As a client\nI want to export my data\nso that I can leave", nil},
		{"En temps que visiteur, je veux qu'un rappel soit envoyé pour que je n'oublie rien", Remark{Rule: "spelling_en_tant_que"}, "En tant que visiteur\nje veux qu'un rappel soit envoyé\npour que je n'oublie rien", nil},
		{"In order to save time, as a manager, I want to approve requests", Remark{Rule: "not_uniform", Hint: "connextra"}, "As a manager\nI want to approve requests\nin order to save time", nil},
		{"As a nurse, I want to see allergies (all of them, see the file) so that I avoid mistakes", Remark{Rule: "minimal_brackets"}, "As a nurse\nI want to see allergies\nso that I avoid mistakes", []string{"all of them, see the file"}},
		{"As a seller (or a clerk), I want labels, not notes [blue (or red)], so that parcels leave", Remark{Rule: "minimal_brackets"}, "As a seller\nI want labels, not notes\nso that parcels leave", []string{"or a clerk", "blue (or red)"}},
		{"As a seller, I want labels so that parcels leave. This is late.", Remark{Rule: "minimal_punctuation"}, "As a seller\nI want labels\nso that parcels leave", []string{"This is late"}},
		{"En tant que vendeuse, je veux des étiquettes : en bleu ; afin que les colis partent", Remark{Rule: "minimal_punctuation"}, "En tant que vendeuse\nje veux des étiquettes\nafin que les colis partent", []string{"en bleu"}},
		{"En tant que clinet, je veux payer", Remark{Rule: "unknown_role", Hint: "client"}, "En tant que client\nje veux payer", nil},
	} {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			s := typed("PAY-1", test.text)
			got, ok := Rewrite(s, test.remark)
			if !ok || got.Text != s.Text {
				t.Fatalf("rewritten: %v; the original is now %q", ok, got.Text)
			}
			if got.Sentence() != test.sentence {
				t.Errorf("sentence %q, want %q", got.Sentence(), test.sentence)
			}
			if diff := cmp.Diff(test.criteria, got.Criteria); diff != "" {
				t.Errorf("criteria (-want +got):\n%s", diff)
			}
			got.Parsed = got.RecheckedSince(s.Parsed)
			for _, r := range RemarksIn(got, Surroundings{}) {
				if r.Rule == test.remark.Rule {
					t.Errorf("%s is remarked on still", r.Rule)
				}
			}
		})
	}
}

func TestWhatCannotBeComputedIsAsked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]map[string]Repair{
		"As a buyer, I want to pay (by card":                    {"minimal_brackets": RepairAsk},
		"As a buyer, I want to pay (by card)":                   {"minimal_brackets": RepairRewrite},
		"add a dashboard":                                       {"not_a_story": RepairAsk},
		"As a user, I want to create and print a fast page":     {"atomic_verbs": RepairSplit, "generic_role": RepairAsk, "vague": RepairAsk, "missing_benefit": RepairAsk},
		"En tant que licorne, je veux payer pour gagner":        {"unknown_role": RepairAsk},
		"As a buyer I want to pay as in US-12 so that I get it": {"dependency": RepairLink},
		"As a buyer I want to pay, depends on the cart":         {"dependency": RepairAsk},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			for rule, repair := range want {
				r, s := Remark{Rule: rule}, typed("PAY-1", text)
				if got := r.Repair(s); got != repair {
					t.Errorf("%s: %s, want %s", rule, got, repair)
				}
				if fields := r.Asks(s); repair == RepairAsk && len(fields) == 0 {
					t.Errorf("%s asks for nothing", rule)
				}
			}
		})
	}
}

func TestWhatWasSaidOfAPartHoldsUntilItChanges(t *testing.T) {
	t.Parallel()
	was := Parse("As a <role>, I want <goal> so that it is done")
	now := was
	now.Role = "buyer"
	if diff := cmp.Diff([]string{"placeholder_goal"}, now.RecheckedSince(was).Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	was = Parse("En temps que client, je veux voir et je veux payer")
	now = was
	now.Criteria = []string{"un reçu arrive"}
	if diff := cmp.Diff(was.Warnings, now.RecheckedSince(was).Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

func TestADiffHoldsBothTexts(t *testing.T) {
	t.Parallel()
	for _, texts := range [][2]string{
		{"En temps que client", "En tant que client"},
		{"", "all of it"},
		{"all of it", ""},
		{"the same", "the same"},
		{"As a buyer\nI want to pay (by card)\nso that", "As a buyer\nI want to pay\nso that"},
		{strings.Repeat("one two ", 300), strings.Repeat("two one ", 300)},
	} {
		var before, after []string
		for _, c := range Diff(texts[0], texts[1]) {
			if !c.Coming {
				before = append(before, c.Text)
			}
			if !c.Gone {
				after = append(after, c.Text)
			}
		}
		for i, got := range [][]string{before, after} {
			if diff := cmp.Diff(strings.Fields(texts[i]), strings.Fields(strings.Join(got, " "))); diff != "" {
				t.Errorf("%.40q, side %d (-want +got):\n%s", texts, i, diff)
			}
		}
	}
}
