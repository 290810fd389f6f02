package slacksim

import (
	"strings"
	"time"
)

// quiet is a time of Do Not Disturb, in seconds since 1970.
type quiet struct{ from, until int64 }

// SetQuiet says when a person is not to be disturbed next, or now: by their
// schedule or because they paused their notifications, which Slack tells others
// in the same two fields. Zero times end it. The app hears dnd_updated_user.
func (s *Slack) SetQuiet(user string, from, until time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.person(user) == nil {
		return refuse("user_not_found")
	}
	delete(s.quiet, user)
	if until.After(from) {
		s.quiet[user] = quiet{from.Unix(), until.Unix()}
	}
	s.emit("dnd_updated_user", object{"user": user, "dnd_status": s.dndJSON(user), "event_ts": s.eventStamp()}, nil)
	return nil
}

// dndJSON is what others may know; what begins with snooze_ is told to the
// person alone.
func (s *Slack) dndJSON(user string) object {
	q, ok := s.quiet[user]
	if !ok {
		q = quiet{1, 1} // as docs.slack.dev/reference/methods/dnd.teamInfo shows it
	}
	return object{"dnd_enabled": ok, "next_dnd_start_ts": q.from, "next_dnd_end_ts": q.until}
}

// dndInfo answers docs.slack.dev/reference/methods/dnd.info.
func (s *Slack) dndInfo(c *call) (object, error) {
	user := c.str("user")
	if user == "" {
		user = s.bot.ID
	}
	if s.person(user) == nil {
		return nil, refuse("user_not_found")
	}
	return s.dndJSON(user), nil
}

// dndTeamInfo answers docs.slack.dev/reference/methods/dnd.teamInfo, for up to 50
// people. The page does not tell the error for more; this one is ours.
func (s *Slack) dndTeamInfo(c *call) (object, error) {
	const most = 50
	ids := strings.FieldsFunc(c.str("users"), func(r rune) bool { return r == ',' || r == ' ' })
	switch {
	case len(ids) == 0:
		return nil, refuse("no_users_provided")
	case len(ids) > most:
		return nil, refuse("invalid_arguments")
	}
	users := object{}
	for _, id := range ids {
		if s.person(id) == nil {
			return nil, refuse("user_not_visible")
		}
		users[id] = s.dndJSON(id)
	}
	return object{"users": users}, nil
}
