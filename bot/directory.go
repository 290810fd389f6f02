package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pogo/handlers"
	"pogo/scrum"
)

// Rhythm of looking people and conversations up.
const (
	daily      = 24 * time.Hour
	tryAgain   = 5 * time.Minute // after a look-up of everything failed
	meetTime   = time.Second     // that a request of somebody unknown waits for
	lookupPage = 200
)

// directory looks up people, conversations and user groups and hands what Slack
// says to the handler: everything at the start and once a day, what an event
// names when it comes, and before a request is answered whoever is unknown in
// it, and who is in a user group that it names.
type directory struct {
	api   *slack.Client
	learn Handler
	self  *self
	log   *slog.Logger

	mu       sync.Mutex
	people   map[string]bool // to look up again
	channels map[string]bool
	met      map[string]bool // known to the handler, whom nothing unlearns
	wake     chan struct{}
	busy     count         // look-ups that were asked for and are not done
	known    chan struct{} // closed when everything was looked up once

	again   *time.Timer // when what failed is looked up again; of run alone, as is
	failing backoff
}

func newDirectory(api *slack.Client, learn Handler, self *self, log *slog.Logger) *directory {
	return &directory{
		api: api, learn: learn, self: self, log: log,
		people: map[string]bool{}, channels: map[string]bool{}, met: map[string]bool{}, wake: make(chan struct{}, 1), known: make(chan struct{}),
		failing: backoff{first: lookAgain, longest: tryAgain},
	}
}

// run looks things up until ctx is done.
func (d *directory) run(ctx context.Context) {
	all := time.NewTimer(0)
	defer all.Stop()
	d.again = time.NewTimer(daily)
	defer d.again.Stop()
	var once sync.Once
	for {
		select {
		case <-ctx.Done():
			return
		case <-all.C:
			next := tryAgain
			if d.looked(ctx, d.everything) {
				next = daily
				once.Do(func() { close(d.known) })
			}
			all.Reset(next)
		case <-d.again.C:
			d.catchUp(ctx)
		case <-d.wake:
			d.catchUp(ctx)
			d.busy.done()
		}
	}
}

// refresh has people and conversations looked up again, soon. It does not wait.
func (d *directory) refresh(people, channels []string) {
	d.mu.Lock()
	note(d.people, people)
	note(d.channels, channels)
	d.mu.Unlock()
	if len(people)+len(channels) == 0 {
		return
	}
	d.busy.add(math.MaxInt)
	select {
	case d.wake <- struct{}{}:
	default:
		d.busy.done() // what was asked for before looks these up too
	}
}

func note(set map[string]bool, ids []string) {
	for _, id := range ids {
		if id != "" {
			set[id] = true
		}
	}
}

// looked reports whether a look-up went well.
func (d *directory) looked(ctx context.Context, look func(context.Context) error) (well bool) {
	defer survive(ctx, d.log, "a look-up")
	err := look(ctx)
	if err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		d.log.LogAttrs(ctx, slog.LevelWarn, "the directory is incomplete", slog.String("error", scrubbed(err)))
	}
	return err == nil
}

// meet looks up whoever makes a request, and where, if they are unknown, a
// conversation that somebody joined, and always who is in the user groups that
// are named. If Slack takes too long the request is handled with what is known,
// and people and conversations are looked up again afterwards.
func (d *directory) meet(ctx context.Context, q request) {
	if q.deed == nil || q.person == "" {
		return
	}
	person, channel := d.knows(ctx, q.person, q.channel)
	_, joined := q.deed.(handlers.Joined)
	channel = (channel || q.channel == "" || isDirect(q.channel)) && !joined
	groups := groupsNamed(q.deed)
	if person && channel && len(groups) == 0 {
		return
	}
	short, cancel := context.WithTimeout(ctx, meetTime)
	defer cancel()
	var looking sync.WaitGroup
	if !person {
		looking.Go(func() {
			if !d.looked(short, func(ctx context.Context) error { return d.person(ctx, q.person) }) {
				d.refresh([]string{q.person}, nil)
			}
		})
	}
	if !channel {
		looking.Go(func() {
			if !d.looked(short, func(ctx context.Context) error { return d.channel(ctx, q.channel) }) {
				d.refresh(nil, []string{q.channel})
			}
		})
	}
	for _, id := range groups {
		looking.Go(func() {
			d.looked(short, func(ctx context.Context) error { return d.group(ctx, id) })
		})
	}
	looking.Wait()
}

// knows asks the handler once about each of the two.
func (d *directory) knows(ctx context.Context, person, channel string) (personKnown, channelKnown bool) {
	d.mu.Lock()
	personKnown, channelKnown = d.met[person], d.met[channel]
	d.mu.Unlock()
	if personKnown && channelKnown {
		return true, true
	}
	personKnown, channelKnown = d.learn.Knows(ctx, scrum.PersonID(person), scrum.ChannelID(channel))
	d.mu.Lock()
	defer d.mu.Unlock()
	const many = 100_000
	if len(d.met) > many {
		clear(d.met)
	}
	if personKnown {
		d.met[person] = true
	}
	if channelKnown {
		d.met[channel] = true
	}
	return personKnown, channelKnown
}

// isDirect reports whether a conversation is a direct message, of which there
// is nothing to look up: its members are Pogo and whoever writes, and Slack
// would want im:read for it.
func isDirect(channel string) bool { return strings.HasPrefix(channel, "D") }

// everything reads all people, all user groups, and all conversations that Pogo
// is in.
func (d *directory) everything(ctx context.Context) error {
	people := d.api.GetUsersPaginated(slack.GetUsersOptionLimit(lookupPage), slack.GetUsersOptionIncludeLocale(true))
	for {
		page, err := people.Next(ctx)
		if people.Done(err) {
			break
		}
		if err != nil {
			return fmt.Errorf("list people: %w", err)
		}
		people = page
		roster := handlers.Roster{}
		for _, u := range people.Users {
			roster.People = append(roster.People, personOf(u, d.self.get().team))
			noteStatus(&roster, u)
		}
		if err := d.learn.Learn(ctx, roster); err != nil {
			return fmt.Errorf("store people: %w", err)
		}
		d.meanwhile(ctx)
	}
	if err := d.groups(ctx); err != nil {
		return err
	}
	for _, kind := range []string{"public_channel", "private_channel"} {
		if err := d.conversations(ctx, kind); err != nil && !refusedScope(err) {
			return err
		}
	}
	return nil
}

func (d *directory) conversations(ctx context.Context, kind string) error {
	cursor := ""
	for {
		page, next, err := d.api.GetConversationsForUserContext(ctx, &slack.GetConversationsForUserParameters{
			Types: []string{kind}, Limit: lookupPage, Cursor: cursor, ExcludeArchived: true,
		})
		if err != nil {
			return fmt.Errorf("list conversations: %w", err)
		}
		for _, c := range page {
			c.IsMember = true // or it would not be listed; Slack leaves the field out here
			if err := d.store(ctx, c); err != nil {
				return err
			}
			d.meanwhile(ctx)
		}
		if cursor = next; cursor == "" {
			return nil
		}
	}
}
