package bot

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"pogo/handlers"
	"pogo/scrum"
)

// callback is the outer part of an event.
type callback struct {
	Type           string `json:"type"`
	ID             string `json:"event_id"`
	Time           int64  `json:"event_time"`
	App            string `json:"api_app_id"`
	Team           string `json:"team_id"`
	Shared         bool   `json:"is_ext_shared_channel"`
	Authorizations []struct {
		Team string `json:"team_id"`
	} `json:"authorizations"`
	Event json.RawMessage `json:"event"`
}

// event is the part of an inner event that Pogo reads.
type event struct {
	Type     string          `json:"type"`
	Subtype  string          `json:"subtype"`
	User     json.RawMessage `json:"user"`    // an id, or a whole person
	Channel  json.RawMessage `json:"channel"` // an id, or a whole conversation
	Inviter  string          `json:"inviter"`
	Bot      string          `json:"bot_id"`
	Text     string          `json:"text"`
	TS       string          `json:"ts"`
	Thread   string          `json:"thread_ts"`
	EventTS  string          `json:"event_ts"`
	Place    string          `json:"channel_type"`
	Tab      string          `json:"tab"`
	Reaction string          `json:"reaction"`
	Author   string          `json:"item_user"`
	Edited   *struct{}       `json:"edited"`
	Deleted  string          `json:"deleted_ts"`
	OldID    string          `json:"old_channel_id"`
	NewID    string          `json:"new_channel_id"`
	Item     struct {
		Type    string `json:"type"`
		Channel string `json:"channel"`
		TS      string `json:"ts"`
	} `json:"item"`
	Quiet struct {
		Enabled bool  `json:"dnd_enabled"`
		From    int64 `json:"next_dnd_start_ts"`
		Until   int64 `json:"next_dnd_end_ts"`
	} `json:"dnd_status"`
	Tokens struct {
		Bot []string `json:"bot"`
	} `json:"tokens"`
}

func (r reader) event(q *request, payload json.RawMessage) error {
	var c callback
	if err := json.Unmarshal(payload, &c); err != nil {
		return err
	}
	if err := r.ours(c.App, teamOf(c)); err != nil {
		return err
	}
	q.kind = "event"
	if len(c.Event) == 0 {
		return nil // app_rate_limited and its like: about the delivery itself
	}
	var e event
	if err := json.Unmarshal(c.Event, &e); err != nil {
		return err
	}
	if c.ID == "" {
		return errors.New("an event without an id")
	}
	at := r.now
	if c.Time > 0 {
		at = time.Unix(c.Time, 0).UTC()
	}
	q.person, q.channel = idOf(e.User), idOf(e.Channel)
	r.deed(q, e, c.ID, instant(cmp.Or(e.EventTS, e.TS), at))
	return nil
}

// teamOf is the workspace for which an event is delivered, if that is certain:
// in shared channels the outer id may be that of the other workspace.
func teamOf(c callback) string {
	if len(c.Authorizations) > 0 {
		return c.Authorizations[0].Team
	}
	if c.Shared {
		return ""
	}
	return c.Team
}

// deed sets what an event asks for. An event for which it sets nothing is only
// acknowledged.
func (r reader) deed(q *request, e event, key string, at time.Time) {
	switch e.Type {
	case "reaction_added", "reaction_removed":
		r.reaction(q, e, at)
	case "app_mention", "message":
		r.message(q, e, key, at)
	case "app_home_opened":
		if e.Tab == "home" {
			q.kind, q.channel = "home", ""
			q.deed = handlers.HomeOpened{Key: key, Person: q.person, At: at}
		}
	case "member_joined_channel":
		q.kind = "joined"
		q.deed = handlers.Joined{
			Key: key, Person: q.person, Channel: q.channel, Inviter: e.Inviter,
			Self: q.person == r.me.user, At: at,
		}
	case "dnd_updated_user":
		q.kind = "quiet"
		q.deed = quieted{scrum.PersonID(q.person): quietOf(e.Quiet.Enabled, e.Quiet.From, e.Quiet.Until)}
	case "app_uninstalled":
		q.deed = revoked{e.Type}
	case "tokens_revoked":
		if slices.Contains(e.Tokens.Bot, r.me.user) {
			q.deed = revoked{e.Type}
		}
	default:
		news(q, e)
	}
}

func (r reader) reaction(q *request, e event, at time.Time) {
	q.kind, q.channel = "reaction", e.Item.Channel
	// Only what is under our own messages counts, and not what we put there.
	// Slack does not always say whose message it is; then whoever keeps our
	// messages can tell.
	theirs := e.Author != "" && e.Author != r.me.user
	if e.Item.Type != "message" || theirs || q.person == r.me.user || q.person == "" {
		return
	}
	// They count by their own time, whatever comes before them: a flood on
	// many messages waits for none of them.
	q.lane = q.channel + " " + e.Item.TS
	q.deed = handlers.Reaction{
		Person: q.person, Channel: e.Item.Channel, Message: e.Item.TS,
		Emoji: e.Reaction, Added: e.Type == "reaction_added", At: at,
	}
}

func (r reader) message(q *request, e event, key string, at time.Time) {
	q.kind = "message"
	if e.Subtype == "message_deleted" {
		q.deed = deleted{Channel: scrum.ChannelID(q.channel), TS: e.Deleted}
		return
	}
	// A file or a broadcast is a message that somebody wrote; the other
	// subtypes are Slack telling what happened to one.
	written := e.Subtype == "" || e.Subtype == "file_share" || e.Subtype == "thread_broadcast"
	if !written || e.Bot != "" || q.person == "" || q.person == r.me.user || e.Edited != nil {
		return
	}
	switch {
	case e.Type == "app_mention":
		q.kind = "mention"
		q.deed = handlers.Mention{
			Key: key, Person: q.person, Channel: q.channel, Message: e.TS, Thread: e.Thread,
			Text: r.unnamed(e.Text), Link: r.permalink(q.channel, e.TS, e.Thread), At: at,
		}
	case e.Place == "im":
		q.kind = "direct"
		q.deed = handlers.DirectMessage{
			Key: key, Person: q.person, Channel: q.channel, Message: e.TS, Thread: e.Thread,
			Text: e.Text, At: at,
		}
	}
}

// permalink is the address of a message, as chat.getPermalink would answer:
// that would be a call to Slack within the time a person waits.
func (r reader) permalink(channel, ts, thread string) string {
	if r.me.home == "" || channel == "" || ts == "" {
		return ""
	}
	link := r.me.home + "archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
	if thread != "" && thread != ts {
		link += "?thread_ts=" + thread + "&cid=" + channel
	}
	return link
}

// unnamed takes our own mention, <@U1> or <@U1|pogo>, out of a text.
func (r reader) unnamed(text string) string {
	before, after, found := strings.Cut(text, "<@"+r.me.user)
	label, rest, closed := strings.Cut(after, ">")
	if r.me.user == "" || !found || !closed || (label != "" && label[0] != '|') {
		return strings.TrimSpace(text)
	}
	return strings.TrimSpace(strings.TrimSpace(before) + " " + strings.TrimSpace(rest))
}

// news notes whose facts have changed.
func news(q *request, e event) {
	switch e.Type {
	case "user_change", "team_join":
		q.people = []string{q.person}
	case "member_left_channel",
		"channel_left", "channel_rename", "channel_archive", "channel_unarchive", "channel_shared", "channel_unshared",
		"group_left", "group_rename", "group_archive", "group_unarchive":
		q.channels = []string{q.channel}
	case "channel_id_changed":
		q.channels = []string{e.OldID, e.NewID}
	}
}

// idOf reads an id that is given alone or as part of a whole.
func idOf(raw json.RawMessage) string {
	var id string
	if json.Unmarshal(raw, &id) == nil {
		return id
	}
	var whole struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(raw, &whole) == nil {
		return whole.ID
	}
	return ""
}
