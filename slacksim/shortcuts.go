package slacksim

// Shortcut runs a message shortcut, or a global one when channel is "".
// See docs.slack.dev/interactivity/implementing-shortcuts.
func (s *Slack) Shortcut(user, callbackID, channel, ts string) error {
	s.mu.Lock()
	payload, err := s.shortcut(user, callbackID, channel, ts)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	_, err = s.ask("interactive", payload)
	return err
}

func (s *Slack) shortcut(user, callbackID, channel, ts string) (object, error) {
	p, err := s.human(user)
	if err != nil {
		return nil, err
	}
	kind, payloadType := "message", "message_action"
	if channel == "" {
		kind, payloadType = "global", "shortcut"
	}
	// docs.slack.dev/apis/slack-connect: shortcuts exist for the installing organization alone.
	if !s.manifest.hasShortcut(kind, callbackID) || p.Stranger {
		return nil, refuse("unknown_shortcut")
	}
	payload := s.interaction(payloadType, p)
	payload["callback_id"], payload["action_ts"] = callbackID, s.eventStamp()
	if kind == "global" {
		return payload, nil // no conversation, and no response_url
	}
	c, err := s.place(p, channel, false)
	if err != nil {
		return nil, err
	}
	m := c.find(ts)
	if m == nil {
		return nil, refuse("message_not_found")
	}
	payload["message"], payload["message_ts"] = s.messageJSON(m, nil), m.TS
	payload["channel"] = object{"id": c.ID, "name": commandChannelName(c)}
	payload["response_url"] = s.newHook(c, user, nil)
	return payload, nil
}
