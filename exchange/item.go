package exchange

import (
	"slices"
	"strings"
	"time"

	"pogo/scrum"
)

// Item is a row of a table as it would become a story.
type Item struct {
	Row, Line                   int
	Source                      string // the tool
	Alias                       string // another id of the tool, "" for none
	ID                          string // the tool's own, or made of the row's title and text if there is none
	Text                        string // whole, as the story keeps it
	Status                      string // in the tool's words
	State                       scrum.StoryState
	Known                       bool   // the status was one that is known
	Cause                       string // of a drop, in the tool's words
	Size                        scrum.Points
	CreatedAt                   time.Time // zero if the file does not say
	ReadyAt, DoneAt, ReleasedAt time.Time
	Stream                      string
	Labels                      []string
	Attachments                 []string // addresses
	Epic                        bool     // it holds others
	Worth                       scrum.Worth
	Refs                        []Ref    // to other items
	Unread                      []string // what could not be read; it is kept in the text

	title, body string // what the grammar reads
	criteria    []string
	bug         bool
}

// Where says where the item stands in its file.
func (i Item) Where() string { return spot(i.Line, i.Row) }

// Story makes the story, reading the text as if it had been typed. It asks for
// the longest time of all that an import does, and is safe to call for many
// items at once.
func (i Item) Story() scrum.Story {
	s := scrum.Story{
		Text: i.Text, Parsed: i.parsed(), State: i.State, DroppedCause: i.Cause,
		Size: i.Size, CreatedAt: i.CreatedAt, ReadyAt: i.ReadyAt, DoneAt: i.DoneAt, ReleasedAt: i.ReleasedAt,
		Stream: i.Stream, Labels: i.Labels, Attachments: i.Attachments, Epic: i.Epic, Worth: i.Worth,
	}
	s.Hidden = s.Sensitive()
	return s
}

func (i Item) parsed() scrum.Parsed {
	parsed := i.narrative()
	parsed.Criteria = append(parsed.Criteria, i.criteria...)
	if i.bug && parsed.Kind != scrum.KindStory && parsed.Kind != scrum.KindJobStory {
		parsed.Kind = scrum.KindBug
	}
	return parsed
}

// narrative reads title and body as one text. If one paragraph is the story,
// what the others say is no part of its reason.
func (i Item) narrative() scrum.Parsed {
	whole := scrum.Parse(paragraphs(i.title, i.body))
	parts := append([]string{i.title}, strings.Split(i.body, "\n\n")...)
	within := func(part string) bool { return strings.Contains(part, whole.Benefit) }
	if whole.Role == "" || slices.ContainsFunc(parts, within) {
		return whole
	}
	const few = 5
	for _, part := range parts[:min(few, len(parts))] {
		if one := scrum.Parse(part); one.Role == whole.Role && one.Benefit != "" &&
			strings.HasPrefix(whole.Goal, one.Goal) && strings.HasPrefix(whole.Benefit, one.Benefit) {
			whole.Goal, whole.Benefit = one.Goal, one.Benefit
			break
		}
	}
	return whole
}

func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return "“" + s + "”"
}
