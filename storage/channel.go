package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const channelColumns = `c.id, c.name, c.private, c.direct, c.shared, c.archived, c.member`

func scanChannel(r row) (scrum.Channel, error) {
	var c scrum.Channel
	err := r.Scan(&c.ID, &c.Name, &c.Private, &c.Direct, &c.Shared, &c.Archived, &c.Member)
	return c, err
}

const upsertChannel = `INSERT INTO channel (id, name, private, direct, shared, archived, member)
	VALUES ($1, $2, $3, $4, $5, $6, $7)
	ON CONFLICT (id) DO UPDATE SET name = excluded.name, private = excluded.private, direct = excluded.direct,
		shared = excluded.shared, archived = excluded.archived, member = excluded.member`

// SaveChannels keeps what Slack says of conversations, replacing what was
// known.
func (tx *Tx) SaveChannels(ctx context.Context, channels ...scrum.Channel) error {
	for _, c := range channels {
		_, err := tx.exec(ctx, upsertChannel, c.ID, c.Name, bit(c.Private), bit(c.Direct), bit(c.Shared), bit(c.Archived), bit(c.Member))
		if err != nil {
			return fmt.Errorf("save channel %s: %w", c.ID, err)
		}
	}
	return nil
}

const selectChannel = `SELECT ` + channelColumns + ` FROM channel c WHERE c.id = $1`

// Channel returns what is known of a conversation, or [scrum.ErrNotFound].
func (tx *Tx) Channel(ctx context.Context, id scrum.ChannelID) (scrum.Channel, error) {
	c, err := one(ctx, tx, scanChannel, selectChannel, id)
	if err != nil {
		return c, fmt.Errorf("channel %s: %w", id, err)
	}
	return c, nil
}

const (
	selectMemberIDs = `SELECT person_id FROM member WHERE channel_id = $1`
	deleteMember    = `DELETE FROM member WHERE channel_id = $1 AND person_id = $2`
	insertMember    = `INSERT INTO member (channel_id, person_id, since_us) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
)

// SetMembers keeps the complete list of those in a conversation as it was read
// at an instant. They need not be known yet. Whoever was in it before is known
// to be there as long as before.
func (tx *Tx) SetMembers(ctx context.Context, channel scrum.ChannelID, people []scrum.PersonID, at time.Time) error {
	before, err := all(ctx, tx, scalar[scrum.PersonID], selectMemberIDs, channel)
	if err != nil {
		return fmt.Errorf("members of %s: %w", channel, err)
	}
	gone := map[scrum.PersonID]bool{}
	for _, id := range before {
		gone[id] = true
	}
	for _, id := range people {
		delete(gone, id)
		if _, err := tx.exec(ctx, insertMember, channel, id, micros(at)); err != nil {
			return fmt.Errorf("add %s to %s: %w", id, channel, err)
		}
	}
	for id := range gone {
		if _, err := tx.exec(ctx, deleteMember, channel, id); err != nil {
			return fmt.Errorf("take %s out of %s: %w", id, channel, err)
		}
	}
	return nil
}

const selectMembers = `SELECT ` + personColumns + ` FROM member m JOIN person p ON p.id = m.person_id
	WHERE m.channel_id = $1 ORDER BY m.person_id`

// Members returns the people in a conversation, by id. Those of whom nothing
// is known yet are left out: they might be from outside.
func (tx *Tx) Members(ctx context.Context, channel scrum.ChannelID) ([]scrum.Person, error) {
	people, err := all(ctx, tx, scanPerson, selectMembers, channel)
	if err != nil {
		return nil, fmt.Errorf("members of %s: %w", channel, err)
	}
	return people, nil
}

const selectOldestMembers = `SELECT ` + personColumns + ` FROM member m JOIN person p ON p.id = m.person_id
	WHERE m.channel_id = $1 ORDER BY m.since_us, m.person_id`

// OldestMembers is [Tx.Members] with those known to be there longest first.
func (tx *Tx) OldestMembers(ctx context.Context, channel scrum.ChannelID) ([]scrum.Person, error) {
	people, err := all(ctx, tx, scanPerson, selectOldestMembers, channel)
	if err != nil {
		return nil, fmt.Errorf("oldest members of %s: %w", channel, err)
	}
	return people, nil
}

const countMember = `SELECT COUNT(*) FROM member WHERE channel_id = $1 AND person_id = $2`

// IsMember reports whether somebody is in a conversation, as far as known.
func (tx *Tx) IsMember(ctx context.Context, channel scrum.ChannelID, person scrum.PersonID) (bool, error) {
	n, err := one(ctx, tx, scalar[int], countMember, channel, person)
	if err != nil {
		return false, fmt.Errorf("is %s in %s: %w", person, channel, err)
	}
	return n > 0, nil
}
