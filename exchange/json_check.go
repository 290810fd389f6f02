package exchange

import (
	"slices"

	"pogo/scrum"
)

// wrong says what no story of ours can be.
func (f storyForm) wrong(sprints int) string {
	stay := func(s stayForm) bool { return s.Sprint < 1 || s.Sprint > sprints }
	step := func(s stepForm) bool { return !s.State.Known() }
	size := func(s stayForm) bool { return !isPoints(s.Points) }
	link := func(l linkForm) bool { return !isLink(l) || l.Other == f.Number }
	source := func(s sourceForm) bool { return s.Tool == "" || s.ID == "" }
	for _, test := range []struct {
		wrong bool
		says  string
	}{
		{!isState(f.State) || slices.ContainsFunc(f.Steps, step), "a state that does not exist"},
		{f.Sprint < 0 || f.Sprint > sprints || slices.ContainsFunc(f.Stays, stay), "a sprint that is not in the file"},
		{f.Parent < 0 || f.Parent == f.Number || slices.ContainsFunc(f.Links, link), "an epic or a link that cannot be"},
		{slices.ContainsFunc(f.Sources, source), "a source without a tool or an id"},
		{!isPoints(f.Points) || slices.ContainsFunc(f.Stays, size), "points that are no size"},
		{!f.Worth.Known(), "a worth that nobody can give"},
		{!f.surveysFit(), "a survey that cannot be"},
		{f.Rank < 0 || f.Thumbs < 0, "a rank or a count below nothing"},
		{f.Text == "" || f.CreatedAt.IsZero(), "a story needs a text and when it was written"},
		{f.Hidden && f.Author == "", "a hidden story needs an author, for somebody must see it"},
	} {
		if test.wrong {
			return test.says
		}
	}
	return ""
}

func isState(s scrum.StoryState) bool {
	return s.Known() && s != scrum.StoryUndone
}

func isLink(l linkForm) bool {
	kinds := []scrum.LinkKind{scrum.LinkNeeds, scrum.LinkSplitFrom, scrum.LinkDuplicates, scrum.LinkFollows}
	return l.Other > 0 && slices.Contains(kinds, l.Kind)
}

func isPoints(n *float64) bool {
	return n == nil || *n >= 0 && *n <= scrum.MaxPoints && *n*2 == float64(int(*n*2))
}
