package scrum

import "time"

// Quiet is when somebody is not to be disturbed next, or now, as Slack says of
// them. The zero value is never.
type Quiet struct{ From, Until time.Time }

// Holds reports whether the person is not to be disturbed at an instant.
func (q Quiet) Holds(at time.Time) bool { return !at.Before(q.From) && at.Before(q.Until) }
