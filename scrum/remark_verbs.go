package scrum

import (
	"cmp"
	"strings"
)

var (
	joint   = lazily(`(?:\b(?:and|or|then|et|ou|puis)\b|[&/,])+ ?(?:(?:then|also|to|aussi|ensuite|puis|de|d'|les?|l'|et|ou|and|or) ?\b)*`)
	comma   = lazily(`^, ?$`)
	nominal = lazily(`^(?:the|an?|my|our|their|all|some|any|more|le|la|les|l'|une?|des|mon|ma|mes|nos|notre) ?`)
)

// jointsOf returns where the parts of a folded goal are joined.
func jointsOf(goal string) [][]int {
	if !strings.ContainsAny(goal, "&/,") && !holdsWord(goal, isJoint) {
		return nil
	}
	return joint().FindAllStringIndex(goal, -1)
}

func isJoint(word string) bool {
	switch word {
	case "and", "or", "then", "et", "ou", "puis":
		return true
	}
	return false
}

// joinsVerbs reports whether the goal is two deeds: "export and print".
func (d draft) joinsVerbs() bool {
	noun := nominal().MatchString(d.goal)
	for _, at := range jointsOf(d.goal) {
		rest := d.goal[at[1]:]
		if d.Lang == French {
			if isInfinitive(rest) {
				return true
			}
		} else if !noun && !comma().MatchString(d.goal[at[0]:at[1]]) && isEnglishVerb(leadingWord(rest)) {
			return true
		}
	}
	return false
}

// managesAll reports whether the goal is several of create, see, change and
// delete, or a verb that hides them.
func (d draft) managesAll() bool {
	first := ""
	for _, start := range append([][]int{{0, 0}}, jointsOf(d.goal)...) {
		family := crudFamily(leadingWord(d.goal[start[1]:]))
		if family == "manage" || family != "" && first != "" && family != first {
			return true
		}
		first = cmp.Or(first, family)
	}
	return false
}

// crudFamily names the family of a folded verb: create, view, update or
// delete, or manage, which is all of them.
func crudFamily(verb string) string {
	switch verb {
	case "create", "add", "creer", "ajouter":
		return "create"
	case "view", "see", "read", "list", "display", "consult", "voir", "consulter", "afficher", "lister", "visualiser":
		return "view"
	case "edit", "update", "modify", "change", "rename", "modifier", "editer", "changer", "renommer":
		return "update"
	case "delete", "remove", "supprimer", "effacer", "retirer", "enlever":
		return "delete"
	case "manage", "handle", "administer", "gerer", "administrer": //nolint:misspell // French
		return "manage"
	}
	return ""
}

// isEnglishVerb lists the verbs of goals; words that are more often nouns
// ("order", "report", "list") are left out.
func isEnglishVerb(word string) bool {
	switch word {
	case "add", "create", "edit", "update", "modify", "change", "delete", "remove", "view", "see", "read", "display", "show", "hide", "export",
		"import", "print", "download", "upload", "send", "receive", "share", "save", "store", "archive", "restore", "search", "find", "browse",
		"filter", "sort", "select", "choose", "pick", "assign", "approve", "reject", "validate", "confirm", "cancel", "submit", "publish",
		"unpublish", "invite", "join", "leave", "follow", "unfollow", "track", "monitor", "compare", "copy", "move", "rename", "merge", "split",
		"pay", "buy", "sell", "book", "reserve", "refund", "register", "subscribe", "unsubscribe", "configure", "customize", "enable", "disable",
		"activate", "deactivate", "connect", "disconnect", "reset", "delegate", "notify", "mute", "pin", "tag", "rate", "reply", "scan", "sign",
		"manage", "handle", "administer", "write", "draw", "play", "pause", "stop", "start", "resume", "schedule", "translate", "duplicate":
		return true
	}
	return false
}
