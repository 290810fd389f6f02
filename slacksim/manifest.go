package slacksim

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// manifest is the part of an app manifest that changes what Slack does.
// A nil *manifest allows everything.
type manifest struct {
	Display struct {
		Name string `json:"name"`
	} `json:"display_information"`
	Features struct {
		Home *struct {
			HomeTab     bool `json:"home_tab_enabled"`
			MessagesTab bool `json:"messages_tab_enabled"`
			ReadOnly    bool `json:"messages_tab_read_only_enabled"`
		} `json:"app_home"`
		Bot struct {
			Name string `json:"display_name"`
		} `json:"bot_user"`
		Commands  []slashCommand `json:"slash_commands"`
		Shortcuts []shortcut     `json:"shortcuts"`
	} `json:"features"`
	OAuth struct {
		Scopes struct {
			Bot []string `json:"bot"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			Enabled bool `json:"is_enabled"`
		} `json:"interactivity"`
	} `json:"settings"`
}

type slashCommand struct {
	Command      string `json:"command"`
	ShouldEscape bool   `json:"should_escape"`
}

type shortcut struct {
	Type       string `json:"type"` // "global" or "message"
	CallbackID string `json:"callback_id"`
}

func readManifest(raw []byte) (*manifest, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	var all object
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if err := checkManifest(all); err != nil {
		return nil, err
	}
	m := &manifest{}
	if err := json.Unmarshal(raw, m); err != nil {
		return nil, fmt.Errorf("not a manifest: %w", err)
	}
	return m, m.check()
}

// check refuses what Slack's manifest editor refuses: an event whose scope is
// not asked for, and commands or shortcuts without the scope for them.
// docs.slack.dev/reference/events: each event page names its scope.
func (m *manifest) check() error {
	for _, event := range m.Settings.Events.Bot {
		if scope := eventScope(event); scope != "" && !m.hasScope(scope) {
			return fmt.Errorf("event %s needs the scope %s", event, scope)
		}
	}
	if len(m.Features.Commands)+len(m.Features.Shortcuts) > 0 && !m.hasScope("commands") {
		return errors.New("slash commands and shortcuts need the scope commands")
	}
	return nil
}

func (m *manifest) botName() string {
	if m == nil {
		return "bot"
	}
	return cmp.Or(m.Features.Bot.Name, m.Display.Name, "bot")
}

func (m *manifest) hasScope(scope string) bool {
	return m == nil || slices.Contains(m.OAuth.Scopes.Bot, scope)
}

func (m *manifest) scopes() string {
	if m == nil {
		return ""
	}
	return strings.Join(m.OAuth.Scopes.Bot, ",")
}

func (m *manifest) subscribes(event string) bool {
	return m == nil || slices.Contains(m.Settings.Events.Bot, event)
}

func (m *manifest) command(name string) (slashCommand, bool) {
	if m == nil {
		return slashCommand{Command: name, ShouldEscape: true}, true
	}
	i := slices.IndexFunc(m.Features.Commands, func(c slashCommand) bool { return c.Command == name })
	if i < 0 {
		return slashCommand{}, false
	}
	return m.Features.Commands[i], true
}

func (m *manifest) hasShortcut(kind, callbackID string) bool {
	return m == nil || slices.Contains(m.Features.Shortcuts, shortcut{Type: kind, CallbackID: callbackID})
}

func (m *manifest) interactive() bool { return m == nil || m.Settings.Interactivity.Enabled }

func (m *manifest) homeTab() bool {
	return m == nil || m.Features.Home != nil && m.Features.Home.HomeTab
}

func (m *manifest) messagesTab() bool {
	return m == nil || m.Features.Home != nil && m.Features.Home.MessagesTab
}

func (m *manifest) readOnlyTab() bool {
	return m != nil && m.Features.Home != nil && m.Features.Home.ReadOnly
}

// eventScope is the scope without which Slack does not let an app subscribe.
func eventScope(event string) string {
	switch event {
	case "reaction_added", "reaction_removed":
		return "reactions:read"
	case "app_mention":
		return "app_mentions:read"
	case "message.im":
		return "im:history"
	case "message.channels":
		return "channels:history"
	case "message.groups":
		return "groups:history"
	case "channel_archive", "channel_unarchive", "channel_created", "channel_rename", "channel_deleted", "channel_left":
		return "channels:read"
	case "group_archive", "group_rename", "group_left":
		return "groups:read"
	case "user_change", "team_join":
		return "users:read"
	case "dnd_updated_user":
		return "dnd:read"
	case "subteam_created", "subteam_updated", "subteam_members_changed":
		return "usergroups:read"
	default: // app_home_opened, tokens_revoked… need none; the member_… events need one of two
		return ""
	}
}
