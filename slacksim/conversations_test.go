package slacksim_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"pogo/slacksim"
)

func TestConversationsAsTheAppSeesThem(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Unlimited: true})
	s.AddChannel(slacksim.Channel{ID: "C0OPEN", Name: "open", Shared: true, Members: []string{claire}})
	s.AddChannel(slacksim.Channel{ID: "C0OURS", Name: "ours", Private: true, Members: []string{claire, s.Bot().ID}})
	s.DM(claire)
	list := func(types string) string {
		t.Helper()
		found, _, err := s.api.GetConversationsContext(t.Context(), &slack.GetConversationsParameters{Types: strings.Split(types, ",")})
		if err != nil {
			t.Fatal(err)
		}
		return ids(found)
	}
	for types, want := range map[string]string{
		"public_channel": "C0DEV C0OPEN", "private_channel": "C0OURS", "public_channel,private_channel": "C0DEV C0OPEN C0OURS",
		"im": s.DM(claire),
	} {
		if got := list(types); got != want {
			t.Errorf("%s: %q, want %q", types, got, want)
		}
	}
	mine, _, err := s.api.GetConversationsForUserContext(t.Context(), &slack.GetConversationsForUserParameters{UserID: claire, Types: []string{"public_channel", "private_channel"}})
	if err != nil || ids(mine) != "C0DEV C0OPEN C0OURS" {
		t.Errorf("Claire is in %q, %v", ids(mine), err)
	}
	info, err := s.api.GetConversationInfoContext(t.Context(), &slack.GetConversationInfoInput{ChannelID: "C0OPEN", IncludeNumMembers: true})
	if err != nil || info.IsMember || !info.IsExtShared || info.NumMembers != 1 {
		t.Errorf("open is %+v, %v", info, err)
	}
	if _, _, _, err := s.api.JoinConversationContext(t.Context(), "C0OPEN"); err != nil {
		t.Error(err)
	}
	if _, _, err := s.api.PostMessageContext(t.Context(), "C0OPEN", slack.MsgOptionText("here now", false)); err != nil {
		t.Error(err)
	}
}

func ids(channels []slack.Channel) string {
	var out []string
	for _, c := range channels {
		out = append(out, c.ID)
	}
	return strings.Join(out, " ")
}

func TestADirectMessageIsReachedByThePersonsID(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	channel, ts, err := s.api.PostMessageContext(t.Context(), claire, slack.MsgOptionText("psst", false))
	if err != nil || channel != s.DM(claire) {
		t.Fatalf("posted to %s, %v", channel, err)
	}
	opened, _, already, err := s.api.OpenConversationContext(t.Context(), &slack.OpenConversationParameters{Users: []string{claire}, ReturnIM: true})
	if err != nil || opened.ID != channel || opened.User != claire || !already {
		t.Errorf("opened %+v, %v", opened, err)
	}
	link, err := s.api.GetPermalinkContext(t.Context(), &slack.PermalinkParameters{Channel: channel, Ts: ts})
	if err != nil || !strings.Contains(link, channel+"/p") {
		t.Errorf("the link is %q, %v", link, err)
	}
	if _, _, err := s.api.DeleteMessageContext(t.Context(), channel, ts); err != nil || len(s.Messages(claire, channel)) != 0 {
		t.Errorf("left are %v, %v", s.Messages(claire, channel), err)
	}
	if got := s.Channels(samir); len(got) != 1 || got[0].ID != dev {
		t.Errorf("Samir sees %+v", got)
	}
	_, _, err = s.api.PostMessageContext(t.Context(), s.Bot().ID, slack.MsgOptionText("to myself", false))
	wantError(t, err, "cannot_dm_bot")
	closed := open(t, slacksim.Config{Manifest: []byte(`{"display_information":{"name":"Sim"},"features":{"app_home":{"home_tab_enabled":false}},"oauth_config":{"scopes":{"bot":["chat:write"]}}}`)})
	_, _, err = closed.api.PostMessageContext(t.Context(), claire, slack.MsgOptionText("x", false))
	wantError(t, err, "messages_tab_disabled")
	wantCode(t, closed.OpenHome(claire), "not_enabled")
	_, err = closed.Say(claire, closed.DM(claire), "", "x")
	wantCode(t, err, "messages_tab_disabled")
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
