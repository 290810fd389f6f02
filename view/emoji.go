package view

import (
	"pogo/locale"
	"pogo/scrum"
)

// CardVotes is what the reactions to a card say, beside how many want the
// story.
type CardVotes struct {
	Emoji   scrum.VoteEmoji
	Against int
}

// said lists who is for a story, and who is against it if anybody is.
func (v CardVotes) said(thumbs int) []string {
	emoji := v.Emoji.Or(scrum.UsualEmoji())
	facts := []string{EmojiSaid(emoji.Approve) + " " + itoa(thumbs)}
	if v.Against > 0 {
		facts = append(facts, EmojiSaid(emoji.Object)+" "+itoa(v.Against))
	}
	return facts
}

// EmojiSaid is an emoji in a sentence: itself where it is one of the usual
// ones, else by its name, which Slack draws.
func EmojiSaid(name string) string {
	switch name {
	case scrum.ThumbsUp:
		return "👍"
	case scrum.ThumbsDown:
		return "👎"
	case scrum.Shrug:
		return "🤷"
	}
	return ":" + name + ":"
}

// VoteEmoji tells somebody which reactions to a card say what.
func VoteEmoji(w *locale.Words, e scrum.VoteEmoji) Message {
	e = e.Or(scrum.UsualEmoji())
	return Note(w.Say("emoji.overview", "approve", EmojiSaid(e.Approve), "object", EmojiSaid(e.Object), "abstain", EmojiSaid(e.Abstain)))
}
