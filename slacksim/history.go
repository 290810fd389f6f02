package slacksim

import (
	"cmp"
	"slices"
	"strconv"
)

// conversationsHistory answers docs.slack.dev/reference/methods/conversations.history:
// the newest first, without the answers inside threads.
func (s *Slack) conversationsHistory(c *call) (object, error) {
	ch, err := s.readable(c)
	if err != nil {
		return nil, err
	}
	told, err := s.between(c, ch, func(m *message) bool { return m.ThreadTS == "" || m.ThreadTS == m.TS })
	if err != nil {
		return nil, err
	}
	slices.Reverse(told)
	return paged(c, told)
}

// conversationsReplies answers docs.slack.dev/reference/methods/conversations.replies:
// the first message of the thread, then its answers, oldest first.
func (s *Slack) conversationsReplies(c *call) (object, error) {
	ch, err := s.readable(c)
	if err != nil {
		return nil, err
	}
	m := ch.find(c.str("ts"))
	if m == nil {
		return nil, refuse("thread_not_found")
	}
	root := cmp.Or(m.ThreadTS, m.TS)
	told, err := s.between(c, ch, func(m *message) bool { return m.TS == root || m.ThreadTS == root })
	if err != nil {
		return nil, err
	}
	return paged(c, told)
}

// readable is the conversation whose messages the app may read: it must be in it.
func (s *Slack) readable(c *call) (*channel, error) {
	ch, err := s.botPlace(c.str("channel"))
	switch {
	case err != nil:
		return nil, err
	case !ch.has(s.bot.ID):
		return nil, refuse("not_in_channel")
	}
	return ch, s.checkTypeScope(ch, "history")
}

// between tells the messages in the wanted span of time, oldest first.
func (s *Slack) between(c *call, ch *channel, wanted func(*message) bool) ([]object, error) {
	oldest, err1 := stampValue(c.str("oldest"), 0)
	latest, err2 := stampValue(c.str("latest"), 1e18)
	if err1 != nil {
		return nil, refuse("invalid_ts_oldest")
	}
	if err2 != nil {
		return nil, refuse("invalid_ts_latest")
	}
	var told []object
	for _, m := range ch.messages {
		at, err := stampValue(m.TS, 0)
		inside := at > oldest && at < latest || c.truth("inclusive") && (at == oldest || at == latest)
		if err != nil || m.EphemeralTo != "" || !inside || !wanted(m) {
			continue
		}
		var extra object
		if c.truth("include_all_metadata") {
			extra = withMetadata(m)
		}
		told = append(told, s.messageJSON(m, extra))
	}
	return told, nil
}

func stampValue(ts string, or float64) (float64, error) {
	if ts == "" {
		return or, nil
	}
	return strconv.ParseFloat(ts, 64)
}

func paged(c *call, told []object) (object, error) {
	part, metadata, err := page(c, told, 100, 999)
	if err != nil {
		return nil, err
	}
	answer := object{"messages": orEmpty(part), "has_more": metadata["next_cursor"] != "", "pin_count": 0}
	if metadata["next_cursor"] != "" {
		answer["response_metadata"] = metadata
	}
	return answer, nil
}
