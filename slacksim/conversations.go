package slacksim

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

// page cuts one page out of a list, as docs.slack.dev/apis/web-api/pagination.
// tells: a limit, and an opaque cursor for the next page.
func page[T any](c *call, list []T, or, most int) ([]T, object, error) {
	limit := c.number("limit", or)
	if limit < 1 || limit > most {
		return nil, nil, refuse("invalid_limit")
	}
	start := 0
	if cursor := c.str("cursor"); cursor != "" {
		raw, err := base64.StdEncoding.DecodeString(cursor)
		number, found := strings.CutPrefix(string(raw), "next:")
		start2, err2 := strconv.Atoi(number)
		if err != nil || err2 != nil || !found || start2 < 0 || start2 > len(list) {
			return nil, nil, refuse("invalid_cursor")
		}
		start = start2
	}
	end := min(len(list), start+limit)
	next := ""
	if end < len(list) {
		next = base64.StdEncoding.EncodeToString([]byte("next:" + strconv.Itoa(end)))
	}
	return list[start:end], object{"next_cursor": next}, nil
}

func (s *Slack) conversationsInfo(c *call) (object, error) {
	ch, err := s.botPlace(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.checkTypeScope(ch, "read"); err != nil {
		return nil, err
	}
	told := s.channelJSON(ch)
	if c.truth("include_num_members") {
		told["num_members"] = len(ch.Members)
	}
	return object{"channel": told}, nil
}

// checkTypeScope refuses a kind of conversation that the scopes do not cover.
func (s *Slack) checkTypeScope(c *channel, what string) error {
	scope := map[string]string{"channel": "channels:", "group": "groups:", "im": "im:"}[channelType(c)] + what
	if !s.manifest.hasScope(scope) {
		return s.missing(scope)
	}
	return nil
}

func (s *Slack) conversationsMembers(c *call) (object, error) {
	ch, err := s.botPlace(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.checkTypeScope(ch, "read"); err != nil {
		return nil, err
	}
	members, metadata, err := page(c, ch.Members, 100, 1000)
	return object{"members": slices.Clone(members), "response_metadata": metadata}, err
}

func (s *Slack) conversationsList(c *call) (object, error) {
	return s.listed(c, func(ch *channel) bool { return !ch.Private && !ch.Direct || ch.has(s.bot.ID) })
}

func (s *Slack) usersConversations(c *call) (object, error) {
	user := cmp.Or(c.str("user"), s.bot.ID)
	if s.person(user) == nil {
		return nil, refuse("user_not_found")
	}
	return s.listed(c, func(ch *channel) bool {
		return ch.has(user) && (ch.has(s.bot.ID) || !ch.Private && !ch.Direct)
	})
}

// listed pages through the conversations of the wanted types.
func (s *Slack) listed(c *call, wanted func(*channel) bool) (object, error) {
	types := strings.Split(cmp.Or(c.str("types"), "public_channel"), ",")
	var found []object
	for _, kind := range types {
		if !slices.Contains([]string{"public_channel", "private_channel", "im", "mpim"}, strings.TrimSpace(kind)) {
			return nil, refuse("invalid_types")
		}
	}
	for _, ch := range s.channels {
		kind := map[string]string{"channel": "public_channel", "group": "private_channel", "im": "im"}[channelType(ch)]
		if wanted(ch) && slices.Contains(types, kind) && (!ch.Archived || !c.truth("exclude_archived")) {
			if err := s.checkTypeScope(ch, "read"); err != nil {
				return nil, err
			}
			found = append(found, s.channelJSON(ch))
		}
	}
	part, metadata, err := page(c, found, 100, 1000)
	return object{"channels": orEmpty(part), "response_metadata": metadata}, err
}

func orEmpty(list []object) []object {
	if list == nil {
		return []object{}
	}
	return list
}

// conversationsOpen answers docs.slack.dev/reference/methods/conversations.open.
func (s *Slack) conversationsOpen(c *call) (object, error) {
	users := strings.Split(c.str("users"), ",")
	if c.str("users") == "" {
		ch, err := s.botPlace(c.str("channel"))
		if err != nil {
			return nil, err
		}
		return object{"channel": object{"id": ch.ID}}, nil
	}
	if len(users) > 1 {
		return nil, refuse("method_not_supported_for_channel_type") // group messages do not exist in this workspace
	}
	switch p := s.person(users[0]); {
	case p == nil:
		return nil, refuse("user_not_found")
	case p.Deleted:
		return nil, refuse("user_disabled")
	case p.ID == s.bot.ID || p.Bot:
		return nil, refuse("cannot_dm_bot")
	}
	before := len(s.channels)
	ch := s.dm(users[0])
	answer := object{"channel": object{"id": ch.ID}}
	if len(s.channels) == before {
		answer["no_op"], answer["already_open"] = true, true
	}
	if c.truth("return_im") {
		answer["channel"] = s.channelJSON(ch)
	}
	return answer, nil
}

func (s *Slack) conversationsJoin(c *call) (object, error) {
	ch, err := s.botPlace(c.str("channel"))
	switch {
	case err != nil:
		return nil, err
	case ch.Archived:
		return nil, refuse("is_archived")
	case ch.Private || ch.Direct:
		return nil, refuse("method_not_supported_for_channel_type")
	case ch.has(s.bot.ID):
		return object{"channel": s.channelJSON(ch), "warning": "already_in_channel"}, nil
	}
	s.join(ch, &s.bot, s.bot.ID)
	return object{"channel": s.channelJSON(ch)}, nil
}
