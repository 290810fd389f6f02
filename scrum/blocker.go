package scrum

import (
	"regexp"
	"strings"
	"time"
	"unicode"
)

// BlockerID identifies a blocker.
type BlockerID int64

// Blocker is something that is in somebody's way, shown with its age until it
// is resolved.
type Blocker struct {
	ID         BlockerID
	Product    ProductID
	Ask        AskID    // the answer that told of it
	Person     PersonID // who is blocked
	Helper     PersonID // who can unblock; "" if nobody was named
	Text       string   // as it was written
	Low        bool     // the person can work on something else meanwhile
	Since      string   // local date, "2026-11-23"
	CreatedAt  time.Time
	ResolvedAt time.Time // zero while it stands
	ResolvedBy PersonID
}

// Resolvers are those who may say that a blocker is gone: who is blocked, who
// was asked to help, if anybody, and the product's owner.
func (b Blocker) Resolvers(p Product) []PersonID {
	resolvers := []PersonID{b.Person}
	if b.Helper != "" {
		resolvers = append(resolvers, b.Helper)
	}
	return append(resolvers, p.Owner)
}

// Same reports whether a text tells of this blocker once more.
func (b Blocker) Same(text string) bool { return bare(b.Text) == bare(text) }

// bare is a blocker without the words that only say that it goes on.
func bare(text string) string {
	var kept []string
	for word := range strings.FieldsFuncSeq(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '@' && r != '#' }) {
		switch word {
		case "still", "always", "toujours", "encore", "tjrs":
		default:
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " ")
}

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
	hindered = regexp.MustCompile(`\b(blocked|waiting (for|on)|stuck|need access|depends? on|bloquee?s?|coincee?s?|j'attends|on attend|` +
		`il (me|nous) faut l'acces|depend(ent)? des?)\b|\ben attente d|\bdepend(ent)? d'`)
	// unhindered are the same words when they deny it.
	unhindered = regexp.MustCompile(`\b(not|isn't|aren't|never|no longer|un|pas|plus|jamais|rien de|rien d'|sans|aucun|no|zero|0)[ -]*` +
		`(point |de |longer )*(blocked|blocking|blockers?|stuck|waiting|bloquee?s?|bloquante?s?|blocages?|coincee?s?)\b`)
	// cleared says that a blocker is gone.
	cleared = regexp.MustCompile(`\b(not (blocked|stuck) any ?more|no longer (blocked|stuck)|unblocked|(n'est |ne suis |suis )?plus (bloquee?s?|coincee?s?)|debloquee?s?|c'est debloque)\b`)
	// nothing is an answer that says no, and no more than that.
	nothing = regexp.MustCompile(`^(no|none|nope|nah|nothing|n/?a|non|aucune?|rien|neant|ras|r\.a\.s\.?|all (good|clear|fine)|everything is (fine|ok)|` +
		`no (blockers?|blocking|problems?|issues?|impediments?|obstacles?|worries)|not blocked|nothing (to report|blocking|special|new|in (my|the) way)|` +
		`rien (a signaler|de bloquant|de special|de particulier|du tout)|(pas|aucun|sans|zero) (de |d')?(blocages?|problemes?|obstacles?|soucis?|points? bloquants?)|` +
		`pas bloquee?s?|(tout|ca) (va bien|roule|baigne|est bon)|ok|none that i know of|nada)` +
		`([ ,;:.!-]+(today|yet|for now|so far|at the moment|right now|on my side|here|aujourd'hui|pour l'instant|pour le moment|a ce stade|de mon cote|` +
		`(thanks|thank you|thx|merci)\b.*))*[ .!,]*$`)
	// denies opens an answer that starts with a no and goes on.
	denies = regexp.MustCompile(`^(no|none|nope|nothing|non|aucune?|rien|pas|neant|ras|all good|tout va bien|not blocked)\b`)
	// meanwhile says that there is something else to do.
	meanwhile = regexp.MustCompile(`\b(but i can|i can still|can still|in the meantime|meanwhile|mais je peux|en attendant|entre-temps|d'ici la je)\b`)
	// asSince introduces the day on which something began.
	asSince = regexp.MustCompile(`\b(?:since|depuis|asked|requested|reported|demandee?s?|signalee?s?)\s+(?:on |le |l')?([a-z]+)\b`)
	// mentioned is a person in a text that Slack encoded.
	mentioned = regexp.MustCompile(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)
)

// ReadObstacle reads an answer. Asked tells that it answers the very question
// of what is in the way, so that whatever is no denial is an obstacle;
// elsewhere only words that say so are.
func ReadObstacle(text string, asked bool) Hindrance {
	folded := Fold(text)
	h := Hindrance{Low: meanwhile.MatchString(folded)}
	if m := mentioned.FindStringSubmatch(text); m != nil {
		h.Helper = PersonID(m[1])
	}
	h.Cleared = cleared.MatchString(folded)
	h.Obstacle = obstacle(folded, asked, h.Cleared)
	return h
}

func obstacle(folded string, asked, cleared bool) Obstacle {
	says := hindered.MatchString(unhindered.ReplaceAllString(folded, " "))
	switch {
	case says:
		return IsObstacle
	case !asked, cleared, nothing.MatchString(folded), !strings.ContainsFunc(folded, isWordRune):
		return NoObstacle
	case denies.MatchString(folded):
		return PerhapsObstacle
	}
	return IsObstacle
}

// BlockedSince returns the date on which a blocker began, if its text says
// so: "since Monday", "demandé hier". Else it is today.
func BlockedSince(text string, today time.Time) time.Time {
	m := asSince.FindStringSubmatch(Fold(text))
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

// WorkingDays counts the working days after one local date up to another:
// from Friday to Monday it is one.
func WorkingDays(from, to string) int {
	day, err := time.Parse(time.DateOnly, from)
	end, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil || end.Sub(day) > 366*24*time.Hour {
		return 0
	}
	n := 0
	for day.Before(end) {
		day = day.AddDate(0, 0, 1)
		if Workdays.Has(day.Weekday()) {
			n++
		}
	}
	return n
}
