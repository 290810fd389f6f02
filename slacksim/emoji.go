package slacksim

import (
	_ "embed" // for the names of the standard emoji
	"strings"
)

// emojiNames has one emoji a line: its name and then its other names, as in the
// list that Slack's clients are made from (github.com/iamcal/emoji-data, MIT, by
// way of the npm package @emoji-mart/data 1.2.1).
//
//go:embed emoji.txt
var emojiNames string

// knownEmoji maps every name to the one that Slack uses.
func knownEmoji(custom []string) map[string]string {
	known := map[string]string{}
	for line := range strings.Lines(emojiNames) {
		names := strings.Fields(line)
		for _, name := range names {
			known[name] = names[0]
		}
	}
	for _, name := range custom {
		known[name] = name
	}
	return known
}

// emojiName checks a reaction's name and brings aliases to one name, so that
// "thumbsup" and "+1" are one reaction, as in Slack. A skin tone stays.
// See docs.slack.dev/reference/methods/reactions.add: invalid_name.
func (s *Slack) emojiName(name string) (string, bool) {
	base, tone, toned := strings.Cut(name, "::")
	if s.emoji == nil {
		s.emoji = knownEmoji(s.cfg.Emoji)
	}
	main, known := s.emoji[base]
	if toned {
		main += "::" + tone
		number, isTone := strings.CutPrefix(tone, "skin-tone-")
		known = known && isTone && len(number) == 1 && number >= "2" && number <= "6"
	}
	return main, known
}
