package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pogo/slacksim"
)

// news is what a person sees and has not read yet, or not as it stands now.
func (s *stage) news(who string) string {
	var b strings.Builder
	for _, m := range answersFirst(s.visible(who)) {
		if m.User != s.slack.Bot().ID {
			continue
		}
		text := s.place(who, m) + drawn(m.Text, m.Blocks) + s.files(m) + reactions(m)
		key := who + m.Channel + m.TS + m.ID + text
		if !s.seen[key] {
			s.seen[key] = true
			fmt.Fprintln(&b, text)
		}
	}
	if v, ok := s.slack.OpenView(who); ok {
		text := "form «" + v.Title + "» " + drawn("", v.Blocks)
		if v.Submit != "" {
			text += " [" + v.Submit + "]"
		}
		if key := who + v.ID + v.Hash; !s.seen[key] {
			s.seen[key] = true
			fmt.Fprintln(&b, text)
		}
	}
	if v, ok := s.slack.Home(who); ok {
		if key := who + v.ID + v.Hash; !s.seen[key] {
			s.seen[key] = true
			fmt.Fprintln(&b, "home "+drawn("", v.Blocks))
		}
	}
	return b.String()
}

// files shows what is attached to a message, with what stands in it.
func (s *stage) files(m slacksim.Message) string {
	var list []struct{ ID, Name string }
	if json.Unmarshal(m.Files, &list) != nil {
		return ""
	}
	var b strings.Builder
	for _, f := range list {
		content, _ := s.slack.FileContent(f.ID)
		fmt.Fprintf(&b, "\nfile %s\n%s", f.Name, strings.ReplaceAll(string(content), "\r", ""))
	}
	return b.String()
}

// answersFirst puts what only one person sees before what all see: a private
// answer and the post that goes with it race each other to the channel.
func answersFirst(messages []slacksim.Message) []slacksim.Message {
	slices.SortStableFunc(messages, func(a, b slacksim.Message) int {
		return cmp.Compare(b.EphemeralTo, a.EphemeralTo)
	})
	return messages
}

// place says where a message stands.
func (s *stage) place(who string, m slacksim.Message) string {
	switch {
	case m.EphemeralTo != "" && m.ThreadTS != "":
		return "(only you, thread) "
	case m.EphemeralTo != "":
		return "(only you) "
	case m.Channel == s.slack.DM(who):
		return "(direct) "
	case m.ThreadTS != "" && m.ThreadTS != m.TS:
		return "(thread) "
	}
	return ""
}

func reactions(m slacksim.Message) string {
	var b strings.Builder
	for _, r := range m.Reactions {
		fmt.Fprintf(&b, " :%s:%d", r.Name, len(r.Users))
	}
	return b.String()
}

// drawn is a message or a view in words, in the order in which it is read.
// The text stands for the message where there are no blocks.
func drawn(text string, blocks json.RawMessage) string {
	if len(blocks) == 0 {
		return readable(text)
	}
	var b strings.Builder
	speak(&b, blocks)
	return readable(b.String())
}

// readable is text as a script can be written: with plain spaces, and none at
// the end of a line.
func readable(text string) string {
	lines := strings.Split(strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(text), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// part is what any element of Block Kit may hold.
type part struct {
	Type      string            `json:"type"`
	Text      json.RawMessage   `json:"text"`
	Label     json.RawMessage   `json:"label"`
	Title     json.RawMessage   `json:"title"`
	Elements  []json.RawMessage `json:"elements"`
	Element   json.RawMessage   `json:"element"`
	Accessory json.RawMessage   `json:"accessory"`
	Fields    []json.RawMessage `json:"fields"`
	Options   []json.RawMessage `json:"options"`
	Initial   json.RawMessage   `json:"initial_value"`
	UserID    string            `json:"user_id"`
	BlockID   string            `json:"block_id"`
}

func speak(b *strings.Builder, raw json.RawMessage) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for i, item := range list {
			if i > 0 {
				b.WriteString("\n  ")
			}
			speak(b, item)
		}
		return
	}
	var plain string
	if json.Unmarshal(raw, &plain) == nil {
		b.WriteString(plain)
		return
	}
	var p part
	if json.Unmarshal(raw, &p) != nil {
		return
	}
	p.speak(b)
}

func (p part) speak(b *strings.Builder) {
	opening, closing := p.brackets()
	b.WriteString(opening)
	for _, raw := range []json.RawMessage{p.Title, p.Label, p.Text, p.Element, p.Initial, p.Accessory} {
		if len(raw) > 0 {
			speak(b, raw)
			b.WriteString(map[string]string{"input": " ", "section": " "}[p.Type])
		}
	}
	for _, group := range [][]json.RawMessage{p.Fields, p.Elements, p.Options} {
		for i, raw := range group {
			if i > 0 && p.isList() {
				b.WriteString(" / ")
			}
			speak(b, raw)
		}
	}
	b.WriteString(closing)
}

func (p part) isList() bool {
	return p.Type == "rich_text_list" || p.Type == "overflow" || strings.HasSuffix(p.Type, "select") || p.Type == "radio_buttons"
}

func (p part) brackets() (opening, closing string) {
	switch {
	case p.Type == "button" || p.Type == "overflow" || strings.HasSuffix(p.Type, "select") || p.Type == "radio_buttons":
		return "[", "] "
	case p.Type == "input":
		return p.BlockID + "=", ""
	case p.Type == "data_visualization":
		return "chart ", ""
	case p.UserID != "":
		return "@" + p.UserID, ""
	}
	return "", ""
}
