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
			"", "backlog", "to do", "todo", "open", "opened", "new", "ready", "ready for development", "selected for development", "triage", "icebox", "inbox",
			"unstarted", "next", "next up", "reopened", "planned", "draft", "ideas", "no status", "a faire", "ouvert", "ouverte", "nouveau", "nouvelle", "pret", "a trier", "idees",
		}},
		{scrum.StoryStarted, []string{
			"in progress", "doing", "started", "in development", "in review", "review", "code review", "in test", "in testing", "testing", "qa", "in qa", "blocked", "on hold",
			"ready for review", "ready for qa", "ready to test", "waiting", "en cours", "en cours de developpement", "en revue", "en relecture", "en recette", "en test", "a tester", "bloque", "en attente",
		}},
		{scrum.StoryAccepted, []string{
			"done", "closed", "resolved", "complete", "completed", "released", "shipped", "accepted", "merged", "deployed", "finished", "live",
			"termine", "terminee", "fini", "finie", "fait", "ferme", "fermee", "resolu", "resolue", "livre", "livree", "en production", "clos", "close",
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
