package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"pogo/handlers"
	"pogo/scrum"
)

// person looks one person up. Whom Slack does not show us is somebody of
// another workspace.
func (d *directory) person(ctx context.Context, id string) error {
	roster := handlers.Roster{People: []scrum.Person{{ID: scrum.PersonID(id), External: true}}}
	u, err := d.api.GetUserInfoContext(ctx, id, slack.GetUserInfoOptionIncludeLocale(true))
	switch {
	case err == nil:
		roster.People[0] = personOf(*u, d.self.get().team)
		noteStatus(&roster, *u)
	case !refusedFor(err, "user_not_found", "user_not_visible", "users_not_found"):
		return fmt.Errorf("look up a person: %w", err)
	}
	if err := d.learn.Learn(ctx, roster); err != nil {
		return fmt.Errorf("store a person: %w", err)
	}
	return nil
}

// channel looks one conversation up. What Slack does not show us is a private
// one that Pogo is not in.
func (d *directory) channel(ctx context.Context, id string) error {
	c, err := d.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
	switch {
	case err == nil:
		return d.store(ctx, *c)
	case !refusedFor(err, "channel_not_found"):
		return fmt.Errorf("look up a conversation: %w", err)
	}
	hidden := scrum.Channel{ID: scrum.ChannelID(id), Private: true}
	if err := d.learn.Learn(ctx, handlers.Roster{Channels: []scrum.Channel{hidden}}); err != nil {
		return fmt.Errorf("store a conversation: %w", err)
	}
	return nil
}

// store hands a conversation on, with its members if Pogo is one of them.
func (d *directory) store(ctx context.Context, c slack.Channel) error {
	roster := handlers.Roster{Channels: []scrum.Channel{channelOf(c)}}
	if c.IsMember && !c.IsIM {
		members, err := d.members(ctx, c.ID)
		if err != nil {
			return err
		}
		roster.Members = map[scrum.ChannelID][]scrum.PersonID{scrum.ChannelID(c.ID): members}
	}
	if err := d.learn.Learn(ctx, roster); err != nil {
		return fmt.Errorf("store a conversation: %w", err)
	}
	if c.IsExtShared {
		d.refresh(d.strangers(ctx, c.ID, roster.Members[scrum.ChannelID(c.ID)]), nil)
	}
	return nil
}

// strangers returns the members of a shared conversation that nothing is known
// of: people from other workspaces, whom Slack's list of people leaves out.
func (d *directory) strangers(ctx context.Context, channel string, members []scrum.PersonID) (ids []string) {
	for _, id := range members {
		if known, _ := d.knows(ctx, string(id), channel); !known {
			ids = append(ids, string(id))
		}
	}
	return ids
}

func (d *directory) members(ctx context.Context, channel string) ([]scrum.PersonID, error) {
	var members []scrum.PersonID
	cursor := ""
	for {
		page, next, err := d.api.GetUsersInConversationContext(ctx, &slack.GetUsersInConversationParameters{
			ChannelID: channel, Cursor: cursor, Limit: lookupPage,
		})
		if err == nil && page == nil { // and not: an empty list
			err = ErrNotSlack
		}
		if err != nil {
			return nil, fmt.Errorf("list members: %w", err)
		}
		for _, id := range page {
			members = append(members, scrum.PersonID(id))
		}
		if cursor = next; cursor == "" {
			return members, nil
		}
	}
}

// noteStatus adds the status of somebody, if they have one.
func noteStatus(r *handlers.Roster, u slack.User) {
	s := scrum.Status{Emoji: u.Profile.StatusEmoji, Text: u.Profile.StatusText}
	if u.Profile.StatusExpiration > 0 {
		s.Until = time.Unix(int64(u.Profile.StatusExpiration), 0)
	}
	if s == (scrum.Status{}) {
		return
	}
	if r.Statuses == nil {
		r.Statuses = map[scrum.PersonID]scrum.Status{}
	}
	r.Statuses[scrum.PersonID(u.ID)] = s
}

// personOf reads what Slack says of somebody, seen from the workspace team.
func personOf(u slack.User, team string) scrum.Person {
	foreign := u.TeamID != "" && team != "" && u.TeamID != team && !slices.Contains(u.Enterprise.Teams, team)
	return scrum.Person{
		ID:       scrum.PersonID(u.ID),
		Name:     cmp.Or(u.Profile.DisplayName, u.RealName, u.Profile.RealName, u.Name),
		Zone:     u.TZ,
		Locale:   u.Locale,
		Bot:      u.IsBot || u.IsConnectorBot || u.IsWorkflowBot || u.ID == "USLACKBOT",
		Deleted:  u.Deleted,
		Guest:    u.IsRestricted || u.IsUltraRestricted,
		External: u.IsStranger || foreign,
	}
}

func channelOf(c slack.Channel) scrum.Channel {
	return scrum.Channel{
		ID:       scrum.ChannelID(c.ID),
		Name:     c.Name,
		Private:  c.IsPrivate || c.IsMpIM || c.IsIM,
		Direct:   c.IsIM,
		Shared:   c.IsExtShared || c.IsPendingExtShared,
		Archived: c.IsArchived,
		Member:   c.IsMember || c.IsIM,
	}
}

func refusedFor(err error, reasons ...string) bool {
	refusal, ok := errors.AsType[slack.SlackErrorResponse](err)
	return ok && slices.Contains(reasons, refusal.Err)
}

func refusedScope(err error) bool { return refusedFor(err, "missing_scope") }
