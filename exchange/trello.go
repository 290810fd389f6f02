package exchange

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// trelloBoard is what is read of the JSON that Trello exports a board to, for
// those whose plan has no CSV.
type trelloBoard struct {
	Cards      []trelloCard
	Lists      []trelloList
	Members    []trelloMember
	Checklists []trelloChecklist
}

type (
	trelloCard struct {
		ID          string             `json:"id"`
		Name        string             `json:"name"`
		Text        string             `json:"desc"`
		URL         string             `json:"shortUrl"`
		List        string             `json:"idList"`
		Members     []string           `json:"idMembers"`
		Labels      []trelloLabel      `json:"labels"`
		Attachments []trelloAttachment `json:"attachments"`
		Due         string             `json:"due"`
		Start       string             `json:"start"`
		Closed      bool               `json:"closed"`
	}
	trelloLabel struct {
		Name  string `json:"name"`
		Color string `json:"color"`
	}
	trelloAttachment struct {
		URL string `json:"url"`
	}
	trelloList struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		Closed bool   `json:"closed"`
	}
	trelloMember struct {
		ID   string `json:"id"`
		Name string `json:"fullName"`
	}
	trelloChecklist struct {
		Card  string       `json:"idCard"`
		Name  string       `json:"name"`
		Items []trelloItem `json:"checkItems"`
	}
	trelloItem struct {
		Name  string  `json:"name"`
		State string  `json:"state"`
		Place float64 `json:"pos"`
	}
)

// readTrello reads a board's cards. What else is in the file, such as every
// move of every card, is passed over section by section.
func readTrello(file io.Reader) (*trelloBoard, error) {
	r := newJSONReader(file)
	var board trelloBoard
	sections := map[string]any{"cards": &board.Cards, "lists": &board.Lists, "members": &board.Members, "checklists": &board.Checklists}
	if !r.opens('{') {
		return nil, r.fault(notOurs)
	}
	for r.More() {
		name, err := r.Token()
		if err != nil {
			return nil, r.whole(r.syntax(err))
		}
		key, _ := name.(string)
		into, wanted := sections[key]
		if !wanted {
			into = new(json.RawMessage)
		}
		if err := r.decode(into); err != nil {
			return nil, r.whole(err)
		}
	}
	if board.Lists == nil || board.Cards == nil {
		return nil, r.fault(notOurs)
	}
	return &board, r.whole(r.closes('}'))
}

// trelloHeader are the columns of Trello's own CSV, as far as the JSON has
// them, and those that only the JSON has.
func trelloHeader() []string {
	return []string{
		"Card ID", "Card Name", "Card URL", "Card Description", "Labels", "Members", "Due Date", "Start Date",
		"Attachment Links", "Checklists", "List Name", "Archived",
	}
}

func openBoard(file io.Reader) ([]string, rows, error) {
	board, err := readTrello(file)
	if err != nil {
		return nil, nil, err
	}
	return trelloHeader(), &cards{board: board}, nil
}

// cards gives a board's cards as the rows of Trello's CSV.
type cards struct {
	board *trelloBoard
	next  int
}

// Next returns the next card, or io.EOF.
func (c *cards) Next() (Row, error) {
	if c.next == len(c.board.Cards) {
		return Row{}, io.EOF
	}
	card := c.board.Cards[c.next]
	c.next++
	list := find(c.board.Lists, func(l trelloList) bool { return l.ID == card.List })
	var labels, people, links []string
	for _, l := range card.Labels {
		if l.Name == "" {
			l.Name = l.Color
		}
		labels = append(labels, l.Name)
	}
	for _, id := range card.Members {
		people = append(people, find(c.board.Members, func(m trelloMember) bool { return m.ID == id }).Name)
	}
	for _, a := range card.Attachments {
		links = append(links, a.URL)
	}
	return Row{Number: c.next, Cells: []string{
		card.ID, card.Name, card.URL, card.Text, strings.Join(labels, ", "), strings.Join(people, ", "), card.Due, card.Start,
		strings.Join(links, ", "), c.board.checklists(card.ID), list.Name, strconv.FormatBool(card.Closed || list.Closed),
	}}, nil
}

func (b *trelloBoard) checklists(card string) string {
	var all strings.Builder
	for _, list := range b.Checklists {
		if list.Card != card {
			continue
		}
		fmt.Fprintf(&all, "%s\n", list.Name)
		slices.SortStableFunc(list.Items, func(a, b trelloItem) int { return cmp.Compare(a.Place, b.Place) })
		for _, item := range list.Items {
			mark := "[ ]"
			if item.State == "complete" {
				mark = "[x]"
			}
			fmt.Fprintf(&all, "- %s %s\n", mark, item.Name)
		}
	}
	return strings.TrimSpace(all.String())
}

// find returns the first that fits, or a zero value.
func find[T any](list []T, fits func(T) bool) T {
	if i := slices.IndexFunc(list, fits); i >= 0 {
		return list[i]
	}
	var none T
	return none
}
