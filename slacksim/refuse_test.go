package slacksim_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pogo/slacksim"
)

// answer is what the Web API says, read without a client library.
type answer struct {
	OK       bool   `json:"ok"`
	Error    string `json:"error"`
	Needed   string `json:"needed"`
	Provided string `json:"provided"`
	TS       string `json:"ts"`
	Metadata struct {
		Messages   []string `json:"messages"`
		NextCursor string   `json:"next_cursor"`
	} `json:"response_metadata"`
	Members  []any `json:"members"`
	Messages []struct {
		Text     string         `json:"text"`
		Metadata map[string]any `json:"metadata"`
	} `json:"messages"`
	status int
	header http.Header
}

func (s *stage) call(t *testing.T, token, method string, args ...string) answer {
	t.Helper()
	form := url.Values{"token": {token}}
	for i := 0; i < len(args); i += 2 {
		form.Set(args[i], args[i+1])
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/api/"+method, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(t, r)
}

func send(t *testing.T, r *http.Request) answer {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{status: response.StatusCode, header: response.Header}
	if strings.HasPrefix(string(raw), "{") {
		if err := json.Unmarshal(raw, &a); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func TestTheWebAPIRefusesWhatSlackRefuses(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Unlimited: true})
	s.AddChannel(slacksim.Channel{ID: "C0OLD", Name: "old", Archived: true, Members: []string{s.Bot().ID}})
	s.AddChannel(slacksim.Channel{ID: "C0OPEN", Name: "open", Members: []string{claire}})
	s.AddPerson(slacksim.Person{ID: "U0OUT", Name: "out"})
	s.AddUserGroup(slacksim.UserGroup{ID: "S0OLD", Handle: "old", Disabled: true})
	theirs, err := s.Say(claire, dev, "", "hello")
	if err != nil {
		t.Fatal(err)
	}
	ours := s.call(t, "xoxb-sim", "chat.postMessage", "channel", dev, "text", "ours").TS
	long := strings.Repeat("x", 4001)
	modal := `{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[]}`
	for _, c := range []struct {
		name, token, method, args, want string
	}{
		{"no token", "", "auth.test", "", "not_authed"},
		{"an unknown token", "xoxb-other", "auth.test", "", "invalid_auth"},
		{"the app token for a bot's method", "xapp-sim", "auth.test", "", "not_allowed_token_type"},
		{"the bot token for a socket", "xoxb-sim", "apps.connections.open", "", "not_allowed_token_type"},
		{"an unknown method", "xoxb-sim", "chat.shout", "", "unknown_method"},
		{"an unknown channel", "xoxb-sim", "chat.postMessage", "channel=C0NONE&text=x", "channel_not_found"},
		{"a private channel without the app", "xoxb-sim", "chat.postMessage", "channel=C0SECRET&text=x", "channel_not_found"},
		{"its facts too", "xoxb-sim", "conversations.info", "channel=C0SECRET", "channel_not_found"},
		{"a public channel without the app", "xoxb-sim", "chat.postMessage", "channel=C0OPEN&text=x", "not_in_channel"},
		{"its history", "xoxb-sim", "conversations.history", "channel=C0OPEN", "not_in_channel"},
		{"an archived channel", "xoxb-sim", "chat.postMessage", "channel=C0OLD&text=x", "is_archived"},
		{"nothing to say", "xoxb-sim", "chat.postMessage", "channel=C0DEV", "no_text"},
		{"an edit of 4,001 characters", "xoxb-sim", "chat.update", "channel=C0DEV&ts=" + ours + "&text=" + long, "msg_too_long"},
		{"an edit of another's message", "xoxb-sim", "chat.update", "channel=C0DEV&ts=" + theirs + "&text=x", "cant_update_message"},
		{"an edit of no message", "xoxb-sim", "chat.update", "channel=C0DEV&ts=1.000001&text=x", "message_not_found"},
		{"deleting another's message", "xoxb-sim", "chat.delete", "channel=C0DEV&ts=" + theirs, "cant_delete_message"},
		{"a private answer to someone elsewhere", "xoxb-sim", "chat.postEphemeral", "channel=C0DEV&user=U0OUT&text=x", "user_not_in_channel"},
		{"blocks that are no list", "xoxb-sim", "chat.postMessage", "channel=C0DEV&blocks={}", "invalid_blocks_format"},
		{"blocks that are no JSON", "xoxb-sim", "chat.postMessage", "channel=C0DEV&blocks=[", "invalid_blocks_format"},
		{"metadata without payload", "xoxb-sim", "chat.postMessage", `channel=C0DEV&text=x&metadata={"event_type":"a"}`, "invalid_metadata_schema"},
		{"an unknown emoji", "xoxb-sim", "reactions.add", "channel=C0DEV&name=nope_nope&timestamp=" + theirs, "invalid_name"},
		{"taking back no reaction", "xoxb-sim", "reactions.remove", "channel=C0DEV&name=eyes&timestamp=" + theirs, "no_reaction"},
		{"a reaction to nothing", "xoxb-sim", "reactions.add", "name=eyes", "no_item_specified"},
		{"an unknown trigger", "xoxb-sim", "views.open", "trigger_id=1.2.3&view=" + modal, "invalid_trigger_id"},
		{"an unknown view", "xoxb-sim", "views.update", "view_id=V1&view=" + modal, "not_found"},
		{"a home tab that is a modal", "xoxb-sim", "views.publish", "user_id=U0CLAIRE&view=" + modal, "invalid_arguments"},
		{"an unknown person", "xoxb-sim", "users.info", "user=U0NONE", "user_not_found"},
		{"Do Not Disturb of somebody unknown", "xoxb-sim", "dnd.info", "user=U0NONE", "user_not_found"},
		{"Do Not Disturb of nobody", "xoxb-sim", "dnd.teamInfo", "users=", "no_users_provided"},
		{"Do Not Disturb of somebody hidden among others", "xoxb-sim", "dnd.teamInfo", "users=U0CLAIRE,U0NONE", "user_not_visible"},
		{"Do Not Disturb of 51 people", "xoxb-sim", "dnd.teamInfo", "users=" + strings.Repeat("U0CLAIRE,", 51), "invalid_arguments"},
		{"an unknown user group", "xoxb-sim", "usergroups.users.list", "usergroup=S0NONE", "no_such_subteam"},
		{"a user group that is switched off", "xoxb-sim", "usergroups.users.list", "usergroup=S0OLD", "no_such_subteam"},
		{"a user group that is switched off, asked for as such", "xoxb-sim", "usergroups.users.list", "usergroup=S0OLD&include_disabled=true", ""},
		{"a page of nothing", "xoxb-sim", "users.list", "limit=0", "invalid_limit"},
		{"a made-up cursor", "xoxb-sim", "users.list", "cursor=abc", "invalid_cursor"},
		{"an answer in no thread", "xoxb-sim", "chat.postMessage", "channel=C0DEV&text=x&thread_ts=1.000001", "thread_not_found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var args []string
			for pair := range strings.SplitSeq(c.args, "&") {
				if key, value, ok := strings.Cut(pair, "="); ok {
					args = append(args, key, value)
				}
			}
			if got := s.call(t, c.token, c.method, args...); got.Error != c.want {
				t.Errorf("%s: got %q %v, want %q", c.method, got.Error, got.Metadata.Messages, c.want)
			}
		})
	}
}

func TestAMethodWithoutItsScopeTellsWhichIsMissing(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{Manifest: []byte(`{"display_information":{"name":"Sim"},"oauth_config":{"scopes":{"bot":["chat:write","commands"]}}}`)})
	got := s.call(t, "xoxb-sim", "reactions.add", "channel", dev, "name", "eyes", "timestamp", "1.1")
	if got.Error != "missing_scope" || got.Needed != "reactions:write" || got.Provided != "chat:write,commands" {
		t.Errorf("got %+v", got)
	}
}

func TestAManifestThatCannotWorkIsRefused(t *testing.T) {
	t.Parallel()
	for name, manifest := range map[string]string{
		"a command in capitals":      `{"display_information":{"name":"Sim"},"oauth_config":{"scopes":{"bot":["commands"]}},"features":{"slash_commands":[{"command":"/A","description":"A"}]}}`,
		"no name":                    `{}`,
		"a word Slack does not know": `{"display_information":{"name":"Sim"},"feature":{}}`,
		"no JSON":                    `{`,
		"an event without its scope": `{"display_information":{"name":"Sim"},"settings":{"event_subscriptions":{"bot_events":["reaction_added"]}}}`,
		"commands without commands":  `{"display_information":{"name":"Sim"},"features":{"slash_commands":[{"command":"/a","description":"A"}]}}`,
	} {
		if _, err := slacksim.New(slacksim.Config{Manifest: []byte(manifest)}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestLongTextIsCutAndMetadataIsFoundAgain(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	s.call(t, "xoxb-sim", "chat.postMessage", "channel", dev, "text", strings.Repeat("é", 40_001),
		"metadata", `{"event_type":"out","event_payload":{"k":"v1"}}`)
	if got := len([]rune(s.Messages("", dev)[0].Text)); got != 40_000 {
		t.Errorf("%d characters are kept", got)
	}
	plain := s.call(t, "xoxb-sim", "conversations.history", "channel", dev)
	full := s.call(t, "xoxb-sim", "conversations.history", "channel", dev, "include_all_metadata", "true", "limit", "1")
	if plain.Messages[0].Metadata != nil {
		t.Error("metadata is told without being asked for")
	}
	if payload, ok := full.Messages[0].Metadata["event_payload"].(map[string]any); !ok || payload["k"] != "v1" {
		t.Errorf("metadata is %v", full.Messages[0].Metadata)
	}
}

func TestMembersComeInPages(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	var all []any
	cursor := ""
	for range 5 {
		got := s.call(t, "xoxb-sim", "conversations.members", "channel", dev, "limit", "2", "cursor", cursor)
		all = append(all, got.Members...)
		cursor = got.Metadata.NextCursor
		if cursor == "" {
			break
		}
	}
	if len(all) != 3 {
		t.Errorf("members are %v", all)
	}
}

func TestPostsFasterThanOneASecondAreRefusedAfterABurst(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	s.AddChannel(slacksim.Channel{ID: "C0TWO", Name: "two", Members: []string{s.Bot().ID}})
	var got answer
	for range 6 {
		got = s.call(t, "xoxb-sim", "chat.postMessage", "channel", dev, "text", "x")
	}
	if got.status != http.StatusTooManyRequests || got.Error != "ratelimited" || got.header.Get("Retry-After") != "1" {
		t.Errorf("the sixth post: %+v", got)
	}
	if got := s.call(t, "xoxb-sim", "chat.postMessage", "channel", "C0TWO", "text", "x"); !got.OK {
		t.Errorf("another channel is held up: %+v", got)
	}
}

func TestAMethodHasItsTier(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	for range 20 {
		if got := s.call(t, "xoxb-sim", "users.list"); !got.OK {
			t.Fatalf("%+v", got)
		}
	}
	if got := s.call(t, "xoxb-sim", "users.list"); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") != "3" {
		t.Errorf("the 21st call: %d, Retry-After %s", got.status, got.header.Get("Retry-After"))
	}
}
