package slacksim

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// typedTokens finds people, channels, user groups and links in what was typed.
func typedTokens() *regexp.Regexp {
	return regexp.MustCompile(`<(?:[@#]|!subteam\^)[A-Z0-9]+(\|[^<>]*)?>|https?://[^\s<>]+|[@#][\p{L}\p{N}_.-]+`)
}

// encodeTyped writes what a person typed as Slack hands it to apps: people,
// channels and links as tokens, & < > escaped. labels adds the names, as in
// commands with should_escape.
// See docs.slack.dev/messaging/formatting-message-text#escaping and
// docs.slack.dev/interactivity/implementing-slash-commands.
func (s *Slack) encodeTyped(typed string, labels bool) string {
	var out strings.Builder
	rest := typed
	for {
		at := s.tokens.FindStringIndex(rest)
		if at == nil {
			break
		}
		before, token := rest[:at[0]], rest[at[0]:at[1]]
		out.WriteString(escape(before))
		if last, _ := utf8.DecodeLastRuneInString(before); unicode.IsLetter(last) || unicode.IsDigit(last) {
			out.WriteString(escape(token)) // inside a word, as in an address
		} else {
			out.WriteString(s.encodeToken(token, labels))
		}
		rest = rest[at[1]:]
	}
	out.WriteString(escape(rest))
	return out.String()
}

func escape(text string) string {
	text = strings.ReplaceAll(text, "&", "&amp;") // first: the others make some
	return strings.ReplaceAll(strings.ReplaceAll(text, "<", "&lt;"), ">", "&gt;")
}

// encodeToken writes one mention or link, or escapes what is none.
func (s *Slack) encodeToken(token string, labels bool) string {
	switch {
	case strings.HasPrefix(token, "http"):
		link := strings.TrimRight(token, ".,;:!?)")
		return "<" + escape(link) + ">" + escape(token[len(link):])
	case strings.HasPrefix(token, "<"):
		id, _, _ := strings.Cut(strings.TrimPrefix(token[2:len(token)-1], "subteam^"), "|")
		if p := s.person(id); p != nil && token[1] == '@' {
			return mention("@", p.ID, p.Name, labels)
		}
		if g := s.userGroup(id); g != nil && token[1] == '!' {
			return mentionGroup(g, labels)
		}
		if c := s.channel(id); c != nil && token[1] == '#' {
			return mentionChannel(c, labels)
		}
		return escape(token)
	default:
		return s.encodeName(token, labels)
	}
}

// encodeName writes "@samir" or "#dev", the full stop of the sentence left out.
func (s *Slack) encodeName(token string, labels bool) string {
	name := strings.TrimRight(token[1:], ".-")
	tail := token[1+len(name):]
	if token[0] == '@' && (name == "here" || name == "channel" || name == "everyone") {
		return "<!" + name + ">" + tail
	}
	for _, p := range s.people {
		if token[0] == '@' && p.Name == name {
			return mention("@", p.ID, p.Name, labels) + tail
		}
	}
	isNamed := func(g *UserGroup) bool { return token[0] == '@' && g.Handle == name && !g.Disabled }
	if i := slices.IndexFunc(s.groups, isNamed); i >= 0 {
		return mentionGroup(s.groups[i], labels) + tail
	}
	for _, c := range s.channels {
		if token[0] == '#' && c.Name == name && !c.Direct {
			return mentionChannel(c, labels) + tail
		}
	}
	return escape(token)
}

// mentionGroup keeps the @ in the name, as Slack does.
func mentionGroup(g *UserGroup, labels bool) string {
	return mention("!subteam^", g.ID, "@"+g.Handle, labels)
}

// mentionChannel hides the name of a private channel.
func mentionChannel(c *channel, labels bool) string {
	name := c.Name
	if c.Private {
		name = ""
	}
	return mention("#", c.ID, name, labels || c.Private)
}

func mention(sign, id, name string, label bool) string {
	if label {
		return "<" + sign + id + "|" + name + ">"
	}
	return "<" + sign + id + ">"
}
