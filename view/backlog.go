package view

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons of the backlog are called on the wire.
const (
	BacklogPage  = "backlog.page"
	BacklogShare = "backlog.share"
)

// BacklogList is one page of the backlog, in its order.
type BacklogList struct {
	Channel string // name of the product's channel
	Stories []scrum.Story
	First   int // rank of the first story of this page, from 1
	Total   scrum.Total
	Size    int  // stories on a full page
	Later   bool // there is a page behind this one
	// RankedBy is the number of the vote whose order the first stories have; 0
	// for none.
	RankedBy int
	Shared   bool // posted for everybody: no buttons
	Sought   Sought
}

// Sought is what a list was narrowed by; the zero value is nothing.
type Sought struct {
	Name         string // under which it was saved, if it was
	State        scrum.StoryState
	Owner, Asked string // names
	Text         string
	Stream       string // as it is kept; [scrum.Without] for none, as in those below
	Label        string // as it was typed
	Epic, Needs  string // keys
	MoSCoW       scrum.MoSCoW
	Sort         scrum.Sort
	Typed        string // all of it, as it travels with a button
}

// said is the filter in words.
func (f Sought) said(w *locale.Words) string {
	var parts []string
	if f.State != "" {
		parts = append(parts, w.Say("story.state."+string(f.State)))
	}
	if f.Owner != "" {
		parts = append(parts, w.Say("story.takenBy", "who", escape(f.Owner)))
	}
	if f.Asked != "" {
		parts = append(parts, w.Say("story.askedBy", "who", escape(f.Asked)))
	}
	for _, p := range []struct{ what, value string }{{"Stream", streamName(w, f.Stream)}, {"Label", f.Label}, {"Epic", f.Epic}, {"Needs", f.Needs}} {
		switch p.value {
		case "":
		case scrum.Without:
			parts = append(parts, w.Say("backlog.without"+p.what))
		default:
			parts = append(parts, w.Say("backlog.with"+p.what, "value", escape(p.value)))
		}
	}
	switch f.MoSCoW {
	case "":
	case scrum.Without:
		parts = append(parts, w.Say("worth.withoutMoSCoW"))
	default:
		parts = append(parts, w.Say("worth.moscow."+string(f.MoSCoW)))
	}
	if f.Text != "" {
		parts = append(parts, w.Quote(escape(oneLine(f.Text, 80))))
	}
	if f.Sort != "" {
		parts = append(parts, w.Say("worth.sorted", "by", w.Say("worth.sort."+string(f.Sort))))
	}
	said := strings.Join(parts, ", ")
	if f.Name != "" {
		return w.Say("backlog.view.named", "name", escape(f.Name), "sought", said)
	}
	return said
}

// Page is which page of a list a button leads to.
type Page struct {
	First int        // the number that its first story has in the list
	After scrum.Spot // it begins behind this story, wherever that is by now; else the numbers say where
}

// String writes the page onto a button.
func (p Page) String() string {
	if p.After.None() {
		return itoa(p.First)
	}
	text := fmt.Sprintf("%d>%d.%d", p.First, p.After.Place, p.After.Number)
	if p.After.Key != 0 {
		text += "." + itoa(p.After.Key)
	}
	return text
}

// ParsePage reads the page that a button leads to.
func ParsePage(text string) (Page, bool) {
	var p Page
	first, after, found := strings.Cut(text, ">")
	n, err := strconv.Atoi(first)
	if p.First = n; err != nil || n < 1 || !found {
		return p, err == nil && n > 0
	}
	place, number, _ := strings.Cut(after, ".")
	number, key, sorted := strings.Cut(number, ".")
	if p.After.Place, err = strconv.ParseInt(place, 10, 64); err == nil {
		p.After.Number, err = strconv.Atoi(number)
	}
	if sorted && err == nil {
		p.After.Key, err = strconv.ParseInt(key, 10, 64)
	}
	return p, err == nil
}

// Backlog shows one page: rank, story, size, 👍, state.
func Backlog(w *locale.Words, list BacklogList) Message {
	title := backlogTitle(w, list)
	if list.Total.N == 0 && len(list.Stories) == 0 {
		return Note(title)
	}
	var lines []slack.RichTextSectionElement
	spoken := []string{title}
	scored := true
	for i, s := range list.Stories {
		if i > 0 {
			lines = append(lines, written("\n"))
		}
		score, ok := scoreSaid(w, s, list.Sought.Sort)
		if scored && !ok {
			scored = false
			line := w.Say("worth.unsorted." + string(list.Sought.Sort))
			lines, spoken = append(lines, italic(line), written("\n")), append(spoken, line)
		}
		head := itoa(list.First+i) + ". " + s.Key + " "
		if list.Sought.Typed != "" { // its place in this list is no rank
			head = s.Key + " "
		}
		facts := score + backlogFacts(w, s)
		lines = append(lines, backlogLine(head, s, facts)...)
		spoken = append(spoken, head+escape(headline(s))+facts)
	}
	blocks := []slack.Block{section("*" + title + "*"), rich(lines...)}
	if list.RankedBy > 0 {
		line := w.Say("backlog.rankedBy", "number", list.RankedBy)
		blocks, spoken = append(blocks, footnote(line)), append(spoken, line)
	}
	if !list.Shared {
		blocks = append(blocks, backlogButtons(w, list))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

func backlogTitle(w *locale.Words, list BacklogList) string {
	channel, sought := escape(list.Channel), list.Sought.said(w)
	n := list.Total.N
	switch {
	case list.Sought.Typed == "" && n == 0:
		return w.Say("backlog.empty")
	case list.Sought.Typed == "":
		return w.Say("backlog.title", "count", n, "n", w.Number(n), "channel", channel)
	case list.Total.More && n < scrum.MaxMet:
		return w.Say("backlog.foundSome", "count", n, "n", w.Number(n), "looked", w.Number(scrum.MaxLooked), "channel", channel, "sought", sought)
	case list.Total.More:
		return w.Say("backlog.foundMany", "count", n, "n", w.Number(n), "channel", channel, "sought", sought)
	case n == 0:
		return w.Say("backlog.foundNone", "channel", channel, "sought", sought)
	}
	return w.Say("backlog.found", "count", n, "n", w.Number(n), "channel", channel, "sought", sought)
}

// backlogLine leaves out what there is nothing of: Slack refuses an element
// of rich text without text.
func backlogLine(head string, s scrum.Story, facts string) []slack.RichTextSectionElement {
	line := []slack.RichTextSectionElement{bold(head), written(headline(s))}
	if facts != "" {
		line = append(line, italic(facts))
	}
	return line
}

func backlogFacts(w *locale.Words, s scrum.Story) string {
	facts := ""
	if s.Size.Known {
		facts += " · " + points(w, s.Size)
	}
	if gate := gateSaid(w, s.Worth); gate != "" {
		facts += " · " + gate
	}
	if s.Thumbs > 0 {
		facts += " · 👍 " + itoa(s.Thumbs)
	}
	if s.State != scrum.StoryDraft {
		facts += " · " + w.Say("story.state."+string(s.State))
	}
	return facts
}

func backlogButtons(w *locale.Words, list BacklogList) slack.Block {
	var elements []slack.BlockElement
	value := func(p Page) string { return strings.TrimSpace(p.String() + " " + list.Sought.Typed) }
	if list.First > 1 {
		elements = append(elements, button(BacklogPage, value(Page{First: max(1, list.First-list.Size)}), w.Say("backlog.button.previous")))
	}
	if n := len(list.Stories); list.Later && n > 0 {
		elements = append(elements, button(BacklogPage, value(Page{First: list.First + n, After: list.Stories[n-1].SpotBy(list.Sought.Sort)}), w.Say("backlog.button.next")))
	}
	elements = append(elements, button(BacklogShare, value(Page{First: list.First}), w.Say("backlog.button.share")))
	// Two buttons of one message may not share an action id and a block, so
	// each page button has its own.
	for i, e := range elements {
		if b, ok := e.(*slack.ButtonBlockElement); ok && b.ActionID == BacklogPage {
			b.ActionID = BacklogPage + "." + itoa(i)
		}
	}
	return buttons(elements...)
}

// Waiting is a story that cannot be begun before others are done.
type Waiting struct {
	Story scrum.Story
	For   []scrum.Story // one at least, which the reader may see
}

// Next says what to do first, and what is left out because it waits.
func Next(w *locale.Words, list BacklogList, waiting []Waiting) Message {
	lines := []string{w.Say("backlog.next")}
	if len(list.Stories) == 0 {
		lines[0] = w.Say("backlog.nothingNext")
	}
	for _, s := range list.Stories {
		lines = append(lines, "*"+s.Key+"* "+escape(headline(s))+backlogFacts(w, s))
	}
	var waits []string
	for _, wait := range waiting {
		waits = append(waits, wait.Story.Key+" ("+w.List(storyKeys(wait.For))+")")
	}
	if len(waits) > 0 {
		lines = append(lines, w.Say("backlog.waiting", "stories", strings.Join(waits, ", ")))
	}
	return Note(strings.Join(lines, "\n"))
}
