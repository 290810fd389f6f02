package scrum

import (
	"slices"
	"strings"
)

// BlockerClass is what kind of thing a blocker waits for. Blockers of a class
// are often cured together.
type BlockerClass string

// The classes of blockers.
const (
	BlockedByDependency  BlockerClass = "dependency"  // somebody else's work
	BlockedByInformation BlockerClass = "information" // an answer
	BlockedByAccess      BlockerClass = "access"      // a permission, a key, an account
	BlockedByEnvironment BlockerClass = "environment" // something that should run and does not
	BlockedByDecision    BlockerClass = "decision"    // a choice
	BlockedByApproval    BlockerClass = "approval"    // a yes to what is done
)

// BlockerClasses are the classes in the order in which they are offered.
func BlockerClasses() []BlockerClass {
	return []BlockerClass{BlockedByDependency, BlockedByInformation, BlockedByAccess, BlockedByEnvironment, BlockedByDecision, BlockedByApproval}
}

// The words by which classes are known.
var (
	saysAccess = lazily(`\b(access|acces|permissions?|rights|droits?|credentials?|passwords?|mots? de passe|identifiants?|(api )?keys?|cles?|tokens?|` +
		`locked out|log ?in|connecter|denied|not allowed|firewall|jetons?|licen[cs]es?|vpn|comptes?|accounts?|invitations?|habilitations?)\b`)
	saysApproval = lazily(`\b(approv(al|es?|ed)|sign(s|ed)?[ -]off|validations?|valide[rs]?|feu vert|green light|relecture|review(s|ed|er)?|` +
		`accord|go from|le go|signatures?|signe[rs]?|signed)\b`)
	saysDecision = lazily(`\b(decisions?|decides?|decided|choose|choice|choix|choisir|choisisse|arbitrages?|arbitrer|trancher?|priorit(y|ies|es?)|` +
		`which (one|option|way))\b`)
	saysEnvironment = lazily(`\b(staging|environments?|environnements?|servers?|serveurs?|ci|builds?|pipelines?|deploy(ment)?s?|deploiements?|recette|` +
		`(pre)?prod(uction)?|down|en panne|hs|network|reseau|database|base|cluster|crash(es)?|plante|laptop|disk|disque|slow|lente?|tests? (are|sont))\b`)
	// saysAnswer is what somebody is to say, whatever it is about: the answer on
	// staging is no trouble of staging.
	saysAnswer = lazily(`\b(answers?|answered|repl(y|ies|ied)|reponses?|repondre|reponde|repondue?s?|feedback|questions?|news from|nouvelles? (de|du|des|d')|` +
		`confirm(s|ation|e)?|clarif(y|ied|ication|ications)|(retours?) (de|du|des|d'|client|sur)|which \w+ to|which of|sai[st] pas|nobody (knows|can tell)|unsure)\b`)
	saysInformation = lazily(`\b(infos?|informations?|details?|specs?|specifications?|questions?|answers?|repl(y|ies)|reponses?|repondre|reponde|retours?|feedback|` +
		`clarif(y|ied|ication|ications)|precisions?|precise|confirm(s|ation|e)?|docs?|documentation|wording|textes?|figures|chiffres)\b`)
)

// ClassOfBlocker guesses the class of a blocker from its words. What is asked
// for says more than who is asked, and comes first.
func ClassOfBlocker(text string) BlockerClass {
	folded := Fold(text)
	switch {
	case saysAccess().MatchString(folded):
		return BlockedByAccess
	case saysApproval().MatchString(folded):
		return BlockedByApproval
	case saysDecision().MatchString(folded):
		return BlockedByDecision
	case saysAnswer().MatchString(folded):
		return BlockedByInformation
	case saysEnvironment().MatchString(folded) && !awaitsSomebody(folded):
		return BlockedByEnvironment
	case saysInformation().MatchString(folded):
		return BlockedByInformation
	}
	return BlockedByDependency
}

// toDo is who, or what, is to do something: "waiting for Léa to fix staging",
// "j'attends que Léa répare la recette".
var toDo = lazily(`\b(?:waiting (?:for|on)|awaiting|needs?) ([^,.;]{1,40}?) to [a-z]|` +
	`\b(?:j'attends?|on attend|attendons|en attente|il faut|faudrait) qu(?:e |')(\S+(?: \S+)?)`)

// awaitsSomebody reports whether somebody's work is waited for, whatever it is
// about: nobody waits for staging if Léa is to mend it.
func awaitsSomebody(folded string) bool {
	m := toDo().FindStringSubmatch(folded)
	return m != nil && !saysEnvironment().MatchString(m[1]+m[2])
}

// Valid reports whether the class is one of those there are.
func (c BlockerClass) Valid() bool { return slices.Contains(BlockerClasses(), c) }

// goalAtRisk says that more than one story waits.
var goalAtRisk = lazily(`\b(sprint goal|the goal|objectif|deadline|echeance|release|demo|go[ -]live|mise en (prod|ligne|production)|livraison)\b`)

// ThreatensGoal guesses whether a blocker puts more at risk than one story.
func ThreatensGoal(text string) bool { return goalAtRisk().MatchString(Fold(text)) }

// storyInText is the key of a story in a sentence, "PAY-12".
var storyInText = lazily(`(?i)\b\pL[\pL\d]{1,9}-\d{1,6}\b`)

// StoryNamed returns the key of the first story that a text names, as it was
// typed; "" if it names none.
func StoryNamed(text string) string { return storyInText().FindString(text) }

// awaited is who is waited for, in a word.
var awaited = lazily(`(?:\b(?:waiting (?:for|on)|awaiting|until|blocked by|depends? on|asked|attends?|attendons|en attente de|` +
	`bloquee? par|coincee? par|depend de|tant que|demandee? a|question a|d')|@) ?(?:toujours |encore |still |on |que )?@?([\pL-]+)`)

// whose is whose thing is waited for, in a text that waits: "the keys from
// Samir", "la maquette d'Inès", "Tom's review".
var whose = lazily(`\b(?:from|by|par|de|d') ?@?([\pL-]+)|\b([\pL-]+)'s\b`)

// needs says that something is needed.
var needs = lazily(`\b(needs?|il (me|nous) faut)\b`)

// HelperNamed finds, among people, the only one whom a text waits for by their
// first name: "still waiting for Léa". It is "" if that is nobody, or not
// clear.
func HelperNamed(text string, people []Person) PersonID {
	folded, named := Fold(text), map[string]bool{}
	for _, m := range awaited().FindAllStringSubmatch(folded, -1) {
		named[m[1]] = true
	}
	if hindered().MatchString(folded) || isMissing(folded) || needs().MatchString(folded) {
		for _, m := range whose().FindAllStringSubmatch(folded, -1) {
			named[m[1]], named[m[2]] = true, true
		}
	}
	delete(named, "")
	var found PersonID
	for _, p := range people {
		first, _, _ := strings.Cut(Fold(p.Name), " ")
		if !named[first] {
			continue
		}
		if found != "" {
			return ""
		}
		found = p.ID
	}
	return found
}
