package view

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// HomeTab is Pogo's Home as one person sees it.
type HomeTab struct {
	Type   slack.ViewType `json:"type"`
	Blocks slack.Blocks   `json:"blocks"`
}

// JSON returns the view as the outbox keeps it.
func (h HomeTab) JSON() (json.RawMessage, error) {
	body, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("encode home: %w", err)
	}
	return body, nil
}

const homeStories = 20 // of each list; more would bury the first

// Home shows what waits for a person: what they took, then what they asked
// for.
func Home(w *locale.Words, stories []scrum.Story, person scrum.PersonID) HomeTab {
	var mine, asked []scrum.Story
	for _, s := range stories {
		if s.Owner == person {
			mine = append(mine, s)
		} else {
			asked = append(asked, s)
		}
	}
	var blocks []slack.Block
	if len(mine) > 0 {
		blocks = append(blocks, homeList(w, w.Say("home.mine", "n", len(mine)), mine)...)
	}
	if len(asked) > 0 {
		blocks = append(blocks, homeList(w, w.Say("home.asked", "n", len(asked)), asked)...)
	}
	if len(blocks) == 0 {
		blocks = append(blocks, section(w.Say("home.nothing")))
	}
	blocks = append(blocks, footnote(w.Say("home.start")))
	return HomeTab{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}
}

func homeList(w *locale.Words, title string, stories []scrum.Story) []slack.Block {
	var lines []slack.RichTextSectionElement
	for i, s := range stories[:min(homeStories, len(stories))] {
		if i > 0 {
			lines = append(lines, written("\n"))
		}
		lines = append(lines, backlogLine(s.Key+" ", s, backlogFacts(w, s))...)
	}
	return []slack.Block{header(title), rich(lines...)}
}
