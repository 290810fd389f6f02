package scrum

import (
	"slices"
	"strings"
)

// SplitPattern is a way to cut a story into smaller ones that are each worth
// something by themselves.
type SplitPattern string

// The patterns, after Richard Lawrence.
const (
	SplitStories    SplitPattern = "stories"        // several were told at once
	SplitOperations SplitPattern = "operations"     // one verb each
	SplitCRUD       SplitPattern = "crud"           // create, see, change, delete
	SplitVariations SplitPattern = "variations"     // one kind of data each
	SplitRules      SplitPattern = "rules"          // the plain case first
	SplitSpeed      SplitPattern = "defer_speed"    // first that it works, then how fast
	SplitSteps      SplitPattern = "workflow_steps" // one step each
	SplitInterfaces SplitPattern = "interfaces"     // one device or channel each
	SplitSpike      SplitPattern = "spike"          // find out first
)

// SplitHint is one way to split a story. Pieces are the goals that its own
// words give; there are none where only its author can name them.
type SplitHint struct {
	Pattern SplitPattern
	Pieces  []string
}

// SplitHints returns the ways to split a story that its words suggest, those
// that give pieces first; a story that suggests none is one to find out about.
func SplitHints(s Story) []SplitHint {
	goal := splittable(s)
	folded := Fold(goal)
	var hints []SplitHint
	add := func(pattern SplitPattern, applies bool, pieces []string) {
		if applies || len(pieces) > 1 {
			hints = append(hints, SplitHint{Pattern: pattern, Pieces: pieces})
		}
	}
	if slices.Contains(s.Warnings, severalStories) {
		add(SplitStories, false, Stories(s.Text))
	}
	add(SplitSteps, false, steps(goal))
	if len(hints) == 0 {
		add(SplitOperations, false, operations(goal, s.Lang))
	}
	add(SplitCRUD, false, crudOperations(goal, s.Lang))
	add(SplitInterfaces, false, interfaces(goal))
	add(SplitRules, false, ruled(goal))
	add(SplitSpeed, false, deferred(goal))
	add(SplitVariations, everyKind().MatchString(folded), variations(goal, hints))
	if len(hints) == 0 {
		return []SplitHint{{Pattern: SplitSpike}}
	}
	slices.SortStableFunc(hints, func(a, b SplitHint) int { return min(len(b.Pieces), 1) - min(len(a.Pieces), 1) })
	return hints
}

// splittable is a goal in which every blank is one space, so that places in
// it and in its folded form are the same.
func splittable(s Story) string {
	const most = 2000 // runes; nobody reads more in a form
	runes := []rune(strings.Join(strings.Fields(s.Goal), " "))
	return tidy(string(runes[:min(len(runes), most)]))
}

var (
	andWant = lazily(`^(?:i|we|je|j'|nous|on) ?(?:also |aussi )?(?:want to|need to|wish to|want|need|would like to|veux|voudrais|souhaite|` +
		`aimerais|veut|souhaitons|voulons)(?: (?:aussi|also|pouvoir))? `)
	thenWords = lazily(`,? (?:and |et )?(?:then|puis|ensuite|after that|apres cela) (?:to )?`)
	everyKind = lazily(`\b(?:all|every|any|each|kinds? of|types? of|various|several|tous|toutes|chaque|(?:types?|sortes?|genres?) de|` +
		`n'importe quel(?:le)?s?|plusieurs|divers(?:es)?|quel que soit)\b`)
	exception = lazily(`,? (?:unless|except(?: for| when| if)?|but not|only if|provided that|subject to|according to|` +
		`sauf(?: si| quand| pour)?|excepte|a moins qu(?:e |')|hormis|seulement si|uniquement si|a condition (?:que |qu'|de )|en fonction d(?:e |u |es )|` +
		`selon) ?`)
	speed = lazily(`,? ?(?:\b(?:in|within|under|in under|in less than|en moins de|en|sous) )?(?:[<≤]=? ?)?\d+(?:[.,]\d+)? ?` +
		`(?:ms|milliseconds?|millisecondes?|s|secs?|seconds?|secondes?|mins?|minutes?)\b|` +
		` (?:very |tres )?(?:quickly|fast|instantly|immediately|in real time|rapidement|vite|instantanement|immediatement|en temps reel)\b`)
	manyDevices = lazily(`\b(on|by|via|from|in|sur|par|depuis|through) ` + device + `(?:(?:, | and | or | et | ou |, and |, or )` +
		`(?:on |by |via |sur |par |depuis |from )?` + device + `)+\b`)
	betweenDevices = lazily(`(?:, and |, or |, | and | or | et | ou )(?:on |by |via |sur |par |depuis |from )?`)
	listing        = lazily(`([\pL\d'-]+)((?:, [\pL\d'-]+)*),? (?:and|or|et|ou) ([\pL\d'-]+)$`)
)

const device = `(?:the |le |la |l'|un |une |a )?(?:mobiles?|web|desktop|tablets?|tablettes?|phones?|telephones?|ios|android|iphone|ordinateurs?|` +
	`computers?|slack|e-?mails?|mails?|courriels?|sms|push|apps?|applis?|applications?|site|website|browser|navigateur|whatsapp|teams|courrier|post)`

// cut returns the runes [from, to) of a text, given places in its folded form.
func cut(text, folded string, from, to int) string {
	start := len([]rune(folded[:from]))
	return tidy(string([]rune(text)[start : start+len([]rune(folded[from:to]))]))
}

// parted cuts a text at separators found in its folded form.
func parted(text string, at [][]int) []string {
	folded, from := Fold(text), 0
	var pieces []string
	for _, sep := range at {
		pieces = append(pieces, cut(text, folded, from, sep[0]))
		from = sep[1]
	}
	pieces = append(pieces, cut(text, folded, from, len(folded)))
	return slices.DeleteFunc(pieces, func(p string) bool { return p == "" })
}

// steps are the links of a chain: "scan, then pay, then print".
func steps(goal string) []string { return parted(goal, thenWords().FindAllStringIndex(Fold(goal), -1)) }

// operations are the deeds of a goal, each with the object that the last of
// them has: "create, edit and delete projects" is "create projects", ….
func operations(goal string, lang Lang) []string {
	folded := Fold(goal)
	var at [][]int
	for _, j := range joint().FindAllStringIndex(folded, -1) {
		rest := folded[j[1]:]
		if want := andWant().FindStringIndex(strings.TrimLeft(rest, " ")); want != nil {
			at = append(at, []int{j[0], j[1] + len(rest) - len(strings.TrimLeft(rest, " ")) + want[1]})
		} else if lang == French && isInfinitive(rest) || lang != French && isEnglishVerb(leadingWord(strings.TrimLeft(rest, " "))) {
			at = append(at, j)
		}
	}
	return withObjects(parted(goal, at))
}

// withObjects gives a lone verb the object of the next deed that has one.
func withObjects(deeds []string) []string {
	object := ""
	for i := len(deeds) - 1; i >= 0; i-- {
		if _, own, found := strings.Cut(deeds[i], " "); found {
			object = own
			continue
		}
		deeds[i] = strings.TrimSpace(deeds[i] + " " + object)
	}
	return deeds
}

// crudOperations are what "manage" hides.
func crudOperations(goal string, lang Lang) []string {
	verb, object, found := strings.Cut(goal, " ")
	if !found || crudFamily(Fold(verb)) != "manage" {
		return nil
	}
	verbs := []string{"create", "see", "change", "delete"}
	if lang == French {
		verbs = []string{"créer", "voir", "modifier", "supprimer"}
	}
	for i := range verbs {
		verbs[i] += " " + object
	}
	return verbs
}

// interfaces are the devices or channels of a goal, one each.
func interfaces(goal string) []string {
	folded := Fold(goal)
	at := manyDevices().FindStringSubmatchIndex(folded)
	if at == nil {
		return nil
	}
	before, after := cut(goal, folded, 0, at[3]), cut(goal, folded, at[1], len(folded))
	list := cut(goal, folded, at[3], at[1])
	var pieces []string
	for _, one := range parted(list, betweenDevices().FindAllStringIndex(Fold(list), -1)) {
		pieces = append(pieces, strings.TrimSpace(before+" "+one+" "+after))
	}
	return pieces
}

// ruled is the plain case, and the case with its rule.
func ruled(goal string) []string {
	folded := Fold(goal)
	at := exception().FindStringIndex(folded)
	if at == nil || at[0] == 0 {
		return nil
	}
	return []string{cut(goal, folded, 0, at[0]), goal}
}

// deferred is the goal at any speed, and at the speed it asks for.
func deferred(goal string) []string {
	folded := Fold(goal)
	at := speed().FindStringIndex(folded)
	if at == nil {
		return nil
	}
	slow := strings.TrimSpace(cut(goal, folded, 0, at[0]) + " " + cut(goal, folded, at[1], len(folded)))
	if len(words(slow)) == 0 {
		return nil
	}
	return []string{slow, goal}
}

// variations are the kinds that a goal lists at its end: "export invoices as
// CSV, Excel and PDF". Where another way has parted the list, there are none.
func variations(goal string, found []SplitHint) []string {
	folded := Fold(goal)
	at := listing().FindStringSubmatchIndex(folded)
	if at == nil || at[2] == 0 || slices.ContainsFunc(found, func(h SplitHint) bool {
		return h.Pattern == SplitOperations || h.Pattern == SplitSteps || h.Pattern == SplitInterfaces
	}) {
		return nil
	}
	before := cut(goal, folded, 0, at[2])
	list := cut(goal, folded, at[2], at[1])
	var pieces []string
	for _, one := range parted(list, betweenDevices().FindAllStringIndex(Fold(list), -1)) {
		pieces = append(pieces, before+" "+one)
	}
	return pieces
}
