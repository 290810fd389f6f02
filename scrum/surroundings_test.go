package scrum

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// typed is a story as it is kept when somebody types it.
func typed(key, text string) Story {
	return Story{ID: 1, Key: key, Text: text, Parsed: Parse(text)}
}

func TestRemarksOfTheOtherStories(t *testing.T) {
	t.Parallel()
	roles := []Persona{{PersonaKey("client"), "client", 6}, {PersonaKey("Responsable de projet"), "Responsable de projet", 4}, {PersonaKey("comptable"), "comptable", 2}}
	const good = " je veux exporter les factures afin de gagner du temps\nCritères :\n- un fichier est envoyé"
	asAccountant := "En tant que comptable," + good
	for name, test := range map[string]struct {
		text   string
		size   Points
		around Surroundings
		want   []Remark
	}{
		"a known role in another gender":          {text: "En tant que cliente," + good, around: Surroundings{Personas: roles}},
		"a slip of the pen is asked about":        {text: "En tant que reponsable de projt," + good, around: Surroundings{Personas: roles}, want: []Remark{{"unknown_role", SeverityInfo, "Responsable de projet"}}},
		"a product manager is no project manager": {text: "En tant que chef de produit," + good, around: Surroundings{Personas: []Persona{{PersonaKey("chef de projet"), "chef de projet", 4}}}},
		"a new role where the roles are settled":  {text: "En tant que licorne," + good, around: Surroundings{Personas: roles}, want: []Remark{{"unknown_role", SeverityInfo, ""}}},
		"a new role where none is settled":        {text: "En tant que licorne," + good, around: Surroundings{Personas: roles[:2]}},
		"its own role does not make it known":     {text: "En tant que licorne," + good, around: Surroundings{Personas: append(roles[:3:3], Persona{PersonaKey("licorne"), "licorne", 1})}, want: []Remark{{"unknown_role", SeverityInfo, ""}}},
		"the same need":                           {text: asAccountant, around: Surroundings{Like: []Story{typed("PAY-7", "As a lead, exporter les factures")}}, want: []Remark{{"duplicate", SeverityWarn, "PAY-7"}}},
		"a need like it":                          {text: "En tant que comptable, je veux exporter les factures impayées afin de relancer\nCritères :\n- 1", around: Surroundings{Like: []Story{typed("PAY-7", asAccountant)}}, want: []Remark{{"similar", SeverityInfo, "PAY-7"}}},
		"the opposite":                            {text: "As an editor, I want to hide the drafts of my team so that nobody reads them\nAC:\n- 1", around: Surroundings{Like: []Story{typed("PAY-7", "As an editor, I want to show the drafts of my team so that we discuss them")}}, want: []Remark{{"conflict", SeverityInfo, "PAY-7"}}},
		"the opposite for somebody else is none":  {text: "As an editor, I want to hide the drafts so that nobody reads them\nAC:\n- 1", around: Surroundings{Like: []Story{typed("PAY-7", "As a reader, I want to show the drafts so that we discuss them")}}},
		"not wanting what another wants":          {text: "En tant que client, je ne veux plus recevoir la lettre du mois afin de lire moins\nCA :\n- 1", around: Surroundings{Like: []Story{typed("PAY-7", "En tant que cliente, je veux recevoir la lettre du mois")}}, want: []Remark{{"conflict", SeverityInfo, "PAY-7"}, {"negative_goal", SeverityInfo, ""}}},
		"no criterion yet":                        {text: strings.SplitN(asAccountant, "\n", 2)[0], want: []Remark{{"no_criteria", SeverityInfo, ""}}},
		"thirteen points":                         {text: asAccountant, size: Points{26, true}, want: []Remark{{"too_big", SeverityWarn, ""}}},
		"more than half of what a sprint holds":   {text: asAccountant, size: Points{10, true}, around: Surroundings{Velocity: Points{18, true}}, want: []Remark{{"too_big", SeverityWarn, ""}}},
		"half of what a sprint holds":             {text: asAccountant, size: Points{10, true}, around: Surroundings{Velocity: Points{20, true}}},
		"another template than the team's":        {text: "Afin de gagner du temps, en tant que comptable, je veux exporter les factures\nCA :\n- 1", around: Surroundings{Usual: TemplateConnextra}, want: []Remark{{"not_uniform", SeverityInfo, "connextra"}}},
		"the team's own template":                 {text: "Afin de gagner du temps, en tant que comptable, je veux exporter les factures\nCA :\n- 1", around: Surroundings{Usual: TemplateValueFirst}},
		"a team that writes in the third person":  {text: "Le client doit pouvoir annuler sa commande afin d'éviter un appel\nCA :\n- 1", around: Surroundings{Usual: TemplateThirdPerson}},
		"a criterion that nobody can see":         {text: "As a buyer, I want to pay by card so that I need no cash\nAC:\n- good quality", want: []Remark{{"untestable_criterion", SeverityInfo, ""}}},
		"criteria that somebody can see":          {text: "As a buyer, I want to pay by card so that I need no cash\nAC:\n- a receipt arrives\n- given an account\n- 3 clicks"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := typed("PAY-12", test.text)
			s.Size = test.size
			if diff := cmp.Diff(test.want, RemarksIn(s, test.around)); diff != "" {
				t.Errorf("remarks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestABenefitIsAskedForTwice(t *testing.T) {
	t.Parallel()
	p := Parse("As a buyer, I want to pay by card")
	for n, want := range []bool{true, true, false, false} {
		if got := len(Remarks(p)) == 1; got != want {
			t.Errorf("asked after %d declines: %v, want %v", n, got, want)
		}
		p = p.DeclinedBenefit().Rechecked()
	}
}

func TestTheUsualTemplateIsThatOfSevenInTen(t *testing.T) {
	t.Parallel()
	plain := typed("", "As a buyer, I want to pay so that I have it").Template()
	first := typed("", "In order to save time, as a buyer, I want to pay").Template()
	need := typed("", "add a dashboard").Template()
	for name, test := range map[string]struct {
		stories []Template
		want    Template
	}{
		"four are too few":         {[]Template{plain, plain, plain, plain, need}, ""},
		"seven of ten":             {[]Template{plain, plain, plain, plain, plain, plain, plain, first, first, first}, TemplateConnextra},
		"six of ten":               {[]Template{plain, plain, plain, plain, plain, plain, first, first, first, first}, ""},
		"plain needs do not count": {[]Template{need, need, need, first, first, first, first, first}, TemplateValueFirst},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := UsualTemplate(test.stories); got != test.want {
				t.Errorf("usual template %q, want %q", got, test.want)
			}
		})
	}
}

func TestTheTemplateIsReadFromTheText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Template{
		"As a buyer, I want to pay so that I have it":             TemplateConnextra,
		"Pour gagner du temps, en tant que PO, je veux trier":     TemplateValueFirst,
		"I want to export so that it is kept":                     TemplateNoRole,
		"I want to mute a channel, as a member, so that I focus":  TemplateRoleLate,
		"Quand je pars, je veux déléguer afin que rien ne bloque": TemplateJobStory,
		"Le client doit pouvoir annuler sa commande":              TemplateThirdPerson,
		"Qui : comptable\nQuoi : exporter\nPourquoi : l'audit":    TemplateLabels,
		"En tant que client, exporter mes données":                TemplateInfinitive,
		"Given a\nWhen b\nThen c":                                 TemplateCriteria,
		"add a dashboard":                                         TemplatePlain,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := typed("", text).Template(); got != want {
				t.Errorf("template %q, want %q", got, want)
			}
		})
	}
}
