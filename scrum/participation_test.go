package scrum_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestHabitsCountWhoWasExpectedAndNobodyElse(t *testing.T) {
	t.Parallel()
	nine := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	answered := func(after time.Duration, text string) scrum.Ask {
		return scrum.Ask{State: scrum.AskAnswered, AskedAt: nine, AnsweredAt: nine.Add(after), Answers: scrum.Answers{scrum.QuestionNext: text}}
	}
	unasked := answered(time.Hour, "by myself")
	unasked.AskedAt = time.Time{}
	for name, c := range map[string]struct {
		asks []scrum.Ask
		want scrum.Habits
	}{
		"nobody": {nil, scrum.Habits{}},
		"one of two": {
			[]scrum.Ask{answered(10*time.Minute, "PAY-1"), {State: scrum.AskMissed, AskedAt: nine}},
			scrum.Habits{Participation: scrum.Participation{Answered: 1, Expected: 2}, Asked: 2, Wait: 10 * time.Minute},
		},
		"who skipped was excused": {
			[]scrum.Ask{answered(time.Hour, "PAY-1"), {State: scrum.AskSkipped, AskedAt: nine}},
			scrum.Habits{Participation: scrum.Participation{Answered: 1, Expected: 1}, Asked: 2, Skipped: 1, Wait: time.Hour},
		},
		"who can still answer is not late":             {[]scrum.Ask{{State: scrum.AskOpen, AskedAt: nine}}, scrum.Habits{}},
		"who opened the form unasked was not expected": {[]scrum.Ask{{State: scrum.AskMissed}}, scrum.Habits{}},
		"an answer nobody asked for has no wait": {
			[]scrum.Ask{unasked}, scrum.Habits{Participation: scrum.Participation{Answered: 1, Expected: 1}},
		},
		"600 characters are not long, 601 are": {
			[]scrum.Ask{answered(1, strings.Repeat("é", 600)), answered(3, strings.Repeat("é", 601)), answered(2, "")},
			scrum.Habits{Participation: scrum.Participation{Answered: 3, Expected: 3}, Asked: 3, Long: 1, Wait: 2},
		},
	} {
		if diff := cmp.Diff(c.want, scrum.HabitsOf(c.asks)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func ExampleParticipation_Low() {
	week := scrum.Participation{Answered: 11, Expected: 20}
	fmt.Println(week.Share())
	fmt.Println(week.Low())
	// Output:
	// 0.55 true
	// true
}
