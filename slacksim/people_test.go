package slacksim_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"pogo/slacksim"
)

const stranger = "U0FAR"

// listen connects and returns what comes, acknowledged.
func (s *stage) listen(t *testing.T) <-chan socketmode.Event {
	t.Helper()
	heard := make(chan socketmode.Event, 100)
	s.connect(t, func(e socketmode.Event) any {
		heard <- e
		return nil
	})
	return heard
}

func inner[T any](t *testing.T, heard <-chan socketmode.Event) T {
	t.Helper()
	var none T
	select {
	case e := <-heard:
		event, ok := e.Data.(slackevents.EventsAPIEvent)
		if !ok {
			t.Fatalf("heard %T", e.Data)
		}
		data, ok := event.InnerEvent.Data.(T)
		if !ok {
			t.Fatalf("heard %T, want %T", event.InnerEvent.Data, none)
		}
		return data
	case <-time.After(10 * time.Second):
		t.Fatalf("nothing came, want %T", none)
		return none
	}
}

func manifest(events, scopes string) []byte {
	list := func(words string) string {
		if words == "" {
			return ""
		}
		return `"` + strings.Join(strings.Fields(words), `","`) + `"`
	}
	return []byte(`{"display_information":{"name":"Sim"},"features":{"app_home":{"home_tab_enabled":true,"messages_tab_enabled":true},
		"slash_commands":[{"command":"/story","description":"S","should_escape":true}],
		"shortcuts":[{"type":"message","callback_id":"turn","name":"T","description":"T"},{"type":"global","callback_id":"new","name":"N","description":"N"}]},
		"oauth_config":{"scopes":{"bot":[` + list(scopes) + `]}},
		"settings":{"interactivity":{"is_enabled":true},"event_subscriptions":{"bot_events":[` + list(events) + `]}}}`)
}

func TestTheAppHearsWhatItSubscribedToWhereItIsAMember(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Manifest: manifest(
		"app_mention message.im member_joined_channel app_home_opened",
		"app_mentions:read im:history channels:read commands",
	)})
	heard := s.listen(t)
	say := func(channel, text string) {
		t.Helper()
		if _, err := s.Say(claire, channel, "", text); err != nil {
			t.Fatal(err)
		}
	}
	mention := "<@" + s.Bot().ID + "> story x"
	say(secret, mention) // the app is not there
	say(dev, "not for the app")
	say(dev, mention)
	if got := inner[*slackevents.AppMentionEvent](t, heard); got.User != claire || got.Text != mention || got.Channel != dev {
		t.Errorf("heard %+v", got)
	}
	say(s.DM(claire), "in private")
	if got := inner[*slackevents.MessageEvent](t, heard); got.ChannelType != "im" || got.Channel != s.DM(claire) {
		t.Errorf("heard %+v", got)
	}
	if err := s.Invite(claire, s.Bot().ID, secret); err != nil {
		t.Fatal(err)
	}
	if got := inner[*slackevents.MemberJoinedChannelEvent](t, heard); got.User != s.Bot().ID || got.Inviter != claire {
		t.Errorf("heard %+v", got)
	}
	if err := s.OpenHome(samir); err != nil {
		t.Fatal(err)
	}
	if got := inner[*slackevents.AppHomeOpenedEvent](t, heard); got.User != samir || got.Tab != "home" {
		t.Errorf("heard %+v", got)
	}
}

func TestTheAppHearsOfThePeopleAndTheChannels(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Manifest: manifest("team_join channel_archive member_left_channel", "users:read channels:read commands")})
	heard := s.listen(t)
	s.AddPerson(slacksim.Person{ID: "U0NEW", Name: "new"})
	if got := inner[*slackevents.TeamJoinEvent](t, heard); got.User.ID != "U0NEW" {
		t.Errorf("heard %+v", got)
	}
	if err := s.Leave(samir, dev); err != nil {
		t.Fatal(err)
	}
	if got := inner[*slackevents.MemberLeftChannelEvent](t, heard); got.User != samir || got.Channel != dev {
		t.Errorf("heard %+v", got)
	}
	if err := s.Archive(claire, dev); err != nil {
		t.Fatal(err)
	}
	if got := inner[*slackevents.ChannelArchiveEvent](t, heard); got.Channel != dev || got.User != claire {
		t.Errorf("heard %+v", got)
	}
}

func TestWhatPeopleMayNotDo(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Manifest: manifest("", "commands chat:write")})
	s.AddPerson(slacksim.Person{ID: stranger, Name: "far", Stranger: true, TZ: "Asia/Tokyo", Locale: "ja-JP"})
	s.AddPerson(slacksim.Person{ID: "U0OTHERBOT", Name: "other", Bot: true})
	s.AddPerson(slacksim.Person{ID: "U0GONE", Name: "gone"})
	s.AddChannel(slacksim.Channel{ID: "C0SHARED", Name: "shared", Shared: true, Members: []string{stranger, claire, "U0OTHERBOT", "U0GONE", s.Bot().ID}})
	if err := s.Deactivate("U0GONE"); err != nil {
		t.Fatal(err)
	}
	ts, err := s.Say(claire, "C0SHARED", "", "hello")
	if err != nil {
		t.Fatal(err)
	}
	say := func(user, channel string) error {
		_, err := s.Say(user, channel, "", "x")
		return err
	}
	wantCode(t, s.Command(stranger, "C0SHARED", "/story x"), "unknown_command")
	wantCode(t, s.Shortcut(stranger, "turn", "C0SHARED", ts), "unknown_shortcut")
	wantCode(t, s.Command("U0OTHERBOT", "C0SHARED", "/story x"), "restricted_action")
	wantCode(t, s.Command("U0GONE", "C0SHARED", "/story x"), "account_inactive")
	wantCode(t, s.Command(claire, dev, "/other x"), "unknown_command")
	wantCode(t, s.Shortcut(claire, "other", "", ""), "unknown_shortcut")
	wantCode(t, say(samir, secret), "channel_not_found")
	wantCode(t, say(stranger, dev), "channel_not_found")
	wantCode(t, s.Invite(claire, stranger, dev), "external_user_not_allowed")
	wantCode(t, s.DeleteMessage(stranger, "C0SHARED", ts), "cant_delete_message")
	wantCode(t, s.React(stranger, "C0SHARED", ts, "eyes"), "") // but this they may
}

func TestACommandIsEscapedAsTheManifestSays(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Manifest: manifest("", "commands")})
	heard := s.listen(t)
	if err := s.Command(claire, secret, "/story ask @samir & #dev, not #secret: https://a.example <b> x@samir <!channel> @here"); err != nil {
		t.Fatal(err)
	}
	e := <-heard
	got, ok := e.Data.(slack.SlashCommand)
	want := "ask <@U0SAMIR|samir> &amp; <#C0DEV|dev>, not <#C0SECRET|>: <https://a.example> &lt;b&gt; x@samir &lt;!channel&gt; <!here>"
	if !ok || got.Text != want || got.ChannelName != "privategroup" {
		t.Errorf("got  %q in %q\nwant %q", got.Text, got.ChannelName, want)
	}
}

func TestPeopleAreToldWithTheirZone(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	s.AddPerson(slacksim.Person{ID: stranger, Name: "far", Stranger: true, Locale: "ja-JP"})
	users, err := s.api.GetUsersContext(t.Context(), slack.GetUsersOptionLimit(1))
	if err != nil || len(users) != 3 {
		t.Fatalf("%d people, %v", len(users), err) // the app, Claire, Samir; strangers are not listed
	}
	samirSeen, err := s.api.GetUserInfoContext(t.Context(), samir)
	if err != nil || samirSeen.TZ != "America/Montreal" || samirSeen.TZOffset != -5*3600 {
		t.Errorf("Samir is %+v, %v", samirSeen, err)
	}
	far, err := s.api.GetUserInfoContext(t.Context(), stranger)
	if err != nil || !far.IsStranger || far.Locale != "" || far.TZ != "" || far.TeamID == users[0].TeamID {
		t.Errorf("the stranger is %+v, %v", far, err)
	}
}

func TestAnEphemeralMessageIsPressedAndReplaced(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	s.connect(t, func(e socketmode.Event) any {
		click, ok := e.Data.(slack.InteractionCallback)
		if !ok {
			return nil
		}
		if click.Message.Timestamp != "" || !click.Container.IsEphemeral {
			t.Errorf("the click tells %+v", click.Container)
		}
		if err := slack.PostWebhookContext(t.Context(), click.ResponseURL, &slack.WebhookMessage{Text: "done", ReplaceOriginal: true}); err != nil {
			t.Error(err)
		}
		return nil
	})
	button := slack.NewButtonBlockElement("go", "v", slack.NewTextBlockObject("plain_text", "Go", false, false))
	ts, err := s.api.PostEphemeralContext(t.Context(), dev, claire, slack.MsgOptionText("?", false), slack.MsgOptionBlocks(slack.NewActionBlock("", button)))
	if err != nil {
		t.Fatal(err)
	}
	seen := s.Messages(claire, dev)[0]
	wantCode(t, s.Press(samir, slacksim.Press{Channel: dev, Ephemeral: seen.ID, ActionID: "go"}), "message_not_found")
	if err := s.Press(claire, slacksim.Press{Channel: dev, Ephemeral: seen.ID, ActionID: "go"}); err != nil {
		t.Fatal(err)
	}
	if got := s.Messages(claire, dev); len(got) != 1 || got[0].Text != "done" || got[0].Blocks != nil {
		t.Errorf("claire sees %+v", got)
	}
	if _, _, _, err := s.api.UpdateMessageContext(t.Context(), dev, ts, slack.MsgOptionText("x", false)); err == nil || err.Error() != "message_not_found" {
		t.Errorf("chat.update of an ephemeral message: %v", err)
	}
}

func TestAThreadKeepsItsCountsAndLeavesATombstone(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	ts, err := s.Say(claire, dev, "", "first")
	if err != nil {
		t.Fatal(err)
	}
	answer, err := s.Say(samir, dev, ts, "second")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Say(claire, dev, answer, "third"); err != nil { // joins the same thread
		t.Fatal(err)
	}
	root := s.Messages(samir, dev)[0]
	if root.ReplyCount != 2 || len(root.ReplyUsers) != 2 || root.ThreadTS != ts {
		t.Errorf("the first message is %+v", root)
	}
	replies, _, _, err := s.api.GetConversationRepliesContext(t.Context(), &slack.GetConversationRepliesParameters{ChannelID: dev, Timestamp: ts})
	if err != nil || len(replies) != 3 {
		t.Errorf("%d in the thread, %v", len(replies), err)
	}
	if err := s.DeleteMessage(claire, dev, ts); err != nil {
		t.Fatal(err)
	}
	if got := s.Messages(samir, dev); len(got) != 3 || got[0].Subtype != "tombstone" {
		t.Errorf("left is %+v", got)
	}
}

func TestAFileIsUploadedAndShared(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	_, err := s.api.UploadFileContext(t.Context(), slack.UploadFileParameters{
		Filename: "chart.png", FileSize: 4, Reader: strings.NewReader("data"), Channel: dev, InitialComment: "look",
	})
	if err != nil {
		t.Fatal(err)
	}
	got := s.Messages(claire, dev)[0]
	var files []struct{ Name string }
	if err := json.Unmarshal(got.Files, &files); err != nil || got.Text != "look" || files[0].Name != "chart.png" {
		t.Errorf("shared %+v, %v", got, err)
	}
}
