package bot

import (
	"cmp"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"pogo/handlers"
)

// interaction is the part of an interactive payload that Pogo reads. slack-go
// has a type for the whole, but decodes every block of the message that was
// clicked and refuses all if it does not know one.
type interaction struct {
	Type     string `json:"type"`
	App      string `json:"api_app_id"`
	Callback string `json:"callback_id"`
	Trigger  string `json:"trigger_id"`
	Response string `json:"response_url"`
	ActionTS string `json:"action_ts"`
	User     struct {
		ID string `json:"id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		Channel string `json:"channel_id"`
		Message string `json:"message_ts"`
		Thread  string `json:"thread_ts"`
	} `json:"container"`
	Message struct {
		TS     string `json:"ts"`
		Thread string `json:"thread_ts"`
		User   string `json:"user"`
		Text   string `json:"text"`
	} `json:"message"`
	View struct {
		ID       string `json:"id"`
		Type     string `json:"type"`
		Callback string `json:"callback_id"`
		Private  string `json:"private_metadata"`
		Blocks   []struct {
			Type string `json:"type"`
			ID   string `json:"block_id"`
		} `json:"blocks"`
		State struct {
			Values map[string]map[string]choice `json:"values"`
		} `json:"state"`
	} `json:"view"`
	Actions []choice `json:"actions"`
}

// choice is what somebody pressed, picked or typed in one element.
type choice struct {
	Action   string   `json:"action_id"`
	TS       string   `json:"action_ts"`
	Value    string   `json:"value"`
	Option   option   `json:"selected_option"`
	Options  []option `json:"selected_options"`
	User     string   `json:"selected_user"`
	Users    []string `json:"selected_users"`
	Place    string   `json:"selected_conversation"`
	Places   []string `json:"selected_conversations"`
	Channel  string   `json:"selected_channel"`
	Channels []string `json:"selected_channels"`
	Date     string   `json:"selected_date"`
	Time     string   `json:"selected_time"`
	DateTime int64    `json:"selected_date_time"`
}

type option struct {
	Value string `json:"value"`
}

// text is the choice in one string; several are separated by commas.
func (c choice) text() string {
	for _, one := range []string{c.Value, c.Option.Value, c.User, c.Place, c.Channel, c.Date, c.Time} {
		if one != "" {
			return one
		}
	}
	if c.DateTime != 0 {
		return strconv.FormatInt(c.DateTime, 10)
	}
	many := append(append(append([]string{}, c.Users...), c.Places...), c.Channels...)
	for _, o := range c.Options {
		many = append(many, o.Value)
	}
	return strings.Join(many, ",")
}

func (r reader) interactive(q *request, payload json.RawMessage) error {
	var i interaction
	if err := json.Unmarshal(payload, &i); err != nil {
		return err
	}
	if err := r.ours(i.App, ""); err != nil {
		return err
	}
	if i.User.ID == "" {
		return errors.New("an interaction of nobody")
	}
	q.person, q.channel = i.User.ID, cmp.Or(i.Channel.ID, i.Container.Channel)
	q.response, q.trigger = i.Response, i.Trigger
	key := cmp.Or(i.Trigger, q.envelope)
	switch i.Type {
	case "block_actions":
		return r.click(q, i, key)
	case "view_submission":
		r.submission(q, i, key)
	case "shortcut", "message_action":
		q.kind = "shortcut"
		q.deed = handlers.Shortcut{
			Key: key, Person: i.User.ID, Callback: i.Callback, Channel: i.Channel.ID,
			Message: i.Message.TS, Thread: i.Message.Thread, Author: i.Message.User, Text: i.Message.Text,
			Link: r.permalink(i.Channel.ID, i.Message.TS, i.Message.Thread), Trigger: i.Trigger, Response: i.Response, At: instant(i.ActionTS, r.now),
		}
	case "block_suggestion":
		q.kind, q.accepts, q.deed = "suggestion", true, suggestion{}
	default:
		q.kind = "other" // view_closed and what Slack may invent
	}
	return nil
}

func (r reader) click(q *request, i interaction, key string) error {
	if len(i.Actions) == 0 {
		return errors.New("a click on nothing")
	}
	a := i.Actions[0]
	q.kind, q.view = "click", i.View.ID
	c := handlers.Click{
		Key: key, Person: i.User.ID, Channel: q.channel,
		Message: cmp.Or(i.Message.TS, i.Container.Message), Thread: i.threadPressed(), View: i.View.ID, Private: i.View.Private,
		Action: a.Action, Value: a.text(), Trigger: i.Trigger, Response: i.Response,
		At: instant(a.TS, r.now),
	}
	if len(i.View.State.Values) > 0 {
		c.Values = values(i.View.State.Values)
	}
	q.deed = c
	return nil
}

// threadPressed is the thread in which a message was pressed; "" for the first
// of one, which people see in its channel.
func (i interaction) threadPressed() string {
	thread := cmp.Or(i.Message.Thread, i.Container.Thread)
	if thread == cmp.Or(i.Message.TS, i.Container.Message) {
		return ""
	}
	return thread
}

func (r reader) submission(q *request, i interaction, key string) {
	q.kind, q.accepts, q.view = "submission", true, i.View.ID
	for _, b := range i.View.Blocks {
		if b.Type == "input" {
			q.input = b.ID
			break
		}
	}
	q.deed = handlers.Submission{
		Key: key, Person: i.User.ID, Form: i.View.Callback,
		Private: i.View.Private, Values: values(i.View.State.Values), Trigger: i.Trigger, At: r.now,
	}
}

// values are what was filled in, by block id; by action id where a block holds
// several elements.
func values(state map[string]map[string]choice) map[string]string {
	filled := make(map[string]string, len(state))
	for block, elements := range state {
		for action, c := range elements {
			if len(elements) == 1 {
				filled[block] = c.text()
			} else {
				filled[action] = c.text()
			}
		}
	}
	return filled
}
