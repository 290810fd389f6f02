package bot

import (
	"cmp"
	"encoding/json"

	"github.com/slack-go/slack"

	"pogo/handlers"
)

func (r reader) command(q *request, payload json.RawMessage) error {
	var c slack.SlashCommand
	if err := json.Unmarshal(payload, &c); err != nil {
		return err
	}
	if err := r.ours(c.APIAppID, c.TeamID); err != nil {
		return err
	}
	q.kind, q.accepts = "command", true
	q.person, q.channel = c.UserID, c.ChannelID
	q.response, q.trigger = c.ResponseURL, c.TriggerID
	q.deed = handlers.Command{
		Key:         cmp.Or(c.TriggerID, q.envelope),
		Person:      c.UserID,
		Channel:     c.ChannelID,
		ChannelName: c.ChannelName,
		Name:        c.Command,
		Text:        c.Text,
		Trigger:     c.TriggerID,
		Response:    c.ResponseURL,
		At:          r.now,
	}
	return nil
}
