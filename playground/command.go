package playground

import (
	"context"
	"slices"
	"strings"

	"pogo/slacksim"
)

type commandDeed struct{ As, Channel, Line string }

// command runs a slash command: the app's, or one of the few of Slack's own
// that this page knows.
func (s *Server) command(_ context.Context, d commandDeed) (answer, error) {
	name, rest, _ := strings.Cut(strings.TrimSpace(d.Line), " ")
	switch {
	case strings.EqualFold(name, inviteCommand().Name):
		return s.invite(d, rest)
	case strings.EqualFold(name, dndCommand().Name):
		return s.dnd(d, rest)
	}
	return answer{}, s.slack.Command(d.As, d.Channel, d.Line)
}

// inviteCommand is Slack's own /invite, without which an app could not be
// brought into a channel.
func inviteCommand() Command {
	return Command{
		Name:        "/invite",
		Usage:       Text{"en": "@someone", "fr": "@quelqu’un"},
		Description: Text{"en": "Invite someone to this channel", "fr": "Inviter quelqu’un dans ce canal"},
	}
}

func (s *Server) invite(d commandDeed, whom string) (answer, error) {
	whom = strings.TrimPrefix(strings.TrimSpace(whom), "@")
	everybody := withBot(s.slack.People(), s.slack.Bot())
	at := slices.IndexFunc(everybody, func(p slacksim.Person) bool {
		return strings.EqualFold(p.Name, whom) || strings.EqualFold(p.RealName, whom)
	})
	if at < 0 || whom == "" {
		return answer{Error: "user_not_found", Said: "nobody", Args: []string{"@" + whom}}, nil
	}
	if err := s.slack.Invite(d.As, everybody[at].ID, d.Channel); err != nil {
		return answer{}, err
	}
	return answer{Said: "invited", Args: []string{personOf(everybody[at]).Name, s.channelName(d.Channel)}}, nil
}

func (s *Server) channelName(id string) string {
	for _, one := range s.slack.Channels("") {
		if one.ID == id {
			return "#" + one.Name
		}
	}
	return id
}
