package scrum

import (
	"strings"
	"time"
)

// PersonID is a person as Slack names them, U… or W….
type PersonID string

// ChannelID is a conversation as Slack names it, C…, G… or D….
type ChannelID string

// Direct reports whether it is a direct message. Slack gives these no name.
func (c ChannelID) Direct() bool { return strings.HasPrefix(string(c), "D") }

// Person is what Pogo knows of somebody.
type Person struct {
	ID       PersonID
	Name     string // display name, never used as an identity
	Zone     string // IANA name; "" if Slack does not say
	Locale   string // as Slack says it, "fr-FR"; "" if unknown
	Bot      bool
	Deleted  bool // deactivated
	Guest    bool // single- or multi-channel guest
	External bool // of another workspace, in a shared channel

	Holidays    string // the code of their own calendar of public holidays; "": that of the product
	ReadsStatus bool   // they let their absences be read from their status in Slack
}

// Obeyed reports whether Pogo takes orders from this person: bots and
// deactivated people never, people of other workspaces only where a message
// offers them a button.
func (p Person) Obeyed() bool { return !p.Bot && !p.Deleted && !p.External }

// InTeam reports whether the person counts as a member of the team that is
// asked at stand-ups and expected in votes.
func (p Person) InTeam() bool { return p.Obeyed() && !p.Guest }

// Location returns the person's zone, or fallback where Slack names none or
// one that this machine does not know.
func (p Person) Location(fallback *time.Location) *time.Location {
	return location(p.Zone, fallback)
}

func location(zone string, fallback *time.Location) *time.Location {
	if zone == "" {
		return fallback
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return fallback
	}
	return loc
}

// Channel is what Pogo knows of a conversation.
type Channel struct {
	ID       ChannelID
	Name     string // without #
	Private  bool
	Direct   bool // a direct message with Pogo
	Shared   bool // with another workspace
	Archived bool
	Member   bool // Pogo is in it
}
