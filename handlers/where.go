package handlers

import "encoding/json"

// Where travels with a form and comes back with it: the channel it was opened
// from, the thread, and the thing it is about. It is no secret and no proof:
// whoever sends the form is authorized anew.
type Where struct {
	Channel  string `json:"c,omitempty"`
	Thread   string `json:"t,omitempty"`
	ID       int64  `json:"i,omitempty"`
	Revision int    `json:"r,omitempty"`
	Opened   int64  `json:"o,omitempty"` // when, in microseconds: what changed since was not seen
	Link     string `json:"l,omitempty"`
	Said     string `json:"s,omitempty"` // timestamp of the message that says what is needed, or of its thread
	Draft    string `json:"d,omitempty"` // what was typed, kept
	Product  string `json:"p,omitempty"` // its channel, where that is not the one above
	Rule     string `json:"u,omitempty"` // of a remark, and
	Hint     string `json:"h,omitempty"` // what it found
	Response string `json:"a,omitempty"` // the address of the message that the form was opened from

	Asks []int64 `json:"as,omitempty"` // of stand-ups, answered together

	Stories []storyBefore     `json:"of,omitempty"` // what several of them were
	Entered map[string]string `json:"e,omitempty"`  // in fields that the form does not show now
}

// String encodes w for a form.
func (w Where) String() string {
	data, err := json.Marshal(w)
	if err != nil {
		return "{}" // unreachable: only strings and numbers
	}
	return string(data)
}

// ParseWhere reads what [Where.String] wrote; anything else is nowhere.
func ParseWhere(private string) Where {
	var w Where
	if json.Unmarshal([]byte(private), &w) != nil {
		return Where{}
	}
	return w
}
