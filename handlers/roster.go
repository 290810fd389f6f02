package handlers

import "pogo/scrum"

// Roster is what Slack says of people and conversations; bot looks it up and
// hands it to [Handlers.Learn].
type Roster struct {
	People   []scrum.Person
	Channels []scrum.Channel
	Members  map[scrum.ChannelID][]scrum.PersonID // complete lists, by conversation
}
