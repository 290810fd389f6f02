package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What a story's history is called on the wire.
const (
	StoryHistory     = "story.history"
	StoryHistoryPage = "story.historyPage"
)

// History is a page of who changed what in a story, the last first.
type History struct {
	Story   scrum.Story
	Changes []scrum.Change
	Offset  int // of the first of them
	Page    int // how many a full page has
	More    bool
	Names   Names
	Stories map[string]string // keys of the stories that the reader may see, by id
	Sprints map[string]int    // numbers by id
	Now     time.Time
	Zone    *time.Location
}

// StoryHistoryPart shows a page of a story's history: one line for each time
// that somebody changed something, and below it what.
func StoryHistoryPart(w *locale.Words, h History) Message {
	title := w.Say("history.title", "key", h.Story.Key)
	var lines []string
	for _, deed := range h.deeds() {
		who := w.Say("history.clock")
		if deed[0].By != "" {
			who = escape(h.Names.Of(deed[0].By))
		}
		lines = append(lines, "*"+w.Moment(deed[0].At.In(h.Zone), h.Now)+"* · "+who)
		for _, c := range deed {
			lines = append(lines, "• "+h.said(w, c))
		}
	}
	if !h.More {
		lines = append(lines, h.beginning(w))
	}
	m := Message{Text: clip(title+"\n"+strings.Join(lines, "\n"), maxFallback), Blocks: []slack.Block{section("*" + title + "*")}}
	for _, piece := range paragraphs(lines) {
		m.Blocks = append(m.Blocks, section(piece))
	}
	if turn := h.buttons(w); len(turn) > 0 {
		m.Blocks = append(m.Blocks, buttons(turn...))
	}
	return m
}

// deeds are the changes that somebody made at once.
func (h History) deeds() [][]scrum.Change {
	var deeds [][]scrum.Change
	for _, c := range h.Changes {
		if h.unseen(c) {
			continue
		}
		n := len(deeds)
		if n > 0 && deeds[n-1][0].By == c.By && deeds[n-1][0].At.Equal(c.At) {
			deeds[n-1] = append(deeds[n-1], c)
			continue
		}
		deeds = append(deeds, []scrum.Change{c})
	}
	for _, d := range deeds {
		slices.Reverse(d) // they were read backwards
	}
	return deeds
}

// unseen reports whether a change is about stories alone that the reader does
// not see: not even that there is one is told.
func (h History) unseen(c scrum.Change) bool {
	if c.Field != "parent" && c.Field != "needs" {
		return false
	}
	seen := func(list string) (keys []string) {
		for item := range strings.SplitSeq(list, "\n") {
			if key := h.Stories[item]; key != "" {
				keys = append(keys, key)
			}
		}
		return keys
	}
	return slices.Equal(seen(c.Before), seen(c.After))
}

func (h History) beginning(w *locale.Words) string {
	at := w.Moment(h.Story.CreatedAt.In(h.Zone), h.Now)
	if h.Story.Author == "" {
		return w.Say("history.imported", "when", at)
	}
	if h.Story.Writer != "" && h.Story.Writer != h.Story.Author {
		return w.Say("history.writtenFor", "when", at, "who", escape(h.Names.Of(h.Story.Writer)), "for", escape(h.Names.Of(h.Story.Author)))
	}
	return w.Say("history.created", "when", at, "who", escape(h.Names.Of(h.Story.Author)))
}

// said is one change in words: what, before and after, in short.
func (h History) said(w *locale.Words, c scrum.Change) string {
	field := w.Say("history.field." + c.Field)
	switch c.Field {
	case "criteria", "labels", "attachments", "needs":
		return w.Say("history.list", "field", field, "change", h.itemsChanged(w, c))
	case "epic", "hidden":
		if c.After == "" {
			return w.Say("history.no." + c.Field)
		}
		return w.Say("history.yes." + c.Field)
	}
	return w.Say("history.change", "field", field, "before", h.value(w, c.Field, c.Before), "after", h.value(w, c.Field, c.After))
}

// itemsChanged is what came to a list and what went, or that its order changed.
func (h History) itemsChanged(w *locale.Words, c scrum.Change) string {
	before, after := strings.Split(c.Before, "\n"), strings.Split(c.After, "\n")
	var said []string
	add := func(sign string, items, others []string) {
		for _, item := range items {
			if item != "" && !slices.Contains(others, item) && (c.Field != "needs" || h.Stories[item] != "") {
				said = append(said, sign+h.value(w, c.Field, item))
			}
		}
	}
	add("− ", before, after)
	add("+ ", after, before)
	if len(said) == 0 {
		return w.Say("history.reordered")
	}
	const most = 6
	if rest := len(said) - most; rest > 0 {
		said = append(said[:most], w.Say("history.more", "n", rest))
	}
	return strings.Join(said, ", ")
}

// value is one value in the reader's words, short.
func (h History) value(w *locale.Words, field, value string) string {
	if value == "" {
		return w.Say("history.nothing")
	}
	switch field {
	case "state":
		return w.Say("story.state." + value)
	case "asked", "owner":
		return escape(h.Names.Of(scrum.PersonID(value)))
	case "stream":
		return escape(streamName(w, value))
	case "size":
		if p, err := scrum.ParsePoints(value); err == nil {
			return points(w, p)
		}
	case "sprint":
		if n := h.Sprints[value]; n != 0 {
			return itoa(n)
		}
	case "parent", "needs":
		if key := h.Stories[value]; key != "" {
			return key
		}
		return w.Say("history.nothing")
	case "kind":
		return w.Say("history.kind." + value)
	}
	if said := worthPart(w, field, value); said != "" {
		return said
	}
	return w.Quote(escape(oneLine(value, 60)))
}

func (h History) buttons(w *locale.Words) []slack.BlockElement {
	var turn []slack.BlockElement
	id := itoa(h.Story.ID)
	if h.Offset > 0 {
		turn = append(turn, button(StoryHistoryPage+".0", id+" "+itoa(max(0, h.Offset-h.Page)), w.Say("history.newer")))
	}
	if h.More {
		turn = append(turn, button(StoryHistoryPage+".1", id+" "+itoa(h.Offset+h.Page), w.Say("history.older")))
	}
	return turn
}

// paragraphs joins lines into texts that Slack takes, none cut within a line.
func paragraphs(lines []string) []string {
	var out []string
	for _, line := range lines {
		n := len(out)
		if n > 0 && len([]rune(out[n-1]))+len([]rune(line)) < maxSection {
			out[n-1] += "\n" + line
			continue
		}
		out = append(out, clip(line, maxSection))
	}
	return out
}
