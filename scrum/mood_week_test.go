package scrum_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

func TestAWeekIsShownAloneTogetherWithTheNextOrNotAtAll(t *testing.T) {
	t.Parallel()
	four, five, three := scrum.Moods{0, 0, 0, 4, 0}, scrum.Moods{0, 0, 5, 0, 0}, scrum.Moods{1, 1, 1, 0, 0}
	for name, c := range map[string]struct {
		least int
		weeks []scrum.Moods
		want  []scrum.MoodFigure
	}{
		"enough answers":                      {4, []scrum.Moods{four}, []scrum.MoodFigure{{"2026-09-07", "2026-09-07", 4, 4}}},
		"too few are forgotten, not added up": {4, []scrum.Moods{three, three, four}, []scrum.MoodFigure{{"2026-09-21", "2026-09-21", 4, 4}}},
		"three do if the team says so":        {3, []scrum.Moods{three}, []scrum.MoodFigure{{"2026-09-07", "2026-09-07", 2, 3}}},
		"never two":                           {1, []scrum.Moods{{2}}, nil},
		"the same number again": {4, []scrum.Moods{four, four}, []scrum.MoodFigure{
			{"2026-09-07", "2026-09-07", 4, 4}, {"2026-09-14", "2026-09-14", 4, 4},
		}},
		"one more waits for the next week": {4, []scrum.Moods{four, five}, []scrum.MoodFigure{{"2026-09-07", "2026-09-07", 4, 4}}},
		"and is shown together with it": {4, []scrum.Moods{four, five, five}, []scrum.MoodFigure{
			{"2026-09-07", "2026-09-07", 4, 4}, {"2026-09-14", "2026-09-21", 3, 10},
		}},
		"one fewer waits, too, beyond a week of too few": {4, []scrum.Moods{five, four, three, five}, []scrum.MoodFigure{
			{"2026-09-07", "2026-09-07", 3, 5}, {"2026-09-14", "2026-09-28", 3, 9},
		}},
		"what waited for a month is forgotten": {4, []scrum.Moods{five, four, {}, {}, {}, five}, []scrum.MoodFigure{
			{"2026-09-07", "2026-09-07", 3, 5}, {"2026-10-12", "2026-10-12", 3, 5},
		}},
	} {
		if diff := cmp.Diff(c.want, closed(c.least, c.weeks...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Whatever people tap: no two figures cover the same week, none covers a week
// of too few, and two that follow each other never differ by one answer. So no
// figure taken from another leaves one person.
func TestNoTwoFiguresDifferByOnePerson(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		least := rapid.IntRange(scrum.MinMoodAnswers, 6).Draw(t, "least")
		weeks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scrum.Moods {
			var m scrum.Moods
			for range rapid.IntRange(0, 8).Draw(t, "answers") {
				m[rapid.IntRange(0, 4).Draw(t, "level")]++
			}
			return m
		}), 1, 30).Draw(t, "weeks")
		byWeek := map[string]scrum.Moods{}
		for i, m := range weeks {
			byWeek[scrum.WeeksAfter("2026-09-07", i)] = m
		}
		until, answers := "", -2
		for _, f := range closed(least, weeks...) {
			if f.From <= until || f.To < f.From {
				t.Fatalf("%+v covers what was shown up to %s", f, until)
			}
			if d := f.Answers - answers; d == 1 || d == -1 {
				t.Fatalf("%+v follows one of %d answers", f, answers)
			}
			var all scrum.Moods
			for week := f.From; week <= f.To; week = scrum.WeeksAfter(week, 1) {
				if m := byWeek[week]; m.Answers() >= least {
					all = all.And(m)
				}
			}
			if all.Answers() != f.Answers || all.Median() != f.Median {
				t.Fatalf("%+v is of %v", f, all)
			}
			until, answers = f.To, f.Answers
		}
	})
}

// moodsOf are all ways in which n people can answer.
func moodsOf(n int) []scrum.Moods { return moodsFrom(0, n) }

func moodsFrom(level, n int) []scrum.Moods {
	var m scrum.Moods
	if level == len(m)-1 {
		m[level] = n
		return []scrum.Moods{m}
	}
	var list []scrum.Moods
	for here := range n + 1 {
		for _, more := range moodsFrom(level+1, n-here) {
			more[level] = here
			list = append(list, more)
		}
	}
	return list
}

// Somebody joins or leaves, or answers for once, and everybody else says what
// they said the week before, which whoever reads the figures may even know.
// Whatever comes the week after, what was shown before and what is shown now
// leaves open what that one person said.
func TestTwoFiguresLeaveOpenWhatTheOneSaidWhoMakesTheDifference(t *testing.T) {
	t.Parallel()
	for _, sizes := range [][2]int{{3, 3}, {3, 4}, {4, 3}, {4, 4}, {5, 4}} {
		for joins, least := range map[bool]int{true: sizes[0], false: sizes[0] - 1} {
			if least < scrum.MinMoodAnswers {
				continue
			}
			said := map[string]map[scrum.Mood]bool{}
			for _, first := range moodsOf(sizes[0]) {
				for level := scrum.WorstMood; level <= scrum.BestMood; level++ {
					second := first
					if second[level-1]++; !joins {
						second[level-1] -= 2
					}
					if second[level-1] < 0 {
						continue
					}
					if shown := closed(min(least, sizes[1]), first, second); len(shown) != 1 {
						t.Fatalf("%v after %v is shown: %+v", second, first, shown)
					}
					for _, third := range moodsOf(sizes[1]) {
						reads := fmt.Sprint(closed(min(least, sizes[1]), first, second, third))
						if said[reads] == nil {
							said[reads] = map[scrum.Mood]bool{}
						}
						said[reads][level] = true
					}
				}
			}
			for reads, levels := range said {
				if len(levels) < 2 {
					t.Errorf("%v, joins %t: %s tells %v", sizes, joins, reads, levels)
				}
			}
		}
	}
}

// Who is one of four themselves still learns of no other what they said.
func TestOneFigureLeavesOpenWhatEachOfFourOrMoreSaid(t *testing.T) {
	t.Parallel()
	for n := scrum.UsualMoodAnswers; n <= 6; n++ {
		said := map[string]map[scrum.Mood]bool{}
		for _, others := range moodsOf(n - 2) {
			for mine := scrum.WorstMood; mine <= scrum.BestMood; mine++ {
				for theirs := scrum.WorstMood; theirs <= scrum.BestMood; theirs++ {
					all := others
					all[mine-1]++
					all[theirs-1]++
					reads := fmt.Sprintf("of %d with a %d: %v", n, mine, all.Median())
					if said[reads] == nil {
						said[reads] = map[scrum.Mood]bool{}
					}
					said[reads][theirs] = true
				}
			}
		}
		for reads, levels := range said {
			if len(levels) < 2 {
				t.Errorf("%s tells %v", reads, levels)
			}
		}
	}
}

func ExampleCloseMoodWeek() {
	first, held := scrum.CloseMoodWeek(nil, scrum.MoodHeld{}, "2026-11-02", scrum.Moods{0, 1, 1, 2, 0}, scrum.UsualMoodAnswers)
	fmt.Println(first.Answers, first.Median)
	// One more answers the week after: that week waits for the next.
	second, held := scrum.CloseMoodWeek(first, held, "2026-11-09", scrum.Moods{0, 1, 1, 3, 0}, scrum.UsualMoodAnswers)
	fmt.Println(second == nil, held.From)
	third, _ := scrum.CloseMoodWeek(first, held, "2026-11-16", scrum.Moods{0, 0, 1, 4, 0}, scrum.UsualMoodAnswers)
	fmt.Println(third.From, third.To, third.Answers, third.Median)
	// Output:
	// 4 4
	// true 2026-11-09
	// 2026-11-09 2026-11-16 10 4
}
