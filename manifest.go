package main

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pogo/handlers"
	"pogo/locale"
)

// manifestCommand prints what Slack needs to know to create the app.
type manifestCommand struct {
	Prefix  string   `name:"prefix" help:"Put before each command's name, for workspaces where another app has it: po- makes /po-story."`
	Feature []string `name:"feature" enum:"no-history,no-groups,do-not-disturb" help:"Leave something out, or bring it in. no-history: do without reading the history of channels; a message whose fate is unknown after a network fault then stays unposted until doctor shows it. no-groups: do without user groups; who estimates is then named one by one. do-not-disturb: read when people are not to be disturbed; reminders and blockers then wait for the end of it."`
}

// doNotDisturb is the only feature that is not there unless it is chosen.
const doNotDisturb = "do-not-disturb"

// commandPrefix is what Slack lets a command begin with; what it takes in all
// is 32 characters.
var commandPrefix = regexp.MustCompile(`^[a-z0-9_-]{0,20}$`)

// Run implements subcommand.
func (c *manifestCommand) Run(_ context.Context, w world) error {
	if !commandPrefix.MatchString(c.Prefix) {
		return fmt.Errorf("--prefix: %q cannot begin a command; use up to 20 lower-case letters, digits, - and _, as in po-", c.Prefix)
	}
	words, err := locale.Load()
	if err != nil {
		return fmt.Errorf("load the sentences: %w", err)
	}
	commands := handlers.New(handlers.Config{Words: words}).Commands(locale.English)
	data, err := manifest(commands, c.Prefix, c.Feature...)
	if err != nil {
		return err
	}
	if _, err := w.out.Write(data); err != nil {
		return fmt.Errorf("print the manifest: %w", err)
	}
	return nil
}

// scope is one permission and what it is for; the README shows the same.
type scope struct {
	name, why string
	feature   string // that leaves it out, or for [doNotDisturb] brings it in; "": it is always needed
	without   string // what is lost without it
}

// missing reports whether an app with these features does without the scope.
func (s scope) missing(features []string) bool {
	chosen := s.feature != "" && slices.Contains(features, s.feature)
	return chosen != (s.feature == doNotDisturb)
}

// scopes are the least that the features in use need.
func scopes(features ...string) []scope {
	const (
		unposted = "a message whose fate is unknown after a network fault stays unposted"
		oneByOne = "who estimates is named one by one"
		anyway   = "reminders of a stand-up come in Do Not Disturb, too"
	)
	return slices.DeleteFunc([]scope{
		{name: "commands", why: "the slash commands and the shortcuts"},
		{name: "chat:write", why: "posting and editing Pogo's own messages, and writing to people directly"},
		{name: "reactions:read", why: "counting votes"},
		{name: "reactions:write", why: "putting the number emoji under a ballot"},
		{name: "users:read", why: "names, time zones, and who is a guest, a bot or deactivated"},
		{name: "channels:read", why: "who is in a public channel that Pogo is in"},
		{name: "groups:read", why: "the same for private channels"},
		{name: "files:write", why: "sending the file of /po export to whoever asks for it"},
		{name: "im:write", why: "learning where the direct message with a person is, to send a file there"},
		{name: "app_mentions:read", why: "@pogo in threads, where Slack allows no commands"},
		{name: "im:history", why: "reading what people write to Pogo directly"},
		{"usergroups:read", "who is in a user group that is asked to estimate", "no-groups", oneByOne},
		{"dnd:read", "not reminding people, or bringing them blockers, while they are in Do Not Disturb; only with `--feature do-not-disturb`", doNotDisturb, anyway},
		{"channels:history", "finding Pogo's own message again after a network fault, so that nothing is posted twice", "no-history", unposted},
		{"groups:history", "the same in private channels", "no-history", unposted},
	}, func(s scope) bool { return s.missing(features) })
}

// botEvents are those that Slack lets an app with these features hear.
func botEvents(features ...string) []string {
	events := []string{
		"app_home_opened", "app_mention", "message.im", "reaction_added", "reaction_removed",
		"member_joined_channel", "member_left_channel", "channel_left", "channel_archive", "channel_unarchive", "channel_rename",
		"group_left", "group_archive", "group_unarchive", "group_rename", "user_change", "team_join", "app_uninstalled", "tokens_revoked",
	}
	if slices.Contains(features, doNotDisturb) {
		events = append(events, "dnd_updated_user")
	}
	return events
}

type object map[string]any

// manifest writes the app's manifest
// (docs.slack.dev/reference/app-manifest).
func manifest(commands []handlers.CommandInfo, prefix string, features ...string) ([]byte, error) {
	var names []string
	for _, s := range scopes(features...) {
		names = append(names, s.name)
	}
	data, err := json.MarshalIndent(object{
		"_metadata": object{"major_version": 1, "minor_version": 1},
		"display_information": object{
			"name": "Pogo", "description": "The product owner's assistant: stories, votes, stand-ups, sprints, retrospectives", "background_color": "#1d3557",
		},
		"features": object{
			"app_home":       object{"home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
			"bot_user":       object{"display_name": "pogo", "always_online": true},
			"slash_commands": slashCommands(commands, prefix),
			"shortcuts": []object{
				{"name": "Turn into a story", "type": "message", "callback_id": "story.message", "description": "Make a story of this message"},
				{"name": "New story", "type": "global", "callback_id": "story.new", "description": "Write a story"},
			},
		},
		"oauth_config": object{"scopes": object{"bot": names}},
		"settings": object{
			"event_subscriptions": object{"bot_events": botEvents(features...)},
			"interactivity":       object{"is_enabled": true},
			"org_deploy_enabled":  false, "socket_mode_enabled": true, "token_rotation_enabled": false,
		},
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode the manifest: %w", err)
	}
	return append(data, '\n'), nil
}

func slashCommands(commands []handlers.CommandInfo, prefix string) []object {
	var list []object
	for _, c := range commands {
		o := object{"command": "/" + prefix + strings.TrimPrefix(c.Name, "/"), "description": c.Description, "should_escape": true}
		if c.Usage != "" {
			o["usage_hint"] = c.Usage
		}
		list = append(list, o)
	}
	return list
}
