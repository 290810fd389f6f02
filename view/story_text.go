package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What one page of a long text holds: few paragraphs, each of which Slack
// takes whole.
const (
	pagePieces = 3
	pieceSize  = 2900
)

// StoryText is a page, counted from 1, of the original as it was written.
func StoryText(w *locale.Words, s scrum.Story, page int) Message {
	title := func(page, pages int) string {
		if pages > 1 {
			return w.Say("story.originalPage", "key", s.Key, "page", page, "pages", pages)
		}
		return w.Say("story.original", "key", s.Key)
	}
	return longText{text: scrum.AsRead(s.Text), title: title, turn: StoryPage, id: itoa(s.ID)}.page(w, page)
}

// longText is what one message does not hold.
type longText struct {
	text  string
	title func(page, pages int) string
	turn  string // the button that shows another page
	id    string // which stands before the page in its value
}

// page is a page, counted from 1. All of the text is on some page; a page that is
// not there is the last.
func (l longText) page(w *locale.Words, page int) Message {
	all := whole(clean(l.text), pieceSize)
	pages := max(1, (len(all)+pagePieces-1)/pagePieces)
	page = min(max(1, page), pages)
	first := l.title(page, pages)
	m := Message{Text: first, Blocks: []slack.Block{section(first)}}
	for _, piece := range all[(page-1)*pagePieces : min(page*pagePieces, len(all))] {
		m.Blocks = append(m.Blocks, rich(written(piece)))
	}
	var turns []slack.BlockElement
	if page > 1 {
		turns = append(turns, button(l.turn+".1", l.id+" "+itoa(page-1), w.Say("backlog.button.previous")))
	}
	if page < pages {
		turns = append(turns, button(l.turn+".2", l.id+" "+itoa(page+1), w.Say("backlog.button.next")))
	}
	if len(turns) > 0 {
		m.Blocks = append(m.Blocks, buttons(turns...))
	}
	return m
}

// whole cuts a text into pieces of at most size runes, behind a line or a word
// where there is one. Joined they are the text again.
func whole(text string, size int) []string {
	var out []string
	for runes := []rune(text); len(runes) > 0; {
		cut := string(runes[:min(size, len(runes))])
		if len(runes) > size {
			for _, end := range []string{"\n", " "} {
				if i := strings.LastIndex(cut, end); i > len(cut)/2 {
					cut = cut[:i+1]
					break
				}
			}
		}
		out = append(out, cut)
		runes = runes[len([]rune(cut)):]
	}
	return out
}
