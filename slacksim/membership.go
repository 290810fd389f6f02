package slacksim

import "slices"

// Invite adds a person (or the app) to a channel. Whoever is not in a public
// channel may join it alone, by inviting themselves.
func (s *Slack) Invite(by, user, channel string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	inviter, err := s.actor(by)
	if err != nil {
		return err
	}
	guest, err := s.actor(user)
	if err != nil {
		return err
	}
	c, err := s.place(inviter, channel, by != user)
	switch {
	case err != nil:
		return err
	case c.Archived:
		return refuse("is_archived")
	case c.Direct:
		return refuse("method_not_supported_for_channel_type")
	case c.has(user):
		return refuse("already_in_channel")
	case guest.Stranger && !c.Shared:
		return refuse("external_user_not_allowed") // docs.slack.dev/apis/slack-connect
	}
	s.join(c, guest, by)
	return nil
}

func (s *Slack) join(c *channel, p *Person, by string) {
	c.Members = append(c.Members, p.ID)
	s.post(c, &message{User: p.ID, Subtype: "channel_join", Text: "<@" + p.ID + "> has joined the channel"})
	event := object{
		"user": p.ID, "channel": c.ID, "channel_type": letterOf(c), "team": p.TeamID, "event_ts": s.eventStamp(),
	}
	if by != p.ID {
		event["inviter"] = by
	}
	s.emit("member_joined_channel", event, c)
	s.changed(Change{Kind: "channels", Channel: c.ID})
}

// Leave takes a person (or the app) out of a channel.
func (s *Slack) Leave(user, channel string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.person(user) // someone deactivated may be taken out too
	if p == nil {
		return refuse("user_not_found")
	}
	c, err := s.place(p, channel, true)
	if err != nil {
		return err
	}
	if c.Direct {
		return refuse("method_not_supported_for_channel_type")
	}
	// The app is told of its own leaving by channel_left, of others' by member_left_channel.
	event := object{"user": user, "channel": c.ID, "channel_type": letterOf(c), "team": p.TeamID, "event_ts": s.eventStamp()}
	if user != s.bot.ID {
		s.emit("member_left_channel", event, c)
	} else {
		s.emit(kindOf(c)+"_left", object{"channel": c.ID, "actor_id": user, "event_ts": s.eventStamp()}, c)
	}
	c.Members = slices.DeleteFunc(c.Members, func(id string) bool { return id == user })
	s.post(c, &message{User: user, Subtype: "channel_leave", Text: "<@" + user + "> has left the channel"})
	s.changed(Change{Kind: "channels", Channel: c.ID})
	return nil
}

// Archive archives a channel.
func (s *Slack) Archive(user, channel string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.manage(user, channel)
	if err != nil {
		return err
	}
	s.emit(kindOf(c)+"_archive", object{"channel": c.ID, "user": user, "event_ts": s.eventStamp()}, c)
	c.Archived = true
	s.changed(Change{Kind: "channels", Channel: c.ID})
	return nil
}

// Rename renames a channel.
func (s *Slack) Rename(user, channel, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.manage(user, channel)
	if err != nil {
		return err
	}
	c.Name = name
	s.emit(kindOf(c)+"_rename", object{
		"channel": object{"id": c.ID, "name": name, "created": c.Created.Unix()}, "event_ts": s.eventStamp(),
	}, c)
	s.changed(Change{Kind: "channels", Channel: c.ID})
	return nil
}

// manage returns the channel that a person wants to change as a whole.
func (s *Slack) manage(user, id string) (*channel, error) {
	p, err := s.actor(user)
	if err != nil {
		return nil, err
	}
	c, err := s.place(p, id, true)
	if err != nil {
		return nil, err
	}
	if c.Direct {
		return nil, refuse("method_not_supported_for_channel_type")
	}
	return c, nil
}

// letterOf is the channel_type of the member_… events.
// See docs.slack.dev/reference/events/member_joined_channel.
func letterOf(c *channel) string {
	if c.Private {
		return "G"
	}
	return "C"
}

// kindOf is the prefix of a channel's events: private channels still say group.
func kindOf(c *channel) string {
	if c.Private {
		return "group"
	}
	return "channel"
}
