package view

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// What a sheet says of one of its asks and nothing but the message keeps. It
// stands in the name of a block, with the ask, so that it is still known when
// the message is drawn again because of another ask.
const (
	remarkLate    = "late"
	remarkPerhaps = "perhaps"
	askAway       = "standup.ask.away"
	askStopped    = "standup.ask.stopped"
)

// marked names the first block of what is shown of an ask after a remark.
func (p StandupPart) marked(remark string, m Message) Message {
	if first, ok := m.Blocks[0].(*slack.SectionBlock); ok {
		first.BlockID = p.remarkID(remark)
	}
	return m
}

func (p StandupPart) remarkID(remark string) string { return remark + ":" + itoa(p.Ask.ID) }

// Remembering is the part with the remarks that it bears in a sheet as the
// outbox keeps it; with none if that is no sheet.
func (p StandupPart) Remembering(sheet json.RawMessage) StandupPart {
	var message struct {
		Blocks []struct {
			ID string `json:"block_id"`
		} `json:"blocks"`
	}
	if json.Unmarshal(sheet, &message) != nil {
		return p
	}
	for _, block := range message.Blocks {
		switch block.ID {
		case p.remarkID(remarkLate):
			p.Late = true
		case p.remarkID(remarkPerhaps):
			p.PerhapsBlocked = true
		case p.remarkID(askAway):
			p.Ended = askAway
		case p.remarkID(askStopped):
			p.Ended = askStopped
		}
	}
	return p
}
