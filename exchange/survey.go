package exchange

import (
	"slices"
	"time"

	"pogo/scrum"
)

// surveyForm is a survey of how people feel about a story (Kano).
type surveyForm struct {
	StartedBy scrum.PersonID `json:"started_by"`
	StartedAt time.Time      `json:"started"`
	EndsAt    time.Time      `json:"ends"`
	ClosedAt  time.Time      `json:"closed,omitzero"`
	Asked     []askedForm    `json:"asked,omitempty"`
}

// askedForm is somebody who was asked and, once they answered, what they feel
// with the story and without it.
type askedForm struct {
	Person  scrum.PersonID `json:"person"`
	Present scrum.Feeling  `json:"with,omitempty"`
	Absent  scrum.Feeling  `json:"without,omitempty"`
	At      time.Time      `json:"at,omitzero"`
}

func fromSurvey(k scrum.Kano) surveyForm {
	f := surveyForm{StartedBy: k.StartedBy, StartedAt: k.StartedAt, EndsAt: k.EndsAt, ClosedAt: k.ClosedAt}
	for _, a := range k.Asked {
		f.Asked = append(f.Asked, askedForm(a))
	}
	return f
}

func (f surveyForm) survey() scrum.Kano {
	k := scrum.Kano{StartedBy: f.StartedBy, StartedAt: f.StartedAt, EndsAt: f.EndsAt, ClosedAt: f.ClosedAt}
	for _, a := range f.Asked {
		k.Asked = append(k.Asked, scrum.KanoAnswer(a))
	}
	return k
}

// isSurvey reports whether a survey can be one of ours: each person is asked
// once, and answers both questions or none.
func (f surveyForm) isSurvey() bool {
	asked := map[scrum.PersonID]bool{}
	for _, a := range f.Asked {
		given := slices.Contains(scrum.Feelings(), a.Present) && slices.Contains(scrum.Feelings(), a.Absent)
		if a.Person == "" || asked[a.Person] || !given && a.Present+a.Absent != "" {
			return false
		}
		asked[a.Person] = true
	}
	return !f.StartedAt.IsZero() && !f.EndsAt.IsZero()
}

// surveysFit reports whether all surveys of a story are valid. Only the last
// may still run.
func (f storyForm) surveysFit() bool {
	for i, survey := range f.Surveys {
		if !survey.isSurvey() || survey.ClosedAt.IsZero() && i < len(f.Surveys)-1 {
			return false
		}
	}
	return true
}
