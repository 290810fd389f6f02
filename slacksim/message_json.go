package slacksim

import (
	"cmp"
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
	optional := object{"subtype": m.Subtype, "thread_ts": m.ThreadTS}
	for key, value := range optional {
		if value != "" {
			o[key] = value
		}
	}
	if len(m.Blocks) > 0 {
		o["blocks"] = clone(m.Blocks)
	}
	if len(m.Files) > 0 {
		o["files"] = clone(m.Files)
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
	return cmp.Or(map[string]string{"im": "message.im", "group": "message.groups"}[channelType(c)], "message.channels")
}
