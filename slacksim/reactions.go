package slacksim

import (
	"slices"
	"strings"
)

// React adds an emoji (a name without colons) to a message.
func (s *Slack) React(user, channel, ts, emoji string) error {
	return s.reactAs(user, channel, ts, emoji, s.addReaction)
}

// Unreact takes it back.
func (s *Slack) Unreact(user, channel, ts, emoji string) error {
	return s.reactAs(user, channel, ts, emoji, s.removeReaction)
}

type reactFunc func(c *channel, m *message, p *Person, emoji string) error

func (s *Slack) reactAs(user, channel, ts, emoji string, do reactFunc) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.actor(user)
	if err != nil {
		return err
	}
	c, err := s.place(p, channel, true)
	if err != nil {
		return err
	}
	m := c.find(ts)
	if m == nil {
		return refuse("message_not_found")
	}
	return do(c, m, p, strings.Trim(emoji, ":"))
}

// Slack's reference says that there are limits, not which
// (docs.slack.dev/reference/methods/reactions.add: too_many_emoji,
// too_many_reactions). These are the defaults that its help pages name.
const (
	maxEmojiPerMessage    = 50
	maxReactionsPerPerson = 23
)

func (s *Slack) addReaction(c *channel, m *message, p *Person, name string) error {
	emoji, ok := s.emojiName(name)
	if !ok {
		return refuse("invalid_name")
	}
	i := slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Name == emoji })
	mine := 0
	for _, r := range m.Reactions {
		if slices.Contains(r.Users, p.ID) {
			mine++
		}
	}
	switch {
	case i >= 0 && slices.Contains(m.Reactions[i].Users, p.ID):
		return refuse("already_reacted")
	case i < 0 && len(m.Reactions) >= maxEmojiPerMessage:
		return refuse("too_many_emoji")
	case mine >= maxReactionsPerPerson:
		return refuse("too_many_reactions")
	case i < 0:
		m.Reactions = append(m.Reactions, Reaction{Name: emoji})
		i = len(m.Reactions) - 1
	}
	m.Reactions[i].Users = append(m.Reactions[i].Users, p.ID)
	s.reacted("reaction_added", c, m, p, emoji)
	return nil
}

func (s *Slack) removeReaction(c *channel, m *message, p *Person, name string) error {
	emoji, ok := s.emojiName(name)
	if !ok {
		return refuse("invalid_name")
	}
	i := slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Name == emoji })
	if i < 0 || !slices.Contains(m.Reactions[i].Users, p.ID) {
		return refuse("no_reaction")
	}
	m.Reactions[i].Users = slices.DeleteFunc(m.Reactions[i].Users, func(id string) bool { return id == p.ID })
	if len(m.Reactions[i].Users) == 0 {
		m.Reactions = slices.Delete(m.Reactions, i, i+1)
	}
	s.reacted("reaction_removed", c, m, p, emoji)
	return nil
}

// reacted tells the app, of its own reactions too.
// See docs.slack.dev/reference/events/reaction_added.
func (s *Slack) reacted(event string, c *channel, m *message, p *Person, emoji string) {
	s.emit(event, object{
		"user": p.ID, "reaction": emoji, "item_user": m.User, "event_ts": s.eventStamp(),
		"item": object{"type": "message", "channel": c.ID, "ts": m.TS},
	}, c)
	s.changed(Change{Kind: "reaction", Channel: c.ID})
}

func (s *Slack) reactionsAdd(c *call) (object, error) {
	return s.botReacts(c, s.addReaction)
}

func (s *Slack) reactionsRemove(c *call) (object, error) {
	return s.botReacts(c, s.removeReaction)
}

func (s *Slack) botReacts(c *call, do reactFunc) (object, error) {
	ch, m, err := s.item(c)
	switch {
	case err != nil:
		return nil, err
	case ch.Archived:
		return nil, refuse("is_archived")
	case !ch.has(s.bot.ID):
		return nil, refuse("not_in_channel") // reactions need membership, also in public channels
	}
	return object{}, do(ch, m, &s.bot, c.str("name"))
}

// reactionsGet answers docs.slack.dev/reference/methods/reactions.get.
func (s *Slack) reactionsGet(c *call) (object, error) {
	ch, m, err := s.item(c)
	if err != nil {
		return nil, err
	}
	link := s.permalink(ch, m)
	told := s.messageJSON(m, object{"permalink": link})
	return object{"type": "message", "channel": ch.ID, "message": told}, nil
}

// item is the message that a call names by channel and timestamp.
func (s *Slack) item(c *call) (*channel, *message, error) {
	if c.str("channel") == "" || c.str("timestamp") == "" {
		return nil, nil, refuse("no_item_specified")
	}
	ch, err := s.botPlace(c.str("channel"))
	if err != nil {
		return nil, nil, err
	}
	m := ch.find(c.str("timestamp"))
	if m == nil {
		return nil, nil, refuse("message_not_found")
	}
	return ch, m, nil
}
