package playground

import (
	"strconv"
	"strings"
	"time"
)

// dndCommand is Slack's own /dnd, by which people pause their notifications.
func dndCommand() Command {
	return Command{
		Name:        "/dnd",
		Usage:       Text{"en": "minutes or off", "fr": "minutes ou off"},
		Description: Text{"en": "Pause your notifications", "fr": "Couper tes notifications"},
	}
}

// dnd takes minutes alone; Slack's takes nearly any words for a time.
func (s *Server) dnd(d commandDeed, text string) (answer, error) {
	name := personOf(actor(s.slack.People(), d.As)).Name
	text = strings.TrimSpace(text)
	if strings.EqualFold(text, "off") {
		return answer{Said: "resumed", Args: []string{name}}, s.slack.SetQuiet(d.As, time.Time{}, time.Time{})
	}
	minutes, err := strconv.Atoi(text)
	if err != nil || minutes < 1 {
		return answer{Error: "invalid_duration", Said: "notMinutes", Args: []string{}}, nil //nolint:nilerr // because the page says so
	}
	now := s.cfg.Clock.Now()
	return answer{Said: "paused", Args: []string{name, text}}, s.slack.SetQuiet(d.As, now, now.Add(time.Duration(minutes)*time.Minute))
}
