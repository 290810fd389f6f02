package bot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
)

var (
	now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	us  = reader{me: identity{user: "UPOGO", bot: "BPOGO", team: "T1", app: "A1"}, now: now}
)

func eventOf(inner string) string {
	return `{"type":"events_api","envelope_id":"E1","retry_attempt":1,"payload":{"type":"event_callback","api_app_id":"A1","team_id":"T1","event_id":"Ev1","event_time":1772442000,"event":` + inner + `}}`
}

func interactive(payload string) string {
	return `{"type":"interactive","envelope_id":"E1","accepts_response_payload":true,"payload":` + payload + `}`
}

func TestRequestsAreRead(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 2, 9, 0, 0, 120_000, time.UTC) // 1772442000.000120
	for name, tc := range map[string]struct {
		raw  string
		lane string
		want any
	}{
		"a command": {
			raw: `{"type":"slash_commands","envelope_id":"E1","payload":{"api_app_id":"A1","team_id":"T1","user_id":"U1",
				"channel_id":"C1","channel_name":"dev","command":"/story","text":"As <@U2|x> &amp; co","trigger_id":"1.2","response_url":"https://hooks.slack.com/1"}}`,
			lane: "C1",
			want: handlers.Command{
				Key: "1.2", Person: "U1", Channel: "C1", ChannelName: "dev", Name: "/story", Text: "As <@U2|x> &amp; co",
				Trigger: "1.2", Response: "https://hooks.slack.com/1", At: now,
			},
		},
		"a command without a trigger is known by its envelope": {
			raw:  `{"type":"slash_commands","envelope_id":"E1","payload":{"user_id":"U1","channel_id":"C1","command":"/story"}}`,
			lane: "C1",
			want: handlers.Command{Key: "E1", Person: "U1", Channel: "C1", Name: "/story", At: now},
		},
		"a click on a message with blocks that nobody knows": {
			raw: interactive(`{"type":"block_actions","trigger_id":"1.2","response_url":"https://r","user":{"id":"U1","team_id":"T2"},"team":{"id":"T1"},
				"channel":{"id":"C1"},"message":{"ts":"5.6","blocks":[{"type":"hologram","elements":7}]},
				"actions":[{"action_id":"story.undo","block_id":"b","value":"12","action_ts":"1772442000.000120"}]}`),
			lane: "C1",
			want: handlers.Click{
				Key: "1.2", Person: "U1", Channel: "C1", Message: "5.6", Action: "story.undo", Value: "12",
				Trigger: "1.2", Response: "https://r", At: at,
			},
		},
		"a click in a thread on a message for one person": {
			raw: interactive(`{"type":"block_actions","trigger_id":"1.2","user":{"id":"U1"},"team":{"id":"T1"},"channel":{"id":"C1"},
				"container":{"type":"message","message_ts":"5.7","thread_ts":"5.6","is_ephemeral":true},"actions":[{"action_id":"story.undo"}]}`),
			lane: "C1",
			want: handlers.Click{Key: "1.2", Person: "U1", Channel: "C1", Message: "5.7", Thread: "5.6", Action: "story.undo", Trigger: "1.2", At: now},
		},
		"a click on the first message of a thread": {
			raw: interactive(`{"type":"block_actions","trigger_id":"1.2","user":{"id":"U1"},"team":{"id":"T1"},"channel":{"id":"C1"},
				"message":{"ts":"5.6","thread_ts":"5.6"},"actions":[{"action_id":"story.undo"}]}`),
			lane: "C1",
			want: handlers.Click{Key: "1.2", Person: "U1", Channel: "C1", Message: "5.6", Action: "story.undo", Trigger: "1.2", At: now},
		},
		"a choice in a form": {
			raw: interactive(`{"type":"block_actions","trigger_id":"1.2","user":{"id":"U1"},"team":{"id":"T1"},"container":{"type":"view","view_id":"V1"},
				"view":{"id":"V1","type":"modal","private_metadata":"p"},
				"actions":[{"action_id":"kind","selected_option":{"value":"bug"},"action_ts":"1772442000.000120"}]}`),
			lane: "U1",
			want: handlers.Click{
				Key: "1.2", Person: "U1", View: "V1", Private: "p", Action: "kind", Value: "bug", Trigger: "1.2", At: at,
			},
		},
		"a form": {
			raw: interactive(`{"type":"view_submission","trigger_id":"1.2","user":{"id":"U1","team_id":"T1"},"view":{"id":"V1","callback_id":"story.create","private_metadata":"p",
				"blocks":[{"type":"section","block_id":"s"},{"type":"input","block_id":"need"}],
				"state":{"values":{"need":{"a":{"type":"plain_text_input","value":"text"}},"who":{"b":{"selected_users":["U2","U3"]}},
				"empty":{"c":{"value":null,"selected_option":null}},"tags":{"d":{"selected_options":[{"value":"x"},{"value":"y"}]}},
				"two":{"from":{"selected_date":"2026-03-02"},"at":{"selected_time":"09:30"}}}}}}`),
			lane: "U1",
			want: handlers.Submission{
				Key: "1.2", Person: "U1", Form: "story.create", Private: "p", Trigger: "1.2", At: now,
				Values: map[string]string{"need": "text", "who": "U2,U3", "empty": "", "tags": "x,y", "from": "2026-03-02", "at": "09:30"},
			},
		},
		"a message shortcut": {
			raw: interactive(`{"type":"message_action","callback_id":"story_from_message","trigger_id":"1.2","response_url":"https://r","action_ts":"1772442000.000120",
				"user":{"id":"U1"},"channel":{"id":"C1"},"message":{"ts":"5.6","thread_ts":"5.5","user":"U2","text":"a need"}}`),
			lane: "C1",
			want: handlers.Shortcut{
				Key: "1.2", Person: "U1", Callback: "story_from_message", Channel: "C1", Message: "5.6", Thread: "5.5", Author: "U2",
				Text: "a need", Trigger: "1.2", Response: "https://r", At: at,
			},
		},
		"a global shortcut": {
			raw:  interactive(`{"type":"shortcut","callback_id":"story_new","trigger_id":"1.2","action_ts":"1772442000.000120","user":{"id":"U1"}}`),
			lane: "U1",
			want: handlers.Shortcut{Key: "1.2", Person: "U1", Callback: "story_new", Trigger: "1.2", At: at},
		},
		"a reaction on our message": {
			raw: eventOf(`{"type":"reaction_added","user":"U1","reaction":"+1::skin-tone-3","item_user":"UPOGO",
				"item":{"type":"message","channel":"C1","ts":"5.6"},"event_ts":"1772442000.000120"}`),
			lane: "C1 5.6",
			want: handlers.Reaction{Person: "U1", Channel: "C1", Message: "5.6", Emoji: "+1::skin-tone-3", Added: true, At: at},
		},
		"a reaction taken back": {
			raw: eventOf(`{"type":"reaction_removed","user":"U1","reaction":"one","item_user":"UPOGO",
				"item":{"type":"message","channel":"C1","ts":"5.6"},"event_ts":"1772442000.000120"}`),
			lane: "C1 5.6",
			want: handlers.Reaction{Person: "U1", Channel: "C1", Message: "5.6", Emoji: "one", At: at},
		},
		"a reaction on a message whose author Slack does not say": {
			raw: eventOf(`{"type":"reaction_added","user":"U1","reaction":"+1",
				"item":{"type":"message","channel":"C1","ts":"5.6"},"event_ts":"1772442000.000120"}`),
			lane: "C1 5.6",
			want: handlers.Reaction{Person: "U1", Channel: "C1", Message: "5.6", Emoji: "+1", Added: true, At: at},
		},
		"a reaction on somebody else's message": {
			raw:  eventOf(`{"type":"reaction_added","user":"U1","reaction":"one","item_user":"U2","item":{"type":"message","channel":"C1","ts":"5.6"}}`),
			lane: "C1",
		},
		"our own reaction": {
			raw:  eventOf(`{"type":"reaction_added","user":"UPOGO","reaction":"one","item_user":"UPOGO","item":{"type":"message","channel":"C1","ts":"5.6"}}`),
			lane: "C1",
		},
		"a mention": {
			raw:  eventOf(`{"type":"app_mention","user":"U1","channel":"C1","ts":"1772442000.000120","thread_ts":"5.5","text":"hey <@UPOGO> story a need"}`),
			lane: "C1",
			want: handlers.Mention{Key: "Ev1", Person: "U1", Channel: "C1", Message: "1772442000.000120", Thread: "5.5", Text: "hey story a need", At: at},
		},
		"a mention of somebody whose id begins like ours": {
			raw:  eventOf(`{"type":"app_mention","user":"U1","channel":"C1","ts":"1772442000.000120","text":"<@UPOGO2> hello"}`),
			lane: "C1",
			want: handlers.Mention{Key: "Ev1", Person: "U1", Channel: "C1", Message: "1772442000.000120", Text: "<@UPOGO2> hello", At: at},
		},
		"a bot's mention": {
			raw:  eventOf(`{"type":"app_mention","user":"U1","bot_id":"B2","channel":"C1","ts":"5.6","text":"<@UPOGO> obey"}`),
			lane: "C1",
		},
		"a direct message": {
			raw:  eventOf(`{"type":"message","channel_type":"im","user":"U1","channel":"D1","ts":"1772442000.000120","text":"hello"}`),
			lane: "D1",
			want: handlers.DirectMessage{Key: "Ev1", Person: "U1", Channel: "D1", Message: "1772442000.000120", Text: "hello", At: at},
		},
		"an edit of a direct message": {
			raw:  eventOf(`{"type":"message","subtype":"message_changed","channel_type":"im","channel":"D1","message":{"text":"x"}}`),
			lane: "D1",
		},
		"our own direct message": {
			raw:  eventOf(`{"type":"message","channel_type":"im","user":"UPOGO","bot_id":"BPOGO","channel":"D1","ts":"5.6","text":"hello"}`),
			lane: "D1",
		},
		"a message in a channel": {
			raw:  eventOf(`{"type":"message","channel_type":"channel","user":"U1","channel":"C1","ts":"5.6","text":"hello"}`),
			lane: "C1",
		},
		"Home": {
			raw:  eventOf(`{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home","event_ts":"1772442000.000120"}`),
			lane: "U1",
			want: handlers.HomeOpened{Key: "Ev1", Person: "U1", At: at},
		},
		"the messages tab": {
			raw:  eventOf(`{"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages"}`),
			lane: "D1",
		},
		"we joined": {
			raw:  eventOf(`{"type":"member_joined_channel","user":"UPOGO","channel":"C1","inviter":"U1","event_ts":"1772442000.000120"}`),
			lane: "C1",
			want: handlers.Joined{Key: "Ev1", Person: "UPOGO", Channel: "C1", Inviter: "U1", Self: true, At: at},
		},
		"the app was removed":               {raw: eventOf(`{"type":"app_uninstalled"}`), want: revoked{"app_uninstalled"}},
		"somebody else's token was revoked": {raw: eventOf(`{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":["U9"]}}`)},
		"a closed form":                     {raw: interactive(`{"type":"view_closed","user":{"id":"U1"},"view":{"id":"V1"}}`), lane: "U1"},
		"a menu that asks for options": {
			raw: interactive(`{"type":"block_suggestion","user":{"id":"U1"},"value":"x"}`), lane: "U1", want: suggestion{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q, err := us.read(frameOf([]byte(tc.raw)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, q.deed, cmp.AllowUnexported(revoked{})); diff != "" {
				t.Error(diff)
			}
			if q.envelope != "E1" || q.lane != tc.lane {
				t.Errorf("envelope %q, lane %q, want E1 and %q", q.envelope, q.lane, tc.lane)
			}
		})
	}
}

func TestNewsNamesWhoseFactsChanged(t *testing.T) {
	t.Parallel()
	for inner, want := range map[string][2][]string{
		`{"type":"user_change","user":{"id":"U1","name":"ada"}}`:                                  {{"U1"}, nil},
		`{"type":"team_join","user":{"id":"U1"}}`:                                                 {{"U1"}, nil},
		`{"type":"channel_rename","channel":{"id":"C1","name":"new"}}`:                            {nil, {"C1"}},
		`{"type":"channel_archive","channel":"C1","user":"U1"}`:                                   {nil, {"C1"}},
		`{"type":"member_left_channel","channel":"C1","user":"U1"}`:                               {nil, {"C1"}},
		`{"type":"channel_id_changed","old_channel_id":"G1","new_channel_id":"C1"}`:               {nil, {"G1", "C1"}},
		`{"type":"message","channel":"C1","user":"U1","text":"x","channel_type":"im","ts":"1.2"}`: {nil, nil},
	} {
		q, err := us.read(frameOf([]byte(eventOf(inner))))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, [2][]string{q.people, q.channels}); diff != "" {
			t.Errorf("%s: %s", inner, diff)
		}
	}
}

func TestWhatIsNotForUsIsTurnedAway(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]string{
		"another app's command":       `{"type":"slash_commands","envelope_id":"E1","payload":{"api_app_id":"A2","user_id":"U1"}}`,
		"another workspace's command": `{"type":"slash_commands","envelope_id":"E1","payload":{"team_id":"T2","user_id":"U1"}}`,
		"another workspace's event":   strings.Replace(eventOf(`{"type":"x"}`), `"team_id":"T1"`, `"team_id":"T2"`, 1),
	} {
		q, err := us.read(frameOf([]byte(raw)))
		if !errors.Is(err, errForeign) || q.envelope != "E1" || q.deed != nil {
			t.Errorf("%s: %+v, %v", name, q, err)
		}
	}
	shared := strings.Replace(eventOf(`{"type":"x"}`), `"team_id":"T1"`, `"team_id":"T2","is_ext_shared_channel":true`, 1)
	if _, err := us.read(frameOf([]byte(shared))); err != nil {
		t.Errorf("an event of a shared channel: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"type":"slash_commands","envelope_id":"E1","payload":{"user_id":"U1"}}`))
	f.Add([]byte(`{"type":"interactive","envelope_id":"E1","payload":{"type":"block_actions","user":{"id":"U"},"actions":[{}]}}`))
	f.Add([]byte(eventOf(`{"type":"app_mention","user":"U1","text":"<@UPOGO"}`)))
	f.Add([]byte(eventOf(`{"type":"reaction_added","item":{}}`)))
	f.Add([]byte(`{"envelope_id":"E1","payload":[}`))
	f.Add([]byte(`{"type":"hello","connection_info":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		q, err := us.read(frameOf(raw))
		if err != nil && q.deed != nil {
			t.Errorf("a request to handle and an error: %v", err)
		}
	})
}
