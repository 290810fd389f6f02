package handlers

import (
	"context"
	"fmt"

	"pogo/scrum"
)

// Roster is what Slack says of people and conversations; bot looks it up and
// hands it to [Handlers.Learn].
type Roster struct {
	People   []scrum.Person
	Channels []scrum.Channel
	Members  map[scrum.ChannelID][]scrum.PersonID // complete lists, by conversation
}

// Knows reports whether the person and the channel have been looked up
// before, so that a request of theirs can be judged.
func (h *Handlers) Knows(ctx context.Context, person scrum.PersonID, channel scrum.ChannelID) (personKnown, channelKnown bool) {
	_ = h.store.Read(ctx, func(tx Tx) error {
		_, errPerson := tx.Person(ctx, person)
		_, errChannel := tx.Channel(ctx, channel)
		personKnown, channelKnown = errPerson == nil, errChannel == nil
		return nil
	}) // what cannot be read is not known
	return personKnown, channelKnown
}

// Learn keeps what Slack says of people, conversations and their members, and
// lets the nouns follow: whoever joined a team is asked at its next stand-up.
func (h *Handlers) Learn(ctx context.Context, r Roster) error {
	err := h.store.Write(ctx, func(tx Tx) error {
		if err := tx.SavePeople(ctx, r.People...); err != nil {
			return err
		}
		if err := tx.SaveChannels(ctx, r.Channels...); err != nil {
			return err
		}
		for channel, members := range r.Members {
			if err := tx.SetMembers(ctx, channel, members); err != nil {
				return err
			}
		}
		for _, follow := range h.rosterChanges {
			if err := follow(ctx, h, tx, r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("learn of people and channels: %w", err)
	}
	return nil
}
