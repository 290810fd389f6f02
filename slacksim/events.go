package slacksim

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// emit tells the app of an event, if it subscribed to it; where is the
// conversation in which it must be a member, nil for events of the workspace.
// Events that are not acknowledged come again. Before the app has opened its
// first socket there is nobody to tell: the workspace is still being furnished.
// See docs.slack.dev/apis/events-api.
func (s *Slack) emit(subscription string, event object, where *channel) {
	if s.hub.opened == 0 || !s.manifest.subscribes(subscription) || where != nil && !where.has(s.bot.ID) {
		return
	}
	if event["type"] == nil {
		event["type"] = subscription
	}
	id := s.newID("Ev")
	payload := encode(callback{
		Token: "verification", Team: teamID, App: appID, Type: "event_callback",
		Event: event, ID: id, Time: s.cfg.Now().Unix(), Authorizations: []authorization{{Team: teamID, User: s.bot.ID, Bot: true}},
		Shared: where != nil && where.Shared, Context: "4-" + subscription,
	})
	s.hub.waiting++
	p := s.offer(eventFrame(id, payload, 0))
	s.start(func() { s.pursue(p, id, payload) })
}

// callback is an event as it is delivered.
type callback struct {
	Token          string          `json:"token"`
	Team           string          `json:"team_id"`
	App            string          `json:"api_app_id"`
	Type           string          `json:"type"`
	Event          object          `json:"event"`
	ID             string          `json:"event_id"`
	Time           int64           `json:"event_time"`
	Authorizations []authorization `json:"authorizations"`
	Shared         bool            `json:"is_ext_shared_channel"`
	Context        string          `json:"event_context"`
}

type authorization struct {
	Enterprise *string `json:"enterprise_id"`
	Team       string  `json:"team_id"`
	User       string  `json:"user_id"`
	Bot        bool    `json:"is_bot"`
	Installed  bool    `json:"is_enterprise_install"`
}

// pursue waits for the acknowledgement of an event and sends it again until it
// comes or Slack gives up. An event that found no socket is treated the same.
func (s *Slack) pursue(p *pending, id string, payload json.RawMessage) {
	defer s.settle()
	for attempt, wait := range slices.All(s.cfg.RetryAfterNoAck) {
		if s.await(p).acked || !s.pause(wait, nil) {
			return
		}
		s.mu.Lock()
		p = s.offer(eventFrame(id, payload, attempt+1))
		s.mu.Unlock()
	}
	s.await(p)
}

// eventStamp is the instant of an event: of two in the same microsecond, the
// later has the later one. The clock may be set back all the same.
func (s *Slack) eventStamp() string {
	now := s.cfg.Now().UnixMicro()
	if ahead := s.hub.lastEvent - now; ahead >= 0 && ahead < time.Second.Microseconds() {
		now = s.hub.lastEvent + 1
	}
	s.hub.lastEvent = now
	return formatStamp(now)
}

// Say posts what a person types and returns its timestamp; thread is the
// timestamp of the message it answers, or "". The app hears it as the events
// it subscribed to: message.im in its direct message, app_mention where it is
// mentioned (which needs it to be a member), message.channels and the like.
// "@samir", "#dev", "@here" and links become what Slack makes of them, and so do
// ready-made mentions such as <@U0SAMIR>; every other & < > is escaped.
func (s *Slack) Say(user, channel, thread, text string) (ts string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.actor(user)
	if err != nil {
		return "", err
	}
	c, err := s.place(p, channel, true)
	switch {
	case err != nil:
		return "", err
	case strings.TrimSpace(text) == "":
		return "", refuse("no_text")
	case c.Direct && c.has(s.bot.ID) && (!s.manifest.messagesTab() || s.manifest.readOnlyTab()):
		return "", refuse("messages_tab_disabled")
	}
	m := &message{User: user, Text: s.encodeTyped(text, false), ThreadTS: thread, OtherBot: p.Bot && user != s.bot.ID}
	if thread != "" {
		root := c.find(thread)
		if root == nil {
			return "", refuse("thread_not_found")
		}
		if root.ThreadTS != "" {
			m.ThreadTS = root.ThreadTS // answers to answers join the thread
		}
	}
	s.post(c, m)
	// docs.slack.dev/reference/events/app_mention: not sent in direct messages.
	if !c.Direct && strings.Contains(m.Text, "<@"+s.bot.ID) {
		s.emit("app_mention", s.messageJSON(m, object{
			"type": "app_mention", "channel": c.ID, "event_ts": m.TS,
		}), c)
	}
	return m.TS, nil
}
