package bot

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"sync"
	"time"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/view"
)

// scripted does what a test says and remembers what it was asked. A nil script
// does nothing.
type scripted struct {
	world *world
	hold  chan struct{} // nothing is done before it is closed; nil: at once

	command func(context.Context, handlers.Command) (handlers.Answer, error)
	click   func(context.Context, handlers.Click) (handlers.Answer, error)
	submit  func(context.Context, handlers.Submission) (handlers.Answer, error)
	react   func(context.Context, ...handlers.Reaction) error
	counted []scrum.MessageID
	told    int // calls of TellParked
	voted   []scrum.MessageID
	direct  func(context.Context, handlers.DirectMessage) error

	mu       sync.Mutex
	asked    []any
	people   map[scrum.PersonID]scrum.Person
	channels map[scrum.ChannelID]scrum.Channel
	members  map[scrum.ChannelID][]scrum.PersonID
	groups   map[scrum.GroupID]scrum.UserGroup
	quiet    map[scrum.PersonID]scrum.Quiet
}

func (s *scripted) note(deed any) {
	if s.hold != nil {
		<-s.hold
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, deed)
}

// deeds returns what was asked so far, of one type.
func deeds[T any](s *scripted) []T {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []T
	for _, d := range s.asked {
		if one, ok := d.(T); ok {
			found = append(found, one)
		}
	}
	return found
}

func (s *scripted) Command(ctx context.Context, c handlers.Command) (handlers.Answer, error) {
	s.note(c)
	if s.command == nil {
		return handlers.Answer{}, nil
	}
	return s.command(ctx, c)
}

func (s *scripted) Click(ctx context.Context, c handlers.Click) (handlers.Answer, error) {
	s.note(c)
	if s.click == nil {
		return handlers.Answer{}, nil
	}
	return s.click(ctx, c)
}

func (s *scripted) Submit(ctx context.Context, f handlers.Submission) (handlers.Answer, error) {
	s.note(f)
	if s.submit == nil {
		return handlers.Answer{}, nil
	}
	return s.submit(ctx, f)
}

func (s *scripted) Shortcut(_ context.Context, c handlers.Shortcut) (handlers.Answer, error) {
	s.note(c)
	return handlers.Answer{}, nil
}

func (s *scripted) React(ctx context.Context, rs ...handlers.Reaction) (bool, error) {
	for _, r := range rs {
		s.note(r)
	}
	if s.react == nil {
		return true, nil
	}
	return true, s.react(ctx, rs...)
}

func (s *scripted) Count(_ context.Context, m scrum.MessageID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counted = append(s.counted, m)
	return nil
}

func (s *scripted) VotedOn(context.Context) ([]scrum.MessageID, error) { return s.voted, nil }

func (s *scripted) Reacted(context.Context, scrum.MessageID) ([]scrum.ReactionEvent, error) {
	return nil, nil
}

func (s *scripted) Reconcile(_ context.Context, _ scrum.MessageID, _ []scrum.ReactionEvent, listed []scrum.Listed, _ time.Time) (bool, error) {
	s.note(listed)
	return true, nil
}

func (s *scripted) Gone(_ context.Context, m scrum.MessageID) error {
	s.note(m)
	return nil
}

func (s *scripted) TellParked(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told++
	return nil
}

func (s *scripted) Uncounted(context.Context) ([]scrum.MessageID, error) { return nil, nil }

func (s *scripted) Mention(_ context.Context, m handlers.Mention) error {
	s.note(m)
	return nil
}

func (s *scripted) DirectMessage(ctx context.Context, m handlers.DirectMessage) error {
	s.note(m)
	if s.direct == nil {
		return nil
	}
	return s.direct(ctx, m)
}

func (s *scripted) HomeOpened(_ context.Context, o handlers.HomeOpened) error {
	s.note(o)
	return nil
}

func (s *scripted) Joined(_ context.Context, j handlers.Joined) error {
	s.note(j)
	return nil
}

func (s *scripted) Learn(_ context.Context, r handlers.Roster) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.people == nil {
		s.people = map[scrum.PersonID]scrum.Person{}
		s.channels = map[scrum.ChannelID]scrum.Channel{}
		s.members = map[scrum.ChannelID][]scrum.PersonID{}
		s.groups = map[scrum.GroupID]scrum.UserGroup{}
	}
	for _, p := range r.People {
		s.people[p.ID] = p
	}
	for _, c := range r.Channels {
		s.channels[c.ID] = c
	}
	maps.Copy(s.members, r.Members)
	if s.quiet == nil {
		s.quiet = map[scrum.PersonID]scrum.Quiet{}
	}
	maps.Copy(s.quiet, r.Quiet)
	for _, g := range r.Groups {
		s.groups[g.ID] = g
	}
	return nil
}

func (s *scripted) Knows(_ context.Context, person scrum.PersonID, channel scrum.ChannelID) (personKnown, channelKnown bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, personKnown = s.people[person]
	_, channelKnown = s.channels[channel]
	return personKnown, channelKnown
}

func (s *scripted) WriteFile(_ context.Context, of json.RawMessage, to io.Writer) (string, error) {
	if string(of) == `"gone"` {
		return "", scrum.ErrNotFound
	}
	_, err := to.Write(of)
	return "as you asked", err
}

func (s *scripted) Fault(_, ref string, _ error) view.Message {
	return view.Message{Text: "Something broke (" + ref + ")."}
}

func private(text string) handlers.Answer {
	return handlers.Answer{Private: &view.Message{Text: text}}
}
