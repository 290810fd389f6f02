package scrum

// Participation is how much of what a team was asked was answered: who was
// away, or skipped the day, was not expected to. It is told of teams alone.
type Participation struct{ Answered, Expected int }

// Share is the share that was answered; false if nothing was expected.
func (p Participation) Share() (float64, bool) { return share(p.Answered, p.Expected) }

// Low reports whether so little was answered that, if it stays so, the time,
// the questions or the days do not suit the team.
func (p Participation) Low() bool {
	const least = 0.6
	part, ok := p.Share()
	return ok && part < least
}
