package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons of news are called on the wire.
const (
	NewsMore    = "news.more"
	NewsMute    = "news.mute"
	NewsMuteAll = "news.muteAll"
	NewsHear    = "news.hear"
)

// NewsName names the message of a line of news.
func NewsName(id scrum.NewsID) string { return "news:" + itoa(id) }

// NewsShown is a line of news as it stands.
type NewsShown struct {
	News    scrum.News
	Channel string // name of the product's channel
	Lines   []NewsLine
	Zone    *time.Location // in which it is read
}

// NewsLine is what is told of one story.
type NewsLine struct {
	Item   scrum.NewsItem
	Story  scrum.Story
	Writer string    // who brought it
	Until  time.Time // of the sprint it was planned in
	Parts  []string  // keys of what it was split into
}

const maxNews = 10 // stories of one line; more would be a page

// News tells whoever asked for stories what became of them. In a thread it
// mentions them, so that they find it among others.
func News(w *locale.Words, n NewsShown) Message {
	text := n.Lines[0].said(w, n)
	if len(n.Lines) > 1 {
		text = severalNews(w, n)
	}
	if n.News.Thread != "" {
		text = mention(n.News.Person) + " " + text
	}
	elements := []slack.BlockElement{}
	if len(n.Lines) == 1 {
		elements = append(elements, button(StoryShow, itoa(n.Lines[0].Story.ID), w.Say("story.button.show", "key", n.Lines[0].Story.Key)))
	}
	return Message{Text: clip(text, maxFallback), Blocks: []slack.Block{section(text), buttons(append(elements, newsMenu(w, n))...)}}
}

// severalNews is a list; the end of the sprint that all are planned in stands
// above it, once.
func severalNews(w *locale.Words, n NewsShown) string {
	first := n.Lines[0]
	planned := !slices.ContainsFunc(n.Lines, func(l NewsLine) bool {
		return l.Item.Taken || l.Item.Kind != scrum.NewsPlanned || l.Item.Sprint != first.Item.Sprint
	})
	said := []string{w.Say("news.several", "channel", escape(n.Channel))}
	if planned {
		said[0] = w.Say("news.severalPlanned", "channel", escape(n.Channel), "until", first.until(w, n))
	}
	for _, line := range n.Lines[:min(maxNews, len(n.Lines))] {
		if planned {
			said = append(said, "• "+line.story(w))
		} else {
			said = append(said, "• "+line.said(w, n))
		}
	}
	if more := len(n.Lines) - maxNews; more > 0 {
		said = append(said, w.Say("news.more", "n", more))
	}
	return strings.Join(said, "\n")
}

func (l NewsLine) story(w *locale.Words) string {
	return "*" + l.Story.Key + "* " + w.Quote(escape(oneLine(l.Story.Headline(), 120)))
}

// until is the end of the sprint as it was when the line was written.
func (l NewsLine) until(w *locale.Words, n NewsShown) string {
	return w.Moment(l.Until.In(n.Zone), n.News.At)
}

func (l NewsLine) said(w *locale.Words, n NewsShown) string {
	about := []any{"story", l.story(w)}
	if l.Item.Taken && l.Story.State == scrum.StoryUndone {
		return w.Say("news.withdrawn", about...)
	}
	if l.Item.Taken {
		return w.Say("news.taken", append(about, "state", strings.ToLower(w.Say("story.state."+string(l.Story.State))))...)
	}
	switch l.Item.Kind {
	case scrum.NewsKept:
		about = append(about, "who", escape(l.Writer), "channel", escape(n.Channel))
	case scrum.NewsPlanned:
		about = append(about, "until", l.until(w, n))
	case scrum.NewsSplit:
		about = append(about, "keys", w.List(l.Parts))
	case scrum.NewsDropped:
		if cause := strings.TrimSpace(clean(l.Story.DroppedCause)); cause != "" {
			return w.Say("news.droppedWhy", append(about, "cause", w.Quote(escape(clip(cause, 600))))...)
		}
	case scrum.NewsUnplanned, scrum.NewsToTry, scrum.NewsDone, scrum.NewsReleased:
	}
	return w.Say("news."+string(l.Item.Kind), about...)
}

// newsMenu lets the reader hear less: of a story, or of all of them.
func newsMenu(w *locale.Words, n NewsShown) slack.BlockElement {
	const stories = 4 // a menu holds five options
	id := itoa(n.News.ID)
	var options []*slack.OptionBlockObject
	for _, line := range n.Lines[:min(stories, len(n.Lines))] {
		options = append(options, option(NewsMute+":"+id+" "+itoa(line.Story.ID), w.Say("news.button.mute", "key", line.Story.Key)))
	}
	options = append(options, option(NewsMuteAll+":"+id, w.Say("news.button.muteAll", "channel", n.Channel)))
	return slack.NewOverflowBlockElement(NewsMore, options...)
}

// MutedNews is something that somebody muted.
type MutedNews struct {
	scrum.Muted
	Channel string // name of the product's channel
	Key     string // of the story; "" for all of the product's
}

func (m MutedNews) said(w *locale.Words) string {
	if m.Key != "" {
		return w.Say("news.mutedOne", "key", m.Key)
	}
	return w.Say("news.mutedAll", "channel", escape(m.Channel))
}

func (m MutedNews) button(w *locale.Words, n int) *slack.ButtonBlockElement {
	return button(NewsHear+"."+itoa(n), itoa(m.Product)+" "+itoa(m.Story), w.Say("news.button.hear"))
}

// NewsIsMuted confirms that somebody is left in peace.
func NewsIsMuted(w *locale.Words, m MutedNews) Message {
	said := m.said(w) + " " + w.Say("news.how")
	return Message{Text: said, Blocks: []slack.Block{section(said), buttons(m.button(w, 0))}}
}

// NewsMuted lists what somebody muted.
func NewsMuted(w *locale.Words, list []MutedNews) Message {
	if len(list) == 0 {
		return Note(w.Say("news.nothingMuted"))
	}
	const most = 20
	spoken := []string{w.Say("news.list")}
	blocks := []slack.Block{section(w.Say("news.list"))}
	for i, m := range list[:min(most, len(list))] {
		spoken = append(spoken, "• "+m.said(w))
		blocks = append(blocks, sectionWith(m.said(w), m.button(w, i)))
	}
	blocks = append(blocks, footnote(w.Say("news.howAll")))
	return Message{Text: strings.Join(spoken, "\n"), Blocks: blocks}
}
