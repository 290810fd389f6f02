package slacksim

import (
	"maps"
	"slices"
)

// messageJSON is a message as conversations.history tells it, on top of base.
// See docs.slack.dev/reference/events/message.
func (s *Slack) messageJSON(m *message, base object) object {
	o := object{"type": "message", "user": m.User, "text": m.Text, "ts": m.TS, "team": teamID}
	if p := s.person(m.User); p != nil && p.TeamID != teamID {
		o["team"], o["user_team"], o["source_team"] = p.TeamID, p.TeamID, p.TeamID
	}
	maps.Copy(o, base)
	if m.Bot {
		o["bot_id"], o["app_id"] = botID, appID
		o["bot_profile"] = object{"id": botID, "app_id": appID, "name": s.bot.Name, "team_id": teamID, "deleted": false}
	}
	if m.OtherBot {
		o["bot_id"], o["subtype"] = "B"+m.User[1:], "bot_message"
	}
	if m.Subtype != "" {
		o["subtype"] = m.Subtype
	}
	if m.ThreadTS != "" {
		o["thread_ts"] = m.ThreadTS
	}
	if m.Blocks != nil {
		o["blocks"] = m.Blocks
	}
	if m.Files != nil {
		o["files"] = m.Files
	}
	if m.EditedTS != "" {
		o["edited"] = object{"user": m.EditedBy, "ts": m.EditedTS}
	}
	if m.Replies > 0 {
		o["reply_count"], o["reply_users"], o["latest_reply"] = m.Replies, slices.Clone(m.ReplyUsers), m.LatestReply
		o["reply_users_count"] = len(m.ReplyUsers)
	} else if m.ThreadTS != "" && m.ThreadTS != m.TS {
		o["parent_user_id"] = s.parentUser(m)
	}
	if len(m.Reactions) > 0 {
		o["reactions"] = reactionsJSON(m.Reactions)
	}
	return o
}

func (s *Slack) parentUser(m *message) string {
	if c := s.channel(m.Channel); c != nil {
		if root := c.find(m.ThreadTS); root != nil {
			return root.User
		}
	}
	return ""
}

func reactionsJSON(reactions []Reaction) []object {
	out := make([]object, len(reactions))
	for i, r := range reactions {
		out[i] = object{"name": r.Name, "users": slices.Clone(r.Users), "count": len(r.Users)}
	}
	return out
}

func channelType(c *channel) string {
	switch {
	case c.Direct:
		return "im"
	case c.Private:
		return "group"
	default:
		return "channel"
	}
}

// messageEvent is the subscription that brings the messages of a conversation.
func messageEvent(c *channel) string {
	switch channelType(c) {
	case "im":
		return "message.im"
	case "group":
		return "message.groups"
	default:
		return "message.channels"
	}
}
