package bot

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/slacksim"
)

func TestTheWorkspaceIsLookedUpAtTheStart(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.pass(time.Second)
		h := w.handler
		want := scrum.Person{ID: claire, Name: "claire", Zone: "Europe/Paris", Locale: "fr-FR"}
		if diff := cmp.Diff(want, h.people[claire]); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(scrum.Channel{ID: dev, Name: "dev", Member: true}, h.channels[dev]); diff != "" {
			t.Error(diff)
		}
		if got := len(h.members[dev]); got != 3 {
			t.Errorf("%d members of dev, want 3", got)
		}
	})
}

func TestNewsIsLookedUp(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		h := w.handler
		w.AddPerson(slacksim.Person{ID: samir, Name: "samir", TZ: "Europe/Lisbon", Locale: "fr-CA"})
		w.AddPerson(slacksim.Person{ID: "U0NEW", Name: "nora", Guest: true})
		for _, err := range []error{
			w.Invite(claire, "U0NEW", dev), w.Leave(samir, dev), w.Rename(claire, dev, "delivery"), w.Archive(claire, client),
		} {
			if err != nil {
				t.Error(err)
			}
		}
		w.pass(time.Second)
		if got := h.people[samir].Zone; got != "Europe/Lisbon" {
			t.Errorf("samir is in %s", got)
		}
		if !h.people["U0NEW"].Guest {
			t.Error("nora is a guest")
		}
		if members := h.members[dev]; !slices.Contains(members, "U0NEW") || slices.Contains(members, samir) {
			t.Errorf("members of dev: %v", members)
		}
		if got := h.channels[dev].Name; got != "delivery" {
			t.Errorf("dev is called %s", got)
		}
		if !h.channels[client].Archived {
			t.Error("the client's channel is archived")
		}
		if got := deeds[handlers.Joined](h); len(got) != 1 || got[0].Person != "U0NEW" || got[0].Self {
			t.Errorf("joined: %+v", got)
		}
	})
}

func TestTheUnknownAreMetBeforeTheyAreAnswered(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		secret := w.AddChannel(slacksim.Channel{Name: "secret", Private: true, Members: []string{claire}})
		if err := w.stop(); err != nil {
			t.Fatal(err)
		}
		w.handler.people, w.handler.channels = nil, nil
		w.Fail("users.list", slacksim.Fault{Status: 500})
		w.start()
		var person, channel bool
		w.handler.command = func(ctx context.Context, c handlers.Command) (handlers.Answer, error) {
			person, channel = w.handler.Knows(ctx, scrum.PersonID(c.Person), scrum.ChannelID(c.Channel))
			return handlers.Answer{}, nil
		}
		if err := w.Command(claire, secret, "/story x"); err != nil {
			t.Error(err)
		}
		if !person || !channel {
			t.Errorf("answered without knowing the person (%t) or the conversation (%t)", person, channel)
		}
		if c := w.handler.channels[scrum.ChannelID(secret)]; !c.Private || c.Member {
			t.Errorf("a hidden conversation is stored as %+v", c)
		}
	})
}

func TestWhoIsInAUserGroupIsAskedBeforeItsNameIsAnswered(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		for _, g := range []slacksim.UserGroup{{ID: "S0DEVS", Handle: "devs", Users: []string{claire, samir}}, {ID: "S0OLD", Handle: "old", Users: []string{samir}}} {
			w.AddUserGroup(g)
		}
		w.AddUserGroup(slacksim.UserGroup{ID: "S0OLD", Handle: "old", Users: []string{samir}, Disabled: true})
		var met map[scrum.GroupID]scrum.UserGroup
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			met = maps.Clone(w.handler.groups)
			return handlers.Answer{}, nil
		}
		typed := func(text string) {
			t.Helper()
			if err := w.Command(claire, dev, text); err != nil {
				t.Error(err)
			}
		}
		typed("/estimate PAY-1 with @devs <!subteam^S0OLD>")
		want := map[scrum.GroupID]scrum.UserGroup{
			"S0DEVS": {ID: "S0DEVS", Members: []scrum.PersonID{claire, samir}}, "S0OLD": {ID: "S0OLD", Off: true},
		}
		if diff := cmp.Diff(want, met); diff != "" {
			t.Error(diff)
		}
		w.Fail("usergroups.users.list", slacksim.Fault{Hang: true})
		start := time.Now()
		if typed("/estimate PAY-1 with @devs"); time.Since(start) > 1100*time.Millisecond {
			t.Errorf("claire waited %v for Slack", time.Since(start))
		}
	})
}

func TestUserGroupsAreReadAtTheStartAndCanBeDoneWithout(t *testing.T) {
	t.Parallel()
	for _, refused := range []string{"", "missing_scope", "plan_upgrade_required"} {
		inWorld(t, slacksim.Config{}, nil, func(w *world) {
			if err := w.stop(); err != nil {
				t.Fatal(err)
			}
			w.AddUserGroup(slacksim.UserGroup{ID: "S0DEVS", Handle: "devs", Users: []string{samir}})
			if refused != "" {
				w.Fail("usergroups.list", slacksim.Fault{Error: refused})
			}
			w.start()
			w.pass(time.Second)
			if known := w.handler.groups["S0DEVS"].Handle == "devs"; known != (refused == "") {
				t.Errorf("%q: the group is known: %t", refused, known)
			}
			if _, ok := w.handler.channels[dev]; !ok || strings.Contains(w.log.String(), "incomplete") {
				t.Errorf("%q: the rest was not read: %s", refused, w.log)
			}
		})
	}
}

func TestASlowDirectoryDelaysNobodyForLong(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.pass(time.Second)
		w.handler.people = map[scrum.PersonID]scrum.Person{}
		w.Fail("users.info", slacksim.Fault{Hang: true})
		start := time.Now()
		if err := w.Command(claire, dev, "/story x"); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 1100*time.Millisecond {
			t.Errorf("claire waited %v", took)
		}
	})
}

func TestPersonOf(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		user slack.User
		want scrum.Person
	}{
		"a member":              {slack.User{ID: "U1", TeamID: "T1", RealName: "Ada"}, scrum.Person{ID: "U1", Name: "Ada"}},
		"a guest":               {slack.User{ID: "U1", TeamID: "T1", IsUltraRestricted: true}, scrum.Person{ID: "U1", Guest: true}},
		"a stranger":            {slack.User{ID: "U1", IsStranger: true}, scrum.Person{ID: "U1", External: true}},
		"of another workspace":  {slack.User{ID: "U1", TeamID: "T2"}, scrum.Person{ID: "U1", External: true}},
		"of our enterprise":     {slack.User{ID: "U1", TeamID: "T2", Enterprise: slack.EnterpriseUser{Teams: []string{"T1"}}}, scrum.Person{ID: "U1"}},
		"a bot":                 {slack.User{ID: "U1", IsBot: true}, scrum.Person{ID: "U1", Bot: true}},
		"Slackbot, not is_bot":  {slack.User{ID: "USLACKBOT"}, scrum.Person{ID: "USLACKBOT", Bot: true}},
		"a deactivated account": {slack.User{ID: "U1", Deleted: true}, scrum.Person{ID: "U1", Deleted: true}},
		"a display name":        {slack.User{ID: "U1", RealName: "Ada", Profile: slack.UserProfile{DisplayName: "ada"}}, scrum.Person{ID: "U1", Name: "ada"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, personOf(tc.user, "T1")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
