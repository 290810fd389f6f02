package exchange

import (
	"slices"
	"strings"

	"pogo/scrum"
)

// stateOf reads the status of any of the tools, in English or French. False
// means that it is not known; the story is then in the backlog.
func stateOf(status string) (scrum.StoryState, bool) {
	name := strings.TrimFunc(scrum.Fold(status), func(r rune) bool { return !isWord(r) }) // Trello's lists wear emoji
	for _, s := range []struct {
		state scrum.StoryState
		names []string
	}{
		{scrum.StoryDraft, []string{
			"", "backlog", "to do", "todo", "open", "opened", "new", "triage", "icebox", "inbox",
			"unstarted", "next", "next up", "reopened", "planned", "draft", "ideas", "no status", "a faire", "ouvert", "ouverte", "nouveau", "nouvelle", "a trier", "idees",
		}},
		{scrum.StoryReady, []string{
			"ready", "ready for development", "ready for dev", "ready to start", "selected for development", "refined", "groomed", "definition of ready",
			"pret", "prete", "pret pour le developpement", "selectionne pour le developpement", "affine", "affinee",
		}},
		{scrum.StoryToAccept, []string{
			"to accept", "ready to accept", "ready for acceptance", "in acceptance", "acceptance", "awaiting acceptance", "uat", "in uat", "ready for uat", "user acceptance testing",
			"ready to try", "delivered", "a accepter", "a valider", "en validation", "en recette", "a recetter", "recette",
		}},
		{scrum.StoryChanges, []string{"changes requested", "rework", "needs rework", "a corriger", "a reprendre", "modifications demandees"}},
		{scrum.StoryReleased, []string{"released", "shipped", "deployed", "live", "in production", "livre", "livree", "en production", "mis en production", "deploye", "deployee"}},
		{scrum.StoryStarted, []string{
			"in progress", "doing", "started", "in development", "in review", "review", "code review", "in test", "in testing", "testing", "qa", "in qa", "blocked", "on hold",
			"ready for review", "ready for qa", "ready to test", "waiting", "en cours", "en cours de developpement", "en revue", "en relecture", "en test", "a tester", "bloque", "en attente",
		}},
		{scrum.StoryAccepted, []string{
			"done", "closed", "resolved", "complete", "completed", "accepted", "merged", "finished",
			"termine", "terminee", "fini", "finie", "fait", "ferme", "fermee", "resolu", "resolue", "clos", "close",
		}},
		{scrum.StoryDropped, []string{
			"canceled", "cancelled", "duplicate", "won't do", "won't fix", "wont do", "wont fix", "will not do", "rejected", "declined", "abandoned", "dropped", "obsolete", "not planned", "invalid", "cannot reproduce", //nolint:misspell // because the tools write both
			"annule", "annulee", "abandonne", "abandonnee", "doublon", "rejete", "rejetee", "ne sera pas fait", "ne sera pas corrige", "refuse", "refusee", //nolint:misspell // because it is French
		}},
	} {
		if slices.Contains(s.names, name) {
			return s.state, true
		}
	}
	return scrum.StoryDraft, false
}

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
}
