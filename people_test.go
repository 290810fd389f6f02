package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pogo/slacksim"
)

// person lets somebody do something, and returns what they see because of it:
//
//	claire /story add a dashboard
//	claire says @pogo story add a dashboard
//	claire dm help
//	samir reacts +1 PAY-1        (to the newest message with this text)
//	samir unreacts +1 PAY-1
//	claire presses Close         (the newest button of this name that she sees)
//	claire chooses Drop PAY-1    (from a menu of the newest message with the second text)
//	claire chooses RICE          (from a menu of the open form)
//	claire submits text 'Pay by card' criteria 'A receipt'
//	claire reads                 (what is new to her)
//	claire shortcut story.message the text of a message
//	claire shortcut story.new    (from anywhere)
//	claire home
//	claire taps Accept            (the first button of this name on Home)
func (s *stage) person(name string, args []string) (string, error) {
	if len(args) == 0 {
		return "", fmt.Errorf("%s does nothing", name)
	}
	who := s.people[name]
	if err := s.does(who, args); err != nil {
		return "", err
	}
	if err := s.settle(); err != nil {
		return "", err
	}
	return s.news(who), nil
}

func (s *stage) does(who string, args []string) error {
	s.clock.set(s.clock.Now().Add(time.Millisecond)) // no two deeds are at the same instant
	if strings.HasPrefix(args[0], "/") {
		return s.slack.Command(who, s.ids()[s.channel], strings.Join(args, " "))
	}
	deed, ok := s.deeds()[args[0]]
	if !ok {
		return fmt.Errorf("nobody knows how to %s", args[0])
	}
	return deed(who, args[1:])
}

// deeds is what a person can do, by its name in a script.
func (s *stage) deeds() map[string]func(who string, args []string) error {
	said := func(args []string) string { return s.named(strings.Join(args, " ")) }
	return map[string]func(string, []string) error{
		"says": func(who string, args []string) error {
			_, err := s.slack.Say(who, s.ids()[s.channel], "", said(args))
			return err
		},
		"replies": func(who string, args []string) error {
			m, err := s.find(who, args[0])
			if err == nil {
				_, err = s.slack.Say(who, m.Channel, m.TS, said(args[1:]))
			}
			return err
		},
		"dm": func(who string, args []string) error {
			_, err := s.slack.Say(who, s.slack.DM(who), "", said(args))
			return err
		},
		"asks": func(who string, args []string) error { // a command typed in the direct messages
			return s.slack.Command(who, s.slack.DM(who), strings.Join(args, " "))
		},
		"shortcut": func(who string, args []string) error {
			if len(args) == 1 {
				return s.slack.Shortcut(who, args[0], "", "")
			}
			m, err := s.find(who, strings.Join(args[1:], " "))
			if err != nil {
				return err
			}
			return s.slack.Shortcut(who, args[0], m.Channel, m.TS)
		},
		"reacts":   s.reacts(s.slack.React),
		"unreacts": s.reacts(s.slack.Unreact),
		"taps":     func(who string, args []string) error { return s.taps(who, strings.Join(args, " ")) },
		"presses":  func(who string, args []string) error { return s.presses(who, strings.Join(args, " ")) },
		"chooses":  func(who string, args []string) error { return s.chooses(who, args[0], strings.Join(args[1:], " ")) },
		"submits":  s.submits,
		"home":     func(who string, _ []string) error { return s.slack.OpenHome(who) },
		"reads":    func(string, []string) error { return nil },
	}
}

// named makes @name a mention, as Slack's composer does.
func (s *stage) named(text string) string {
	for name, id := range s.people {
		text = strings.ReplaceAll(text, "@"+name, "<@"+id+">")
	}
	return strings.ReplaceAll(text, "@pogo", "<@"+s.slack.Bot().ID+">")
}

// reacts puts an emoji on, or takes it off, the newest message with a text.
func (s *stage) reacts(how func(user, channel, ts, emoji string) error) func(string, []string) error {
	return func(who string, args []string) error {
		m, err := s.find(who, strings.Join(args[1:], " "))
		if err != nil {
			return err
		}
		return how(who, m.Channel, m.TS, args[0])
	}
}

// visible is all that a person sees in the channel and their direct messages,
// oldest first.
func (s *stage) visible(who string) []slacksim.Message {
	channel := s.ids()[s.channel]
	return append(s.slack.Messages(who, channel), s.slack.Messages(who, s.slack.DM(who))...)
}

// find returns the newest message with a text in it.
func (s *stage) find(who, text string) (slacksim.Message, error) {
	all := s.visible(who)
	for _, m := range slices.Backward(all) {
		if strings.Contains(drawn(m.Text, m.Blocks), text) {
			return m, nil
		}
	}
	return slacksim.Message{}, fmt.Errorf("nobody sees %q", text)
}

// element is one interactive element of a message or a view.
type element struct {
	Type     string `json:"type"`
	ActionID string `json:"action_id"`
	Value    string `json:"value"`
	Text     struct{ Text string }
	Options  []struct {
		Text  struct{ Text string }
		Value string
	}
}

// elements finds the interactive elements anywhere in blocks.
func elements(blocks json.RawMessage) []element {
	var found []element
	walk(blocks, func(raw json.RawMessage) {
		var e element
		if json.Unmarshal(raw, &e) == nil && e.ActionID != "" {
			found = append(found, e)
		}
	})
	return found
}

// walk calls fn for each JSON object within raw.
func walk(raw json.RawMessage, fn func(json.RawMessage)) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, item := range list {
			walk(item, fn)
		}
		return
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return
	}
	fn(raw)
	for _, field := range fields {
		if len(field) > 0 && (field[0] == '{' || field[0] == '[') {
			walk(field, fn)
		}
	}
}

// presses uses the newest button of that name: in the open form, else in the
// messages.
func (s *stage) presses(who, label string) error {
	if v, ok := s.slack.OpenView(who); ok {
		for _, e := range elements(v.Blocks) {
			if readable(e.Text.Text) == label {
				return s.slack.Press(who, slacksim.Press{View: v.ID, ActionID: e.ActionID})
			}
		}
	}
	all := s.visible(who)
	for _, m := range slices.Backward(all) {
		for _, e := range elements(m.Blocks) {
			if readable(e.Text.Text) == label {
				return s.slack.Press(who, press(m, e.ActionID))
			}
		}
	}
	return fmt.Errorf("there is no button %q", label)
}

// taps uses the first button of that name on Home.
func (s *stage) taps(who, label string) error {
	v, ok := s.slack.Home(who)
	if !ok {
		return errors.New("Home was never opened")
	}
	for _, e := range elements(v.Blocks) {
		if e.Text.Text == label {
			return s.slack.Press(who, slacksim.Press{View: v.ID, ActionID: e.ActionID})
		}
	}
	return fmt.Errorf("no button %q on Home", label)
}

func press(m slacksim.Message, action string, values ...string) slacksim.Press {
	p := slacksim.Press{Channel: m.Channel, ActionID: action, Values: values}
	if m.ID != "" {
		p.Ephemeral = m.ID
	} else {
		p.Message = m.TS
	}
	return p
}

// chooses takes an option of a menu of the newest message with a text, or of
// the open form.
func (s *stage) chooses(who, label, text string) error {
	if v, ok := s.slack.OpenView(who); ok && text == "" {
		for _, e := range elements(v.Blocks) {
			for _, o := range e.Options {
				if o.Text.Text == label {
					return s.slack.Press(who, slacksim.Press{View: v.ID, ActionID: e.ActionID, Values: []string{o.Value}})
				}
			}
		}
	}
	m, err := s.find(who, text)
	if err != nil {
		return err
	}
	for _, e := range elements(m.Blocks) {
		for _, o := range e.Options {
			if o.Text.Text == label {
				return s.slack.Press(who, press(m, e.ActionID, o.Value))
			}
		}
	}
	return fmt.Errorf("no menu of %q has %q", text, label)
}

// submits fills the fields of the open form and sends it. What the form says
// is wrong is an error.
func (s *stage) submits(who string, fields []string) error {
	v, ok := s.slack.OpenView(who)
	if !ok {
		return errors.New("no form is open")
	}
	values := map[string]map[string]any{}
	for i := 0; i+1 < len(fields); i += 2 {
		var value any = s.given(fields[i+1])
		if strings.Contains(fields[i+1], "|") {
			value = strings.Split(fields[i+1], "|")
		}
		values[fields[i]] = map[string]any{fields[i]: value}
	}
	result, err := s.slack.Submit(who, v.ID, values)
	if err != nil {
		return err
	}
	if len(result.Errors) > 0 {
		return fmt.Errorf("the form says: %v", result.Errors)
	}
	return nil
}

// given is what a script calls a value: a person by name, \n as a line break.
func (s *stage) given(value string) string {
	if id, ok := s.people[strings.TrimPrefix(value, "@")]; ok && strings.HasPrefix(value, "@") {
		return id
	}
	return strings.ReplaceAll(value, `\n`, "\n")
}
