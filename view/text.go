package view

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Lengths that Slack refuses to exceed (docs.slack.dev/reference/block-kit),
// or that keep a message readable.
const (
	maxButton   = 75
	maxOption   = 75
	maxOptions  = 100  // of a menu
	maxTitle    = 24   // of a form
	maxSection  = 3000 // of a text object
	maxInput    = 3000 // of a text input
	maxFallback = 3900 // chat.update refuses texts over 4,000
	maxCardPart = 300  // of one part of a story on its card
	maxPrivate  = 3000 // of a form's private metadata
	maxBlocks   = 50   // of a message
)

// clean removes what would disturb the reader rather than tell them
// something: control characters and the marks that turn the direction of the
// text around them. What is stored keeps them.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f':
			return -1
		}
		return r
	}, text)
}

// Clean does so for a word that a sentence quotes.
func Clean(text string) string { return clean(text) }

// clip shortens text to at most n runes, at a word where possible, and says
// so with an ellipsis.
func clip(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	runes := []rune(text)[:n-1]
	cut := string(runes)
	if i := strings.LastIndexAny(cut, " \n"); i > len(cut)*2/3 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " \n.,;:") + "…"
}

// oneLine is clean text without line breaks, at most n runes.
func oneLine(text string, n int) string {
	return clip(strings.Join(strings.Fields(clean(text)), " "), n)
}

// escape makes text safe where Slack reads mrkdwn. It is applied exactly
// once, to what people wrote and never to sentences of locale.
func escape(text string) string {
	text = clean(text)
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// mention pings a person; only somebody who must act is ever mentioned.
func mention(person scrum.PersonID) string { return "<@" + string(person) + ">" }

func plain(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, true, false)
}

func mrkdwn(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, clip(text, maxSection), false, true)
}

// dated writes an instant so that it stays true while the message stands:
// "Thu 26 Nov, 17:00 (Paris)".
func dated(w *locale.Words, at time.Time, zone *time.Location) string {
	return w.Day(at.In(zone)) + ", " + timed(w, at, zone)
}

// timed is a time of day, with the city in whose time it is.
func timed(w *locale.Words, at time.Time, zone *time.Location) string {
	return w.Clock(at.In(zone)) + " (" + locale.City(zone) + ")"
}
