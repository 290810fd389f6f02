package scrum

import (
	"strings"
	"time"
)

// Obstacle is what an answer says of blockers.
type Obstacle int

// The readings of an answer. Perhaps is one that a machine should not decide:
// the person is asked.
const (
	NoObstacle Obstacle = iota
	IsObstacle
	PerhapsObstacle
)

// Hindrance is what was read in an answer.
type Hindrance struct {
	Obstacle Obstacle
	Cleared  bool     // it says that what was in the way is gone
	Low      bool     // work goes on meanwhile
	Helper   PersonID // the first person mentioned
}

var (
	// hindered says that something is in the way, in any answer.
	hindered = lazily(`\b(blocked|stuck|waiting (for|on)|awaiting|held up|on hold|need access|depends? on|(do not|don't|no longer) have access|` +
		`bloquee?s?|coincee?s?|en suspens|j'attends?|on attend|nous attendons|depend(ent)? des?|impossible (de|d')|` +
		`il (me|nous) (manque|faut l'acces)|pas acces (a|au|aux))\b|\ben attente d|\bdepend(ent)? d'|` +
		`\b(can't|cannot|can not|peu[xt] pas|pouvons pas)\b.*\b(until|before|unless|without|tant que|avant|sans)\b`)
	// unhindered are the same words when they deny it.
	unhindered = lazily(`\b(not|isn't|aren't|won't|never|no longer|un|pas|plus|jamais|rien de|rien d'|sans|aucun|no|zero|0)[ -]*` +
		`(point |de |be |longer )*(blocked|blocking|blockers?|stuck|waiting|bloquee?s?|bloquante?s?|blocages?|coincee?s?)\b|` +
		`\b(nothing|nobody|no one) is (blocked|blocking|stuck)\b|\brien ne (me |nous )?bloque\b|\bpersonne n'est (bloque|coince)\b`)
	// lacks opens an answer with a no that says what is missing.
	lacks = lazily(`^((still |toujours |encore )?(no|not any|pas|aucune?|sans) (de |d')?(access|acces|permissions?|rights|droits?|credentials|passwords?|mot de passe|` +
		`accounts?|comptes?|licen[cs]es?|vpn|wifi|internet|laptops?|ordinateurs?|(test )?data|jeux? de donnees|answers?|repl(y|ies)|responses?|reponses?|` +
		`feedback|retours?|news|nouvelles?|environments?|environnements?|specs?|maquettes?|designs?)|no one (has|can|knows|answers)|nobody (has|can|knows|answers)|personne n')\b`)
	// lacksNothing follows such a no where it denies a trouble with it.
	lacksNothing = lazily(`^.{0,30}\b(problems?|problemes?|issues?|soucis?|needed|required|necessaires?|bloques?|today|to report|a signaler)\b`)
	// helpsOthers opens an answer with what somebody does for others.
	helpsOthers = lazily(`^(i'?ll |i will |i am |i'm |going to |to |je vais |(je dois |je vais )?aider .{1,30} a |help(ing)? (to )?)?(unblock|unblocking|blocking|debloquer)\b`)
	// hinders tells in whose way the person themselves is; who that is will tell
	// of it, if it is so. "Je bloque sur" is another thing.
	hinders = lazily(`\b(i'?m|i am|we'?re|we are|i|we) (currently |still |now )?(blocking|block|holding up) (<?@\S+|\pL+)|` +
		`\b(je|on|nous) (bloquons|bloque) (<?@\S+|(mon |ma |mes |nos |notre )?\pL{3,})`)
	notSomebody = lazily(`bloque(ons)? (sur|car|avec|dans|par|pour|parce|depuis|encore|toujours|dessus|ici|car|les?|des|une?|pas|plus|completement|totalement|vraiment|aussi|donc|la|quand|chez)\b`)
	// idle is what people wait for with pleasure.
	idle = lazily(`\b(waiting (for|on)|j'attends?|on attend) (just |the |my |le |la |mon |les |mes |l')?` +
		`(lunch|coffee|tea|weekend|week-end|holidays?|vacation|dejeuner|cafe|pause|vacances|retraite)\b[ .,!)]*$`)
	// justSo says more after a no that the person means: "no blocker, just waiting
	// for the build".
	justSo = lazily(`^(no blockers?|not blocked|nothing blocking|pas de blocages?|rien de bloquant|pas bloquee?|aucun blocage)[ ,;:.–—-]+(\S+ ){0,2}(just|only|simply|juste|seulement|simplement)\b`)
	// overcome tells of a blocker that is past.
	overcome = lazily(`\b(was|were|etais|etait|etaient|etions)\b.*\b(solved|resolved|fixed|sorted|unblocked|resolue?s?|reglee?s?|debloquee?s?)\b`)
	// cleared says that a blocker is gone.
	cleared = lazily(`\b(not (blocked|stuck) any ?more|no longer (blocked|stuck)|unblocked|(n'est |ne suis |suis )?plus (bloquee?s?|coincee?s?)|debloquee?s?|c'est debloque)\b`)
	// nothing is an answer that says no, and no more than that.
	nothing = lazily(`^(` + noMore + `)([ ,;:.!-]+(` + noMore + `|today|yet|for now|so far|at the moment|right now|on my side|here|for me|me today|` +
		`aujourd'hui|pour l'instant|pour le moment|a ce stade|de mon cote|pour moi|(thanks|thank you|thx|merci)\b.*))*[ .!,]*$`)
	// denies opens an answer that starts with a no and goes on.
	denies = lazily(`^(no|none|nope|nothing|non|aucune?|rien|pas|neant|ras|all good|tout va bien|not blocked)\b`)
	// unsure is what only the person can decide: a guess, or good news.
	unsure = lazily(`\b(maybe|perhaps|not sure|peut-etre|pas sure?)\b|^(i |we |j'ai |on a )?(got|received|solved|fixed|recu|resolu|regle)\b`)
	// except introduces what comes after a denial.
	except = lazily(`\b(but|however|except|though|mais|sauf|par contre|cependant|en revanche)\b`)
	// meanwhile says that there is something else to do.
	meanwhile = lazily(`\b(but i can|i can still|can still|in the meantime|meanwhile|mais je peux|en attendant|entre-temps|d'ici la je)\b`)
	// asSince introduces the day on which something began.
	asSince = lazily(`\b(?:since|depuis|asked|requested|reported|demandee?s?|signalee?s?)\s+(?:(?:a )?\S+ (?:on |le )|(?:a \S+ )?(?:on |le |l')?)([a-z]+)\b`)
	// mentioned is a person in a text that Slack encoded.
	mentioned = lazily(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)
)

// noMore are the answers that say no.
const noMore = `no|none|nope|nah|nothing|n/?a|non|aucune?|rien|neant|ras|r\.a\.s\.?|not really|i'm (good|fine|ok)|pas vraiment|` +
	`all (is )?(good|clear|fine|ok)|everything is (fine|ok)|no (blockers?|blocking|problems?|issues?|impediments?|obstacles?|worries)|not blocked|` +
	`nothing (to report|blocking|special|new|in (my|the) way)|rien (a signaler|de bloquant|de special|de particulier|du tout)|` +
	`(pas|aucun|sans|zero) (de |d')?(blocages?|problemes?|obstacles?|soucis?|points? bloquants?)|pas bloquee?s?|` +
	`(tout|ca) (va( bien)?|roule|baigne|est (bon|ok))|ok|none that i know of|nada`

// ReadObstacle reads an answer. Asked tells that it answers the very question
// of what is in the way, so that whatever is no denial is an obstacle;
// elsewhere only words that say so are.
func ReadObstacle(text string, asked bool) Hindrance {
	folded := Fold(text)
	h := Hindrance{Low: meanwhile().MatchString(folded)}
	if m := mentioned().FindStringSubmatch(text); m != nil {
		h.Helper = PersonID(m[1])
	}
	h.Cleared = cleared().MatchString(folded) || overcome().MatchString(folded)
	h.Obstacle = obstacle(folded, asked, h.Cleared)
	if _, others := withoutOthers(folded); others && h.Obstacle == PerhapsObstacle {
		h.Helper = "" // it is they who wait
	}
	return h
}

func obstacle(folded string, asked, cleared bool) Obstacle {
	now := idle().ReplaceAllString(overcome().ReplaceAllString(folded, " "), " ")
	said, others := withoutOthers(unhindered().ReplaceAllString(now, " "))
	denied := unhindered().FindStringIndex(now)
	switch {
	case justSo().MatchString(folded) && !except().MatchString(folded):
		return NoObstacle
	case hindered().MatchString(said):
		return IsObstacle
	case cleared, others && !asked, onlyDenies(now), !strings.ContainsFunc(now, isWordRune):
		return NoObstacle
	case others:
		return PerhapsObstacle
	case denied != nil && except().MatchString(now[denied[1]:]):
		return PerhapsObstacle
	case !asked:
		return NoObstacle
	case isMissing(folded):
		return IsObstacle
	case denied != nil && len(strings.Fields(said)) <= shortDenial:
		return NoObstacle
	case denied != nil, denies().MatchString(folded), unsure().MatchString(folded), helpsOthers().MatchString(folded):
		return PerhapsObstacle
	}
	return IsObstacle
}

// withoutOthers takes off a text in whose way its author is, and reports whether
// it says so.
func withoutOthers(text string) (string, bool) {
	others := false
	rest := hinders().ReplaceAllStringFunc(text, func(found string) string {
		if notSomebody().MatchString(found) {
			return found
		}
		others = true
		return " "
	})
	return rest, others
}

// ObstacleIn is what a longer text says of something in the way: the sentences
// that do, and what goes on about them, as "asked on Monday". It is the whole
// text if none of them says so alone.
func ObstacleIn(text string) string {
	var kept []string
	for _, part := range sentencesOf(text) {
		folded := Fold(part)
		goesOn := len(kept) > 0 && (asSince().MatchString(folded) || meanwhile().MatchString(folded))
		if goesOn || ReadObstacle(part, false).Obstacle == IsObstacle {
			kept = append(kept, strings.TrimSpace(part))
		}
	}
	if len(kept) == 0 {
		return text
	}
	return strings.Join(kept, " ")
}

// sentenceEnds are where a text may be cut: a line, or a mark before a space.
var sentenceEnds = lazily(`[.!?…]+\s+|\n+`)

func sentencesOf(text string) []string {
	var parts []string
	from := 0
	for _, at := range sentenceEnds().FindAllStringIndex(text, -1) {
		parts, from = append(parts, text[from:at[1]]), at[1]
	}
	return append(parts, text[from:])
}

// NothingToReport reports whether an answer only says no, in either language:
// "RAS", "nothing special today", "merci, rien de mon côté".
func NothingToReport(text string) bool {
	folded := Fold(text)
	return onlyDenies(folded) || onlyDenies(politely().ReplaceAllString(folded, ""))
}

func onlyDenies(folded string) bool { return nothing().MatchString(inWords(folded)) }

// isMissing reports whether a folded text begins with what somebody does not have.
func isMissing(folded string) bool {
	return lacks().MatchString(folded) && !lacksNothing().MatchString(folded)
}

// shortDenial is how many words a denial may have besides "not blocked"
// without saying more than that: "I am … I think".
const shortDenial = 4

// inWords is a folded text without emoji and the like.
func inWords(folded string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if isWordRune(r) || strings.ContainsRune(" '.,;:!?-/", r) {
			return r
		}
		return -1
	}, folded))
}

// BlockedSince returns the date on which a blocker began, if its text says
// so: "since Monday", "demandé hier". Else it is today.
func BlockedSince(text string, today time.Time) time.Time {
	m := asSince().FindStringSubmatch(Fold(text))
	if m == nil {
		return today
	}
	switch m[1] {
	case "yesterday", "hier":
		return today.AddDate(0, 0, -1)
	}
	day, ok := parseWeekday(m[1])
	if !ok {
		return today
	}
	back := (int(today.Weekday()) - int(day) + 7) % 7
	return today.AddDate(0, 0, -back)
}
