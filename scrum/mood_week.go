package scrum

import "slices"

// MoodWeek is a week in which somebody answered.
type MoodWeek struct {
	Week  string // its Monday
	Least int    // from so many answers on it is shown: what people were told
}

// MoodFigure is what is shown of a team's mood, and all that is kept of it: of
// a week, or of several together.
type MoodFigure struct {
	From, To string // the first week and the last, by their Mondays
	Median   Mood
	Answers  int
}

// MoodHeld are the answers of weeks that may not be shown by themselves, and
// are shown together with the next.
type MoodHeld struct {
	From  string `json:"from"` // the first of the weeks; "": there are none
	To    string `json:"to"`
	Moods Moods  `json:"moods"`
}

// Stale reports whether answers were held for so long that they are forgotten
// at the end of a week: nobody would know which time a figure is about.
func (h MoodHeld) Stale(week string) bool {
	const most = 4
	return h.From != "" && h.From < WeeksAfter(week, 1-most)
}

// CloseMoodWeek decides what is shown of a week that is over, after what was
// shown last; nil: nothing yet. What is to wait for the next week comes back as
// held, and everything else about the week is to be forgotten.
//
// Fewer answers than least hide nobody, not even together with those of another
// week, which may be by the same people. One more answer or one fewer than what
// was shown last would tell of one person, so that week waits: a figure never
// covers a week that another one covers, and two that follow each other never
// differ by one answer.
func CloseMoodWeek(last *MoodFigure, held MoodHeld, week string, moods Moods, least int) (shown *MoodFigure, still MoodHeld) {
	if held.Stale(week) {
		held = MoodHeld{}
	}
	if moods.Answers() < max(least, MinMoodAnswers) {
		return nil, held
	}
	if held.From == "" {
		held.From = week
	}
	held.To, held.Moods = week, held.Moods.And(moods)
	n := held.Moods.Answers()
	if last != nil && (n == last.Answers+1 || n == last.Answers-1) {
		return nil, held
	}
	return &MoodFigure{From: held.From, To: held.To, Median: held.Moods.Median(), Answers: n}, MoodHeld{}
}

// MoodFell reports whether the mood of a week and the one before it is, in the
// middle, a level or more below that of the six weeks before those, and was not
// yet a week earlier. It goes by what was shown, so that it tells no more than
// that did; where a week of the two, or more than three of the six, was not
// shown, it tells nothing.
func MoodFell(figures []MoodFigure, week string) bool {
	return moodLow(figures, week) && !moodLow(figures, WeeksAfter(week, -1))
}

func moodLow(figures []MoodFigure, week string) bool {
	const recent, before, least = 2, 6, 3
	now := shownMoods(figures, WeeksAfter(week, 1-recent), week)
	usual := shownMoods(figures, WeeksAfter(week, 1-recent-before), WeeksAfter(week, -recent))
	return len(now) == recent && len(usual) >= least && doubleMedian(usual)-doubleMedian(now) >= 2
}

// shownMoods are the levels that were shown of each week from one to another,
// in order.
func shownMoods(figures []MoodFigure, from, to string) []Mood {
	var list []Mood
	for week := from; week <= to; week = WeeksAfter(week, 1) {
		i := slices.IndexFunc(figures, func(f MoodFigure) bool { return f.From <= week && week <= f.To })
		if i >= 0 {
			list = append(list, figures[i].Median)
		}
	}
	slices.Sort(list)
	return list
}

// doubleMedian is twice the middle of sorted levels, which may lie between two.
func doubleMedian(sorted []Mood) Mood {
	return sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]
}
