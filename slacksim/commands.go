package slacksim

import (
	"encoding/json"
	"strings"
	"unicode"
)

// Command runs a slash command ("/story As a buyer…") and returns once the app
// has acknowledged it. The error is what Slack shows instead: dispatch_failed
// when no app is connected, operation_timeout when it was not acknowledged in
// time, unknown_command. There is no place for a thread: Slack does not run an
// app's commands there.
func (s *Slack) Command(user, channel, line string) error {
	s.mu.Lock()
	payload, hook, err := s.command(user, channel, line)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	ack, err := s.ask("slash_commands", payload)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commandAnswered(hook, line, ack)
}

func (s *Slack) command(user, channel, line string) (object, *hook, error) {
	p, err := s.human(user)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.place(p, channel, true)
	if err != nil {
		return nil, nil, err
	}
	name, text := strings.TrimSpace(line), ""
	if i := strings.IndexFunc(name, unicode.IsSpace); i >= 0 {
		name, text = name[:i], strings.TrimSpace(name[i:])
	}
	known, ok := s.manifest.command(name)
	// docs.slack.dev/apis/slack-connect: commands exist for the installing organization alone.
	if !ok || !strings.HasPrefix(name, "/") || p.Stranger {
		return nil, nil, refuse("unknown_command")
	}
	if known.ShouldEscape {
		text = s.encodeTyped(text, true)
	}
	url := s.newHook(c, user, nil)
	hook := s.hooks[secretOf(url)]
	return object{
		"token": "verification", "team_id": teamID, "team_domain": teamDomain, "channel_id": c.ID,
		"channel_name": commandChannelName(c), "user_id": p.ID, "user_name": p.Name, "command": name, "text": text,
		"api_app_id": appID, "is_enterprise_install": "false", "response_url": url, "trigger_id": s.newTrigger(p.ID),
	}, hook, nil
}

// commandChannelName hides what the app may not know.
// See docs.slack.dev/interactivity/implementing-slash-commands.
func commandChannelName(c *channel) string {
	switch {
	case c.Direct:
		return "directmessage"
	case c.Private:
		return "privategroup"
	default:
		return c.Name
	}
}

// commandAnswered shows what the app acknowledged a command with: to the person
// alone, unless it asks for the channel, which also shows what they typed.
// See docs.slack.dev/interactivity/implementing-slash-commands#responding.
func (s *Slack) commandAnswered(h *hook, line string, ack json.RawMessage) error {
	if len(ack) == 0 || string(ack) == "null" || string(ack) == "{}" {
		return nil
	}
	var answer object
	if err := json.Unmarshal(ack, &answer); err != nil {
		return refuse("invalid_command_response", err.Error())
	}
	said, err := s.checkContent(content{text: str(answer, "text")}, answer["blocks"])
	if err != nil {
		return err
	}
	if said.text == "" && len(said.blocks) == 0 {
		return refuse("no_text")
	}
	m := &message{User: s.bot.ID, Bot: true, Text: said.text, Blocks: said.blocks, EphemeralTo: h.user}
	if str(answer, "response_type") == "in_channel" {
		m.EphemeralTo, m.Command = "", line
	}
	s.post(h.channel, m)
	h.origin = m
	return nil
}
