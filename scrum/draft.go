package scrum

import "time"

// Draft is a need typed where Pogo is no member. It stays private to its
// author until they ask again; joining the channel publishes nothing.
type Draft struct {
	ID      string
	Person  PersonID
	Channel ChannelID
	Command string // "/story"
	Text    string // as typed
	At      time.Time
}
