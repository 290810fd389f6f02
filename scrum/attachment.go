package scrum

import (
	"html"
	"net/url"
	"strings"
)

// Attachment is something elsewhere that belongs to a story.
type Attachment struct {
	Title string // "" for none
	URL   string // http or https
	Host  string // where the address leads, whatever the title says
}

var (
	linkEntity = lazily(`<(https?://[^|>\s]+)(?:\|[^>]*)?>`)
	webAddress = lazily(`(?i)https?://\S+`)
)

// ParseAttachment reads an address of the web, with or without a title before
// it: "Mock-up https://…". It reports false for anything else.
func ParseAttachment(line string) (Attachment, bool) {
	line = linkEntity().ReplaceAllStringFunc(line, func(entity string) string {
		return html.UnescapeString(linkEntity().FindStringSubmatch(entity)[1])
	})
	at := webAddress().FindStringIndex(line)
	if at == nil || strings.TrimSpace(line[at[1]:]) != "" {
		return Attachment{}, false
	}
	title := strings.Trim(strings.TrimSpace(line[:at[0]]), "-–—•*: ")
	u, err := url.Parse(line[at[0]:at[1]])
	if err != nil || u.Hostname() == "" || u.User != nil || len(line) > maxAttachment {
		return Attachment{}, false
	}
	u.Scheme = strings.ToLower(u.Scheme)
	return Attachment{Title: strings.Join(strings.Fields(title), " "), URL: u.String(), Host: u.Hostname()}, true
}

// maxAttachment is how many bytes an address and its title may have.
const maxAttachment = 1000

// String writes the attachment as it is kept and typed.
func (a Attachment) String() string { return strings.TrimSpace(a.Title + " " + a.URL) }
