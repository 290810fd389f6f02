package slacksim

import (
	"slices"
	"time"
)

// A Channel is a conversation: a public or private channel, or a direct message.
type Channel struct {
	ID       string // "C…", "G…" or "D…"; made up when empty
	Name     string // without '#'
	Topic    string
	Private  bool
	Shared   bool // is_ext_shared: with another organization
	Archived bool
	Direct   bool     // a direct message; its members say between whom
	Members  []string // user ids; the app is a member only if Bot().ID is among them

	Created time.Time // set by AddChannel
}

// channel is a conversation with what is in it.
type channel struct {
	Channel
	lastStamp int64
	messages  []*message // oldest first
}

func (c *channel) has(user string) bool { return slices.Contains(c.Members, user) }

// visible says whether a person can look into the conversation.
func (c *channel) visible(p *Person) bool {
	if c.has(p.ID) {
		return true
	}
	// docs.slack.dev: guests and other organizations see only what they were invited to.
	return !c.Private && !c.Direct && !p.Guest && !p.Stranger
}

func (c *channel) snapshot() Channel {
	snap := c.Channel
	snap.Members = slices.Clone(c.Members)
	return snap
}

// AddChannel adds a conversation and returns its id. The app hears
// channel_created for a public one.
func (s *Slack) AddChannel(c Channel) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addChannel(c).ID
}

func (s *Slack) addChannel(c Channel) *channel {
	if c.ID == "" {
		letter := "C"
		if c.Direct {
			letter = "D"
		}
		c.ID = s.newID(letter)
	}
	c.Created = s.cfg.Now()
	c.Members = slices.Clone(c.Members)
	added := &channel{Channel: c}
	s.channels = append(s.channels, added)
	s.byID[c.ID] = added
	if !c.Private && !c.Direct {
		s.emit("channel_created", object{"channel": object{
			"id": c.ID, "name": c.Name, "created": c.Created.Unix(), "creator": first(c.Members),
		}, "event_ts": s.eventStamp()}, nil)
	}
	s.changed(Change{Kind: "channels", Channel: c.ID})
	return added
}

// Channels returns the conversations that a person can see: those they are in,
// and the public ones. A viewer of "" sees all.
func (s *Slack) Channels(viewer string) []Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var seen []Channel
	p := s.person(viewer)
	for _, c := range s.channels {
		if viewer == "" || p != nil && c.visible(p) {
			seen = append(seen, c.snapshot())
		}
	}
	return seen
}

// DM returns the id of the direct message between a person and the app. It
// exists from the moment it is asked for; "" means there is no such person.
func (s *Slack) DM(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.person(user) == nil || user == s.bot.ID {
		return ""
	}
	return s.dm(user).ID
}

func (s *Slack) dm(user string) *channel {
	for _, c := range s.channels {
		if c.Direct && len(c.Members) == 2 && c.has(user) && c.has(s.bot.ID) {
			return c
		}
	}
	return s.addChannel(Channel{Direct: true, Members: []string{user, s.bot.ID}})
}

// channel returns nil when there is none with this id.
func (s *Slack) channel(id string) *channel { return s.byID[id] }

// place returns the conversation where a person wants to do something. It must
// exist for them; member says that they must also be in it.
func (s *Slack) place(p *Person, id string, member bool) (*channel, error) {
	c := s.channel(id)
	switch {
	case c == nil || !c.visible(p):
		return nil, refuse("channel_not_found")
	case member && c.Archived:
		return nil, refuse("is_archived")
	case member && !c.has(p.ID):
		return nil, refuse("not_in_channel")
	}
	return c, nil
}

// channelJSON is a conversation as conversations.info tells it.
// See docs.slack.dev/reference/objects/conversation-object.
func (s *Slack) channelJSON(c *channel) object {
	if c.Direct {
		return object{
			"id": c.ID, "created": c.Created.Unix(), "is_im": true, "is_channel": false, "is_group": false,
			"is_archived": c.Archived, "is_org_shared": false, "user": s.other(c), "is_open": true,
		}
	}
	return object{
		"id": c.ID, "name": c.Name, "name_normalized": c.Name, "created": c.Created.Unix(), "creator": first(c.Members),
		"is_channel": true, "is_group": c.Private, "is_im": false, "is_mpim": false, "is_private": c.Private,
		"is_archived": c.Archived, "is_general": false, "is_member": c.has(s.bot.ID), "is_shared": c.Shared,
		"is_ext_shared": c.Shared, "is_org_shared": false, "is_pending_ext_shared": false,
		"context_team_id": teamID, "topic": object{"value": c.Topic, "creator": "", "last_set": 0},
		"purpose": object{"value": "", "creator": "", "last_set": 0},
	}
}

// other is the person at the other end of the app's direct message.
func (s *Slack) other(c *channel) string {
	for _, member := range c.Members {
		if member != s.bot.ID {
			return member
		}
	}
	return ""
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
