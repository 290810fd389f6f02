package slacksim

import (
	"encoding/json"
	"slices"
)

// A Message is what one person sees at one place of a conversation.
type Message struct {
	ID       string // names an ephemeral message, which cannot be found by its timestamp; else empty
	Channel  string
	TS       string
	ThreadTS string // the first message of its thread, or "" outside threads (and for a first message without answers)
	User     string
	Bot      bool // posted by an app
	Text     string
	Blocks   json.RawMessage // nil when there are none
	Metadata json.RawMessage // nil when there is none
	Files    json.RawMessage // nil when there are none

	Subtype     string // "channel_join", "channel_leave", "tombstone"…
	Reactions   []Reaction
	Edited      bool   // marked so; Slack does not mark edits of blocks (docs.slack.dev/reference/methods/chat.update)
	EphemeralTo string // the only person who sees it
	ReplyCount  int
	ReplyUsers  []string
	LatestReply string
	Command     string // the typed command, on the message that made it public
}

// A Reaction is an emoji under a message and who put it there, first come first.
type Reaction struct {
	Name  string
	Users []string
}

// message is a Message with what Slack keeps beside it. Blocks, metadata and
// files are replaced as a whole, never changed, so that payloads may share them.
type message struct {
	ID, Channel, TS, ThreadTS, User string
	Text, Subtype, EphemeralTo      string
	Command                         string
	Bot                             bool            // by this app
	OtherBot                        bool            // by another app's user
	Blocks, Metadata, Files         json.RawMessage // nil when there are none
	Reactions                       []Reaction
	EditedTS, EditedBy              string
	ReplyUsers                      []string
	Replies                         int
	LatestReply                     string
	State                           object // what people filled in: block id → action id → value
}

// Messages returns what a person sees in a conversation, oldest first, answers
// in threads and messages only for them included. A viewer of "" sees
// everything.
func (s *Slack) Messages(viewer, channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channel(channel)
	if c == nil {
		return nil
	}
	if p := s.person(viewer); viewer != "" && (p == nil || !c.visible(p)) {
		return nil
	}
	var seen []Message
	for _, m := range c.messages {
		if viewer == "" || m.EphemeralTo == "" || m.EphemeralTo == viewer {
			seen = append(seen, m.snapshot())
		}
	}
	return seen
}

func (m *message) snapshot() Message {
	snap := Message{
		ID: m.ID, Channel: m.Channel, TS: m.TS, ThreadTS: m.ThreadTS, User: m.User, Bot: m.Bot || m.OtherBot, Text: m.Text,
		Subtype: m.Subtype, Edited: m.EditedTS != "" && len(m.Blocks) == 0, EphemeralTo: m.EphemeralTo, ReplyCount: m.Replies,
		ReplyUsers: slices.Clone(m.ReplyUsers), LatestReply: m.LatestReply, Command: m.Command,
		Blocks: slices.Clone(m.Blocks), Metadata: slices.Clone(m.Metadata), Files: slices.Clone(m.Files),
	}
	for _, r := range m.Reactions {
		snap.Reactions = append(snap.Reactions, Reaction{Name: r.Name, Users: slices.Clone(r.Users)})
	}
	return snap
}

// decodeBlocks reads what was checked and written here before.
func (m *message) decodeBlocks() []any {
	var blocks []any
	_ = json.Unmarshal(m.Blocks, &blocks) // of none, none
	return blocks
}

// find returns the message with this timestamp, ephemeral ones excepted: Slack
// does not keep those. What is looked for is mostly new.
func (c *channel) find(ts string) *message {
	for _, m := range slices.Backward(c.messages) {
		if m.TS == ts && m.EphemeralTo == "" {
			return m
		}
	}
	return nil
}

// post puts a message into a conversation and dates it. It tells the app as
// Slack does, of the app's own posts too.
func (s *Slack) post(c *channel, m *message) {
	m.Channel, m.TS = c.ID, c.stamp(s.cfg.Now())
	c.messages = append(c.messages, m)
	if m.EphemeralTo != "" {
		m.ID = s.newID("E")
		s.changed(Change{Kind: "message", Channel: c.ID, User: m.EphemeralTo})
		return
	}
	if m.ThreadTS != "" {
		c.answered(m)
	}
	s.emit(messageEvent(c), s.messageJSON(m, object{
		"type": "message", "channel": c.ID, "channel_type": channelType(c), "event_ts": m.TS,
	}), c)
	s.changed(Change{Kind: "message", Channel: c.ID})
}

// answered keeps the thread's counts on its first message.
func (c *channel) answered(answer *message) {
	root := c.find(answer.ThreadTS)
	if root == nil {
		return
	}
	root.ThreadTS, root.LatestReply = root.TS, answer.TS
	root.Replies++
	if !slices.Contains(root.ReplyUsers, answer.User) {
		root.ReplyUsers = append(root.ReplyUsers, answer.User)
	}
}

// remove deletes a message. The first one of a thread leaves a tombstone.
func (s *Slack) remove(c *channel, m *message) {
	gone := s.messageJSON(m, nil)
	if m.Replies > 0 && m.ThreadTS == m.TS {
		*m = message{
			Channel: m.Channel, TS: m.TS, ThreadTS: m.ThreadTS, User: "USLACKBOT", Subtype: "tombstone",
			Text: "This message was deleted.", Replies: m.Replies, ReplyUsers: m.ReplyUsers, LatestReply: m.LatestReply,
		}
	} else {
		c.messages = slices.DeleteFunc(c.messages, func(other *message) bool { return other == m })
		if root := c.find(m.ThreadTS); root != nil && m.ThreadTS != "" && m.EphemeralTo == "" {
			root.Replies = max(0, root.Replies-1)
		}
	}
	if m.EphemeralTo == "" {
		s.emit(messageEvent(c), object{
			"type": "message", "subtype": "message_deleted", "hidden": true, "channel": c.ID, "channel_type": channelType(c),
			"deleted_ts": gone["ts"], "previous_message": gone, "ts": s.eventStamp(), "event_ts": s.eventStamp(),
		}, c)
	}
	s.changed(Change{Kind: "message", Channel: c.ID, User: m.EphemeralTo})
}

// edited dates an edit and tells the app.
func (s *Slack) edited(c *channel, m *message, by string, before object) {
	if m.EphemeralTo == "" {
		m.EditedTS, m.EditedBy = formatStamp(s.cfg.Now().UnixMicro()), by
		s.emit(messageEvent(c), object{
			"type": "message", "subtype": "message_changed", "hidden": true, "channel": c.ID, "channel_type": channelType(c),
			"message": s.messageJSON(m, nil), "previous_message": before, "ts": s.eventStamp(), "event_ts": s.eventStamp(),
		}, c)
	}
	s.changed(Change{Kind: "message", Channel: c.ID, User: m.EphemeralTo})
}

// DeleteMessage deletes one's own message.
func (s *Slack) DeleteMessage(user, channel, ts string) error {
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
	switch {
	case m == nil:
		return refuse("message_not_found")
	case m.User != user && !p.Admin:
		return refuse("cant_delete_message")
	}
	s.remove(c, m)
	return nil
}
