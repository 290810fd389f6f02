package slacksim

import (
	"cmp"
	"slices"
	"time"
)

// A Person is a member of the workspace, or of another one that shares a
// channel with it.
type Person struct {
	ID       string // "U…"; made up when empty
	Name     string // the handle, as in @claire; unique
	RealName string

	// DisplayName is what the person chose to be called; most leave it empty,
	// and then apps show RealName.
	DisplayName string
	Title       string
	Avatar      string // an emoji or a color for whoever draws the person; apps never see it
	TZ          string // IANA zone; may be empty, as it is for strangers
	Locale      string // "fr-FR"; strangers have none
	TeamID      string // the workspace; filled in when empty

	StatusEmoji string // ":palm_tree:"
	StatusText  string
	StatusUntil int64 // in seconds since 1970; 0: until it is changed

	Bot      bool // an app's user
	Guest    bool // is_restricted
	Stranger bool // from another workspace, present through a shared channel
	Admin    bool
	Deleted  bool // deactivated
}

// AddPerson adds a member, or replaces the one with the same id, and returns
// the id. The app hears team_join for a new one and user_change for a change.
func (s *Slack) AddPerson(p Person) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.ID == "" {
		p.ID = s.newID("U")
	}
	if p.TeamID == "" {
		p.TeamID = teamID
		if p.Stranger {
			p.TeamID = strangerTeamID
		}
	}
	p.RealName = cmp.Or(p.RealName, p.Name)
	event := "team_join"
	if old := s.person(p.ID); old != nil {
		*old, event = p, "user_change"
	} else {
		s.people = append(s.people, &p)
	}
	if p.ID == s.bot.ID {
		s.bot = p
	}
	s.emit(event, object{"user": s.userJSON(s.person(p.ID), true), "event_ts": s.eventStamp()}, nil)
	s.changed(Change{Kind: "people", User: p.ID})
	return p.ID
}

// People returns everybody, in the order in which they were added.
func (s *Slack) People() []Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	people := make([]Person, len(s.people))
	for i, p := range s.people {
		people[i] = *p
	}
	return people
}

// Deactivate deactivates a person's account.
func (s *Slack) Deactivate(user string) error {
	s.mu.Lock()
	p := s.person(user)
	s.mu.Unlock()
	if p == nil {
		return refuse("user_not_found")
	}
	gone := *p
	gone.Deleted = true
	s.AddPerson(gone)
	return nil
}

func (s *Slack) person(id string) *Person {
	i := slices.IndexFunc(s.people, func(p *Person) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return s.people[i]
}

// actor returns the person who wants to do something.
func (s *Slack) actor(id string) (*Person, error) {
	p := s.person(id)
	switch {
	case p == nil:
		return nil, refuse("user_not_found")
	case p.Deleted:
		return nil, refuse("account_inactive")
	}
	return p, nil
}

// human returns the person who wants to use the app; apps use none.
func (s *Slack) human(id string) (*Person, error) {
	p, err := s.actor(id)
	if err == nil && p.Bot {
		err = refuse("restricted_action")
	}
	return p, err
}

// userJSON is a person as users.info tells them.
// See docs.slack.dev/reference/objects/user-object.
func (s *Slack) userJSON(p *Person, locale bool) object {
	user := object{
		"id": p.ID, "team_id": p.TeamID, "name": p.Name, "deleted": p.Deleted, "real_name": p.RealName,
		"is_admin": p.Admin, "is_owner": false, "is_primary_owner": false, "is_restricted": p.Guest,
		"is_ultra_restricted": false, "is_bot": p.Bot, "is_app_user": false, "updated": s.cfg.Now().Unix(),
		"profile": object{
			"title": p.Title, "real_name": p.RealName, "real_name_normalized": p.RealName, "display_name": p.DisplayName,
			"display_name_normalized": p.DisplayName, "team": p.TeamID, "image_72": "https://example.com/" + p.ID + ".png",
			"status_text": p.StatusText, "status_emoji": p.StatusEmoji, "status_expiration": p.StatusUntil,
		},
	}
	if p.Stranger {
		user["is_stranger"] = true
	}
	if zone, err := time.LoadLocation(p.TZ); p.TZ != "" && err == nil {
		name, offset := s.cfg.Now().In(zone).Zone()
		user["tz"], user["tz_label"], user["tz_offset"] = p.TZ, name, offset
	}
	// docs.slack.dev/apis/slack-connect: members of other organizations carry no locale.
	if locale && p.Locale != "" && !p.Stranger {
		user["locale"] = p.Locale
	}
	if p.ID == botUserID {
		user["profile"].(object)["bot_id"], user["profile"].(object)["api_app_id"] = botID, appID
	}
	return user
}
