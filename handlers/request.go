package handlers

import "time"

// Command is a slash command as a person typed it.
type Command struct {
	Key         string // dedupe key: the trigger, else the envelope
	Person      string
	Channel     string // where it was typed, whether or not Pogo is a member
	ChannelName string
	Name        string // "/story"
	Text        string // what follows, as typed; entities such as <@U1|n> kept
	Trigger     string // opens a form within three seconds
	Response    string // the response address
	At          time.Time
}

// Click is a press on a button or a choice in a message, a form or Home.
type Click struct {
	Key      string
	Person   string
	Channel  string            // "" in a form or on Home
	Message  string            // timestamp of the message, "" elsewhere
	Thread   string            // timestamp of the thread whose reply the message is, "" elsewhere
	View     string            // id of the form, "" elsewhere
	Private  string            // the form's private metadata
	Action   string            // action id, "story.undo"
	Value    string            // of the button, or what was chosen
	Values   map[string]string // in a form: what is filled in so far, as in [Submission]
	Trigger  string
	Response string // "" in a form or on Home
	At       time.Time
}

// Submission is a form that a person sent.
type Submission struct {
	Key     string
	Person  string
	Form    string            // the callback id, "story.create"
	Private string            // the form's private metadata
	Values  map[string]string // what was filled in, by block id (by action id where a block has several elements); several choices have commas between them
	Trigger string
	At      time.Time
}

// Reaction is an emoji put on or taken off one of Pogo's messages.
type Reaction struct {
	Person  string
	Channel string
	Message string // timestamp of the message
	Emoji   string // as Slack sends it: aliases and skin tones not yet resolved
	Added   bool
	At      time.Time // the event's own time, which decides, not that of arrival
}

// Mention is a message that names Pogo.
type Mention struct {
	Key     string
	Person  string
	Channel string
	Message string // its timestamp
	Thread  string // timestamp of the thread it is in, "" outside threads
	Text    string // without Pogo's own mention
	Link    string // to the message
	At      time.Time
}

// DirectMessage is a message written to Pogo alone.
type DirectMessage struct {
	Key     string
	Person  string
	Channel string // D…
	Message string
	Thread  string
	Text    string
	At      time.Time
}

// Shortcut is a message or global shortcut.
type Shortcut struct {
	Key      string
	Person   string
	Callback string
	Channel  string // "" for a global one
	Message  string // timestamp of the message it was used on
	Thread   string
	Author   string // who wrote that message
	Text     string // of that message
	Link     string // to that message
	Trigger  string
	Response string
	At       time.Time
}

// HomeOpened tells that a person looks at Pogo's Home.
type HomeOpened struct {
	Key    string
	Person string
	At     time.Time
}

// Joined tells that a person, or Pogo itself, came into a channel.
type Joined struct {
	Key     string
	Person  string
	Channel string
	Inviter string // "" if unknown
	Self    bool   // Pogo itself
	At      time.Time
}
