package scrum

import (
	"strconv"
	"strings"
	"time"
)

// GroomID identifies one going-through of old stories.
type GroomID int64

// Groom is somebody's going through the oldest stories of a backlog, one
// after the other.
type Groom struct {
	ID        GroomID
	Product   ProductID
	Person    PersonID
	Weeks     int // how often it comes by itself; 0: it was asked for
	StartedAt time.Time
	EndedAt   time.Time // zero while a story waits
	Items     []GroomItem
}

// GroomItem is a story that is offered, and what became of it.
type GroomItem struct {
	Story   StoryID
	Since   time.Time // its last change when it was offered
	Verdict GroomVerdict
}

// GroomVerdict is what somebody decides of an old story.
type GroomVerdict string

// The verdicts; "" is none yet.
const (
	GroomKept      GroomVerdict = "kept"
	GroomRewritten GroomVerdict = "rewritten"
	GroomDropped   GroomVerdict = "dropped"
	GroomSkipped   GroomVerdict = "skipped"
	GroomGone      GroomVerdict = "gone" // it went into a sprint, or was closed, meanwhile
)

// Limits of grooming.
const (
	GroomDefault = 5
	GroomMost    = 10
	// GroomRest is how long a story that was kept is not offered again.
	GroomRest = 60 * 24 * time.Hour
	// GroomOld is how long a story must lie untouched to be offered.
	GroomOld = 30 * 24 * time.Hour
	// GroomClock is when old stories come by themselves, on a working day.
	GroomClock Clock = "09:00"
)

// GroomQuery asks for the stories of a product that were not changed for
// longest, are in no sprint, and that a person may see.
type GroomQuery struct {
	Product   ProductID
	Viewer    PersonID
	Untouched time.Time // since then at least
	KeptLast  time.Time // not kept since then
	Limit     int
}

// Current is the item that waits for a verdict; -1 if none does.
func (g Groom) Current() int {
	for i, item := range g.Items {
		if item.Verdict == "" {
			return i
		}
	}
	return -1
}

// GroomAsk is what somebody wants of grooming: to see a number of stories now;
// if Weeks is not 0, to be shown some by itself every so many weeks; or, if
// Off, no more of that.
type GroomAsk struct {
	Count int
	Weeks int
	Off   bool
}

var groomEvery = lazily(`^(?:every|each|toutes les|chaque) ?(\d{1,2})? ?(?:w|wk|wks|weeks?|s|sem|semaines?)$`)

// ParseGroom reads what follows "groom": nothing, a number, "every 2w",
// "toutes les 2 semaines", "off". More stories than [GroomMost] are as many.
func ParseGroom(text string) (GroomAsk, bool) {
	folded := FoldName(strings.ReplaceAll(text, "\u202f", " "))
	switch folded {
	case "":
		return GroomAsk{Count: GroomDefault}, true
	case "off", "stop", "never", "jamais", "arreter", "non":
		return GroomAsk{Off: true}, true
	}
	if m := groomEvery().FindStringSubmatch(folded); m != nil {
		weeks := 1
		if m[1] != "" {
			weeks, _ = strconv.Atoi(m[1]) // digits
		}
		return GroomAsk{Weeks: weeks}, weeks >= 1 && weeks <= MaxSprintWeeks
	}
	n, err := strconv.Atoi(folded)
	return GroomAsk{Count: min(n, GroomMost)}, err == nil && n > 0
}

var groomMeant = lazily(`^(?:[-−+]?\d+|(?:every|each|tous les|toutes les|chaque)\b.*)$`)

// MeansGroom reports whether what follows "groom" means to ask for something,
// even if [ParseGroom] cannot tell what: "0", "every 1m". Else it is words to
// look for.
func MeansGroom(text string) bool {
	_, ok := ParseGroom(text)
	return ok || groomMeant().MatchString(FoldName(strings.ReplaceAll(text, "\u202f", " ")))
}

// GroomDay is the first working day after today, on which old stories come for
// the first time.
func GroomDay(now time.Time, zone *time.Location, rest Holidays) string {
	return rest.WorkingFrom(dateIn(now, zone).AddDate(0, 0, 1).Format(time.DateOnly))
}

// GroomDayAfter returns the first day after now that is a whole number of
// periods after a date. A period is the given number of weeks.
func GroomDayAfter(date string, weeks int, now time.Time, zone *time.Location) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil || weeks < 1 {
		return GroomDay(now, zone, nil)
	}
	for !day.After(dateIn(now, zone)) {
		day = day.AddDate(0, 0, 7*weeks)
	}
	return day.Format(time.DateOnly)
}
