package playground

import (
	"encoding/json"
	"slices"
	"strings"

	"pogo/slacksim"
)

// The types here are what the page reads. They say again what slacksim says,
// so that a change there shows as a compile error here and not on the page.

type person struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Handle   string `json:"handle"`
	Title    string `json:"title,omitempty"`
	TZ       string `json:"tz,omitempty"`
	Locale   string `json:"locale,omitempty"`
	Color    string `json:"color,omitempty"`
	App      bool   `json:"app,omitempty"`
	Guest    bool   `json:"guest,omitempty"`
	External bool   `json:"external,omitempty"`
	Deleted  bool   `json:"deleted,omitempty"`
}

func personOf(p slacksim.Person) person {
	name := p.RealName
	if name == "" {
		name = p.Name
	}
	color := ""
	if strings.HasPrefix(p.Avatar, "#") {
		color = p.Avatar
	}
	return person{
		ID: p.ID, Name: name, Handle: p.Name, Title: p.Title, TZ: p.TZ, Locale: p.Locale, Color: color,
		App: p.Bot, Guest: p.Guest, External: p.Stranger, Deleted: p.Deleted,
	}
}

type channel struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"` // "public", "private" or "im"
	Topic    string   `json:"topic,omitempty"`
	Members  []string `json:"members"`
	Joined   bool     `json:"joined"`
	AppIn    bool     `json:"appIn"`
	Archived bool     `json:"archived,omitempty"`
	With     string   `json:"with,omitempty"` // the other side of a direct message
	Unread   int      `json:"unread"`
	Mentions int      `json:"mentions"`
}

func (s *Server) channelFor(me, bot string, c slacksim.Channel) channel {
	out := channel{
		ID: c.ID, Name: c.Name, Kind: "public", Topic: c.Topic, Members: append([]string{}, c.Members...),
		Joined: slices.Contains(c.Members, me), AppIn: slices.Contains(c.Members, bot), Archived: c.Archived,
	}
	switch {
	case c.Direct:
		out.Kind, out.With = "im", me
		if at := slices.IndexFunc(c.Members, func(id string) bool { return id != me }); at >= 0 {
			out.With = c.Members[at]
		}
	case c.Private:
		out.Kind = "private"
	}
	out.Unread, out.Mentions = s.unread(me, c)
	return out
}

// unread counts what a person has not seen in a conversation, and how much of
// it calls for them: mentions, and everything in a direct message.
func (s *Server) unread(me string, c slacksim.Channel) (all, mentions int) {
	read := s.lastRead(me, c.ID)
	for _, m := range s.slack.Messages(me, c.ID) {
		if m.TS <= read || m.User == me || (m.ThreadTS != "" && m.ThreadTS != m.TS) {
			continue
		}
		all++
		if c.Direct || strings.Contains(m.Text, "<@"+me) || strings.Contains(m.Text, "<!") && !strings.Contains(m.Text, "<!date") {
			mentions++
		}
	}
	return all, mentions
}

func (s *Server) lastRead(user, channel string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.read[place{user, channel}]
}

type message struct {
	ID          string          `json:"id,omitempty"`
	Channel     string          `json:"channel"`
	TS          string          `json:"ts"`
	Thread      string          `json:"thread,omitempty"`
	User        string          `json:"user"`
	Bot         bool            `json:"bot,omitempty"`
	Text        string          `json:"text"`
	Blocks      json.RawMessage `json:"blocks,omitempty"`
	Files       json.RawMessage `json:"files,omitempty"`
	Subtype     string          `json:"subtype,omitempty"`
	Edited      bool            `json:"edited,omitempty"`
	Private     bool            `json:"private,omitempty"` // only this person sees it
	Command     string          `json:"command,omitempty"`
	Replies     int             `json:"replies,omitempty"`
	ReplyUsers  []string        `json:"replyUsers,omitempty"`
	LatestReply string          `json:"latestReply,omitempty"`
	Reactions   []reaction      `json:"reactions,omitempty"`
}

type reaction struct {
	Name  string   `json:"name"`
	Users []string `json:"users"`
}

func messagesOf(all []slacksim.Message) []message {
	if len(all) > newest {
		all = all[len(all)-newest:]
	}
	out := make([]message, 0, len(all))
	for _, m := range all {
		one := message{
			ID: m.ID, Channel: m.Channel, TS: m.TS, Thread: m.ThreadTS, User: m.User, Bot: m.Bot, Text: m.Text,
			Blocks: m.Blocks, Files: m.Files, Subtype: m.Subtype, Edited: m.Edited, Private: m.EphemeralTo != "",
			Command: m.Command, Replies: m.ReplyCount, ReplyUsers: m.ReplyUsers, LatestReply: m.LatestReply,
		}
		for _, r := range m.Reactions {
			one.Reactions = append(one.Reactions, reaction(r))
		}
		out = append(out, one)
	}
	return out
}

type view struct {
	ID       string            `json:"id"`
	Hash     string            `json:"hash"`
	Title    string            `json:"title"`
	Submit   string            `json:"submit,omitempty"`
	Close    string            `json:"close,omitempty"`
	Previous string            `json:"previous,omitempty"`
	Blocks   json.RawMessage   `json:"blocks,omitempty"`
	Errors   map[string]string `json:"errors,omitempty"`
}

func viewOf(v slacksim.View) *view {
	return &view{
		ID: v.ID, Hash: v.Hash, Title: v.Title, Submit: v.Submit, Close: v.Close, Previous: v.PreviousID,
		Blocks: v.Blocks, Errors: v.Errors,
	}
}
