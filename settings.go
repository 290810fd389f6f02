package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

// settings are what a bot for a real workspace needs. Flags win over the
// environment; a secret may be given as a file instead.
type settings struct {
	BotToken string `name:"bot-token" env:"SLACK_BOT_TOKEN" placeholder:"xoxb-…" help:"The bot token. Better given by the environment, or by SLACK_BOT_TOKEN_FILE."`
	AppToken string `name:"app-token" env:"SLACK_APP_TOKEN" placeholder:"xapp-…" help:"The app-level token. Better given by the environment, or by SLACK_APP_TOKEN_FILE."`
	APIURL   string `name:"api-url" env:"SLACK_API_URL" default:"https://slack.com/api/" help:"Where Slack's Web API is."`
	common
}

// common are the settings of everything that runs the bot.
type common struct {
	Locale    string `name:"locale" env:"POGO_LOCALE" default:"en" enum:"en,fr" help:"Language of new products when the channel's people say nothing (en or fr)."`
	Timezone  string `name:"timezone" env:"POGO_TIMEZONE" default:"UTC" help:"Time zone of new products when the channel's people say nothing."`
	LogLevel  string `name:"log-level" env:"POGO_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"How much is logged (debug, info, warn or error)."`
	LogFormat string `name:"log-format" env:"POGO_LOG_FORMAT" default:"text" enum:"text,json" help:"How it is logged (text or json)."`
}

// check reads the secrets that are given as files and returns every fault at
// once.
func (s *settings) check(env func(string) (string, bool)) error {
	faults := []error{
		secret(&s.BotToken, "SLACK_BOT_TOKEN", "xoxb-", "the bot token of your app: OAuth & Permissions", env),
		secret(&s.AppToken, "SLACK_APP_TOKEN", "xapp-", "an app-level token with connections:write: Basic Information", env),
	}
	if u, err := url.Parse(s.APIURL); err != nil || u.Host == "" {
		faults = append(faults, fmt.Errorf("SLACK_API_URL: %q is no address; the default is https://slack.com/api/", s.APIURL))
	} else if !strings.HasSuffix(s.APIURL, "/") {
		s.APIURL += "/"
	}
	return errors.Join(append(faults, s.common.check())...)
}

func (c common) check() error {
	if _, err := time.LoadLocation(c.Timezone); err != nil {
		return fmt.Errorf("POGO_TIMEZONE: %q is no time zone; write it like Europe/Paris", c.Timezone)
	}
	return nil
}

// secret completes a token from NAME_FILE and checks that it is of the kind
// it should be, without ever repeating it.
func secret(value *string, name, prefix, where string, env func(string) (string, bool)) error {
	file, given := env(name + "_FILE")
	if given && file != "" {
		if *value != "" {
			return fmt.Errorf("%s and %s_FILE are both set; keep one", name, name)
		}
		data, err := os.ReadFile(file) //nolint:gosec // because the administrator names the file
		if err != nil {
			return fmt.Errorf("%s_FILE: %w", name, err)
		}
		*value = string(data)
	}
	*value = bare(*value)
	switch {
	case *value == "":
		return fmt.Errorf("%s is not set; it is %s", name, where)
	case !strings.HasPrefix(*value, prefix):
		return fmt.Errorf("%s does not start with %s; it is %s", name, prefix, where)
	}
	return nil
}

// bare takes off a value what editors and secret stores put around it: the end of
// a line, of either kind, and the mark at the beginning of a file.
func bare(value string) string { return strings.TrimSpace(strings.TrimPrefix(value, "\ufeff")) }

// logger writes to out. Whatever looks like a token is struck out, should one
// ever get into an error of a library.
func (c common) logger(out io.Writer) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // the flag allows only levels
	options := &slog.HandlerOptions{Level: level, ReplaceAttr: redact}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(out, options))
	}
	return slog.New(slog.NewTextHandler(out, options))
}

var tokens = regexp.MustCompile(`x(?:ox[a-z]|app)-[A-Za-z0-9-]+|(?:hooks\.slack\.com|/response)/\S+|ticket=[^&\s]+|postgres(?:ql)?://[^\s@?]*[@?]\S*`)

func redact(_ []string, a slog.Attr) slog.Attr {
	switch value := a.Value.Any().(type) {
	case string:
		a.Value = slog.StringValue(tokens.ReplaceAllString(value, "[redacted]"))
	case error:
		a.Value = slog.StringValue(tokens.ReplaceAllString(value.Error(), "[redacted]"))
	}
	return a
}
