package scrum_test

import (
	"testing"

	"pogo/scrum"
)

func TestWhateverAStoryLacksHasARepairThatAsksForIt(t *testing.T) {
	t.Parallel()
	bug := scrum.Story{Parsed: scrum.Parse("the page crashes")}
	plain := scrum.Story{Parsed: scrum.Parse("add a dashboard")}
	for lack, want := range map[scrum.Lack]scrum.Field{
		scrum.LackWho: scrum.FieldRole, scrum.LackWhat: scrum.FieldGoal, scrum.LackWhy: scrum.FieldBenefit,
		scrum.LackExpected: scrum.FieldReport, scrum.LackCriterion: scrum.FieldCriterion, scrum.LackEstimate: scrum.FieldSize,
		scrum.LackDependency: scrum.FieldGoal,
	} {
		s := plain
		if lack == scrum.LackExpected {
			s = bug
		}
		if got := lack.Remark().Asks(s); len(got) != 1 || got[0] != want {
			t.Errorf("%s asks for %v, want %s", lack, got, want)
		}
	}
}
