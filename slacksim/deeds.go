package slacksim

import "encoding/json"

// A Press is a person's use of one interactive element: a click on a button, a
// choice in a menu. The place is exactly one of Message (with Channel),
// Ephemeral and View.
type Press struct {
	Channel   string // of Message
	Message   string // timestamp
	Ephemeral string // Message.ID
	View      string // View.ID: a modal or the Home tab

	BlockID  string // may be empty when ActionID is unique at that place
	ActionID string

	// Values is what was chosen, read according to the kind of element: the
	// option's value for menus, radio buttons and overflow menus (several for
	// multi-selects and checkboxes), ids for people, conversation and channel
	// menus, 2006-01-02 for dates, 15:04 for times, Unix seconds for a date and
	// time, the text for inputs that dispatch. Buttons need none. No values
	// clears a menu.
	Values []string

	// State is what the person had filled in elsewhere at that place when they
	// pressed, as in Submit; it is kept.
	State map[string]map[string]any
}

// A View is a modal or a Home tab as one person sees it.
type View struct {
	ID              string
	Hash            string
	Type            string // "modal" or "home"
	CallbackID      string
	ExternalID      string
	RootID          string
	PreviousID      string // the view under it, when it was pushed
	Title           string
	Submit          string
	Close           string
	PrivateMetadata string
	Blocks          json.RawMessage
	State           json.RawMessage   // {"values": …} as Slack sends it
	Errors          map[string]string // by block id, from the last submission
	NotifyOnClose   bool
	ClearOnClose    bool
}

// A SubmitResult is what a person sees after they sent a form.
type SubmitResult struct {
	// Action is "close", "clear", "update", "push" or "errors".
	Action string
	// Errors by block id, when Action is "errors". Local ones, which Slack's
	// client finds by itself (a required answer is missing, a text too long),
	// never reach the app.
	Errors map[string]string
	Local  bool
	// View is the modal now on top, if any.
	View *View
}
