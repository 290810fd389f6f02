package slacksim

import (
	"errors"
	"regexp"
	"strings"
)

// checkManifest refuses what Slack's manifest editor refuses, by the schema that
// Slack publishes: github.com/slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json.
// Parts that this workspace does not play are not looked into.
func checkManifest(manifest object) error {
	k := newChecker("")
	k.fields(manifest, "",
		may("$schema", anything), may("_metadata", anything), may("app_directory", anything), may("functions", anything),
		may("workflows", anything), may("datastores", anything), may("outgoing_domains", anything), may("types", anything),
		may("external_auth_providers", anything), may("mcp_servers", anything),
		must("display_information", displayInformation), may("features", features), may("oauth_config", oauthConfig),
		may("settings", settings))
	if len(k.problems) > 0 {
		return errors.New(strings.Join(k.problems, "; "))
	}
	return nil
}

func displayInformation(k *checker, v any, at string) {
	k.fields(v, at, must("name", text(1, 35)), may("description", text(1, 140)),
		may("background_color", text(4, 7)), may("long_description", text(175, 4000)))
}

func features(k *checker, v any, at string) {
	k.fields(v, at,
		may("functions", anything), may("workflow_steps", anything), may("assistant_view", anything),
		may("agent_view", anything), may("unfurl_domains", items(1, 5, text(1, 255))),
		may("app_home", func(k *checker, v any, at string) {
			k.fields(v, at, may("home_tab_enabled", flag), may("messages_tab_enabled", flag),
				may("messages_tab_read_only_enabled", flag))
		}),
		may("bot_user", func(k *checker, v any, at string) {
			k.fields(v, at, must("display_name", text(1, 80)), may("always_online", flag))
		}),
		may("shortcuts", items(1, 10, func(k *checker, v any, at string) {
			k.fields(v, at, must("name", text(1, 24)), must("type", oneOf("message", "global")),
				must("callback_id", text(1, 255)), must("description", text(1, 150)))
		})),
		may("slash_commands", items(1, 50, slashCommandRules)))
}

func slashCommandRules(k *checker, v any, at string) {
	o := k.fields(v, at, must("command", text(2, 32)), must("description", text(1, 2000)),
		may("usage_hint", text(1, 1000)), may("should_escape", flag), may("url", text(0, 3000)))
	// See docs.slack.dev/interactivity/implementing-slash-commands: lower case, no spaces.
	if name := str(o, "command"); name != "" && !regexp.MustCompile(`^/[^\sA-Z/]+$`).MatchString(name) {
		k.fail(at+"/command", "must start with a slash and be lower case without spaces")
	}
}

func oauthConfig(k *checker, v any, at string) {
	scopes := items(0, 255, text(1, 50))
	k.fields(v, at, may("redirect_urls", items(0, 1000, text(1, 2500))),
		may("token_management_enabled", flag), may("pkce_enabled", flag),
		may("scopes", func(k *checker, v any, at string) {
			k.fields(v, at, may("bot", scopes), may("user", scopes), may("bot_optional", scopes), may("user_optional", scopes))
		}))
}

func settings(k *checker, v any, at string) {
	events := items(0, 100, text(1, 50))
	k.fields(v, at,
		may("allowed_ip_address_ranges", items(1, 50, text(1, 50))), may("incoming_webhooks", anything),
		may("org_deploy_enabled", flag), may("socket_mode_enabled", flag), may("is_hosted", flag),
		may("token_rotation_enabled", flag), may("siws_links", anything), may("hermes_app_type", anything),
		may("function_runtime", anything), may("is_mcp_enabled", flag),
		may("event_subscriptions", func(k *checker, v any, at string) {
			k.fields(v, at, may("request_url", text(1, 3500)), may("user_events", events), may("bot_events", events),
				may("metadata_subscriptions", items(1, 20, anything)))
		}),
		may("interactivity", func(k *checker, v any, at string) {
			k.fields(v, at, must("is_enabled", flag), may("request_url", text(1, 3500)),
				may("message_menu_options_url", text(1, 3500)))
		}))
}
