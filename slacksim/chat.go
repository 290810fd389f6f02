package slacksim

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxStoredText = 40_000 // longer texts are cut: docs.slack.dev/changelog/2018-truncating-really-long-messages
	maxUpdateText = 4_000  // docs.slack.dev/reference/methods/chat.update: msg_too_long
	maxMetadata   = 8_000  // metadata_too_large; the size is not documented, this one is a guess
)

// botPlace returns a conversation that the app may know of: private ones only
// as a member. docs.slack.dev/reference/methods/conversations.info: channel_not_found.
func (s *Slack) botPlace(id string) (*channel, error) {
	c := s.channel(id)
	if c == nil || (c.Private || c.Direct) && !c.has(s.bot.ID) {
		return nil, refuse("channel_not_found")
	}
	return c, nil
}

// target returns the conversation that the app posts to. A person's id stands
// for the direct message with them.
// See docs.slack.dev/reference/methods/chat.postMessage#channels.
func (s *Slack) target(id string) (*channel, error) {
	if p := s.person(id); p != nil {
		switch {
		case p.ID == s.bot.ID || p.Bot:
			return nil, refuse("cannot_dm_bot")
		case p.Deleted:
			return nil, refuse("channel_not_found")
		}
		return s.directTarget(s.dm(id))
	}
	if name, ok := strings.CutPrefix(id, "#"); ok {
		i := slices.IndexFunc(s.channels, func(c *channel) bool { return c.Name == name && !c.Private })
		if i >= 0 {
			id = s.channels[i].ID
		}
	}
	c, err := s.botPlace(id)
	switch {
	case err != nil:
		return nil, err
	case c.Archived:
		return nil, refuse("is_archived")
	case c.Direct:
		return s.directTarget(c)
	case !c.has(s.bot.ID) && (s.manifest == nil || !s.manifest.hasScope("chat:write.public")):
		return nil, refuse("not_in_channel")
	}
	return c, nil
}

func (s *Slack) directTarget(c *channel) (*channel, error) {
	if !s.manifest.messagesTab() {
		return nil, refuse("messages_tab_disabled")
	}
	return c, nil
}

// chatPostMessage answers docs.slack.dev/reference/methods/chat.postMessage.
func (s *Slack) chatPostMessage(c *call) (object, error) {
	if c.str("channel") == "" {
		return nil, refuse("channel_not_found")
	}
	ch, err := s.target(c.str("channel"))
	if err != nil {
		return nil, err
	}
	said, err := s.readContent(c)
	if err != nil {
		return nil, err
	}
	metadata, err := readMetadata(c)
	if err != nil {
		return nil, err
	}
	m := &message{
		User: s.bot.ID, Bot: true, Text: said.text, Blocks: said.blocks, ThreadTS: c.str("thread_ts"),
	}
	if string(metadata) != noMetadata {
		m.Metadata = metadata
	}
	if err := ch.thread(m); err != nil {
		return nil, err
	}
	if err := s.allowPost(ch.ID); err != nil {
		return nil, err
	}
	s.post(ch, m)
	answer := object{"channel": ch.ID, "ts": m.TS, "message": s.messageJSON(m, withMetadata(m))}
	if said.truncated {
		answer["warning"] = "message_truncated"
	}
	return answer, nil
}

// thread puts a message into the thread that it names.
func (c *channel) thread(m *message) error {
	if m.ThreadTS == "" {
		return nil
	}
	root := c.find(m.ThreadTS)
	if root == nil {
		// Slack's list for chat.postMessage has no name of its own for this; what
		// conversations.replies says is the nearest.
		return refuse("thread_not_found")
	}
	if root.ThreadTS != "" {
		m.ThreadTS = root.ThreadTS
	}
	return nil
}

// chatUpdate answers docs.slack.dev/reference/methods/chat.update.
func (s *Slack) chatUpdate(c *call) (object, error) {
	ch, err := s.botPlace(c.str("channel"))
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("ts")) // an ephemeral message cannot be updated by its timestamp
	switch {
	case m == nil:
		return nil, refuse("message_not_found")
	case m.User != s.bot.ID || m.Subtype != "":
		return nil, refuse("cant_update_message")
	case ch.Archived:
		return nil, refuse("is_inactive")
	case utf8.RuneCountInString(c.str("text")) > maxUpdateText:
		return nil, refuse("msg_too_long")
	}
	said, err := s.readContent(c)
	if err != nil {
		return nil, err
	}
	metadata, err := readMetadata(c)
	if err != nil {
		return nil, err
	}
	before := s.messageJSON(m, nil)
	m.Text = said.text
	if said.hasBlocks || said.text != "" {
		m.Blocks = said.blocks // blocks stay only if there is no text either
	}
	switch {
	case metadata == nil: // kept if left out
	case string(metadata) == noMetadata:
		m.Metadata = nil
	default:
		m.Metadata = metadata
	}
	s.edited(ch, m, s.bot.ID, before)
	return object{"channel": ch.ID, "ts": m.TS, "text": m.Text, "message": s.messageJSON(m, withMetadata(m))}, nil
}

// chatDelete answers docs.slack.dev/reference/methods/chat.delete.
func (s *Slack) chatDelete(c *call) (object, error) {
	ch, err := s.botPlace(c.str("channel"))
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("ts"))
	switch {
	case m == nil:
		return nil, refuse("message_not_found")
	case m.User != s.bot.ID || m.Subtype != "":
		return nil, refuse("cant_delete_message")
	}
	s.remove(ch, m)
	return object{"channel": ch.ID, "ts": c.str("ts")}, nil
}

// chatPostEphemeral answers docs.slack.dev/reference/methods/chat.postEphemeral.
func (s *Slack) chatPostEphemeral(c *call) (object, error) {
	ch, err := s.botPlace(c.str("channel"))
	if err != nil {
		return nil, err
	}
	said, err := s.readContent(c)
	if err != nil {
		return nil, err
	}
	user := c.str("user")
	switch p := s.person(user); {
	case ch.Archived:
		return nil, refuse("is_archived")
	case !ch.has(s.bot.ID):
		return nil, refuse("not_in_channel")
	case p == nil || p.Deleted || !ch.has(user):
		return nil, refuse("user_not_in_channel")
	}
	m := &message{User: s.bot.ID, Bot: true, Text: said.text, Blocks: said.blocks, EphemeralTo: user, ThreadTS: c.str("thread_ts")}
	s.post(ch, m)
	return object{"message_ts": m.TS}, nil
}

// chatGetPermalink answers docs.slack.dev/reference/methods/chat.getPermalink.
func (s *Slack) chatGetPermalink(c *call) (object, error) {
	ch, err := s.botPlace(c.str("channel"))
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("message_ts"))
	if m == nil {
		return nil, refuse("message_not_found")
	}
	return object{"channel": ch.ID, "permalink": s.permalink(ch, m)}, nil
}

func (s *Slack) permalink(c *channel, m *message) string {
	link := "https://" + teamDomain + ".slack.com/archives/" + c.ID + "/p" + strings.ReplaceAll(m.TS, ".", "")
	if m.ThreadTS != "" && m.ThreadTS != m.TS {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + c.ID
	}
	return link
}
