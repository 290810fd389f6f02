package scrum

import "strings"

// Retold returns p with its role, goal and benefit as a person typed them into
// a form. Asked "why? (so that …)", people answer "so that I need no cash":
// the words that introduce a part are none of it, and its card says them
// already. What has no such words stays as it was typed, and so does a part
// that nobody touched.
func (p Parsed) Retold(role, goal, benefit string) Parsed {
	if role = strings.TrimSpace(role); role != p.Role {
		p.Role = withoutLead(role, labeledRole)
	}
	if benefit = strings.TrimSpace(benefit); benefit != p.Benefit {
		p.Benefit = withoutLead(benefit, labeledWhy)
	}
	if goal = strings.TrimSpace(goal); goal != p.Goal {
		p.Goal = goal
		if p.Role != "" || p.Kind == KindStory || p.Kind == KindJobStory {
			p.Goal = withoutLead(goal, new(reading).labeledGoal)
		}
	}
	return p
}

// withoutLead is what read finds in a text, if that is more than the text without its
// full stop.
func withoutLead(text string, read func(string) string) string {
	if found := read(text); found != tidy(text) {
		return found
	}
	return text
}
