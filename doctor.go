package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/bot"
	"pogo/storage"
)

// doctorCommand checks what can go wrong and says what to do.
type doctorCommand struct {
	settings
	Database string `name:"database" env:"POGO_DATABASE" default:"pogo.db" help:"The database: a file, checked only while no bot uses it, or postgres://…."`
	Listen   string `name:"listen" env:"POGO_LISTEN" default:"127.0.0.1:9464" help:"Where a running bot answers; empty: nowhere."`
	Retry    bool   `name:"retry" xor:"parked" help:"Open again what could not be posted."`
	LetGo    bool   `name:"let-go" xor:"parked" help:"Stop mentioning what could not be posted."`
}

// check is one thing that doctor looks at: what it found, or what is wrong
// and what to do about it.
type check struct {
	name  string
	after string // the check without which this one would mislead; "" for none
	ask   func(ctx context.Context) (found string, err error)
}

// Run implements subcommand.
func (c *doctorCommand) Run(ctx context.Context, w world) (err error) {
	const patience = 10 * time.Minute // a large file takes a while
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if c.Database, err = databaseAddress(c.Database, w.env); err != nil {
		return err
	}
	failed := map[string]bool{}
	wrong := 0
	for _, k := range c.checks(w) {
		if failed[k.after] {
			failed[k.name] = true
			fmt.Fprintf(w.out, "– %s: not asked while the above is wrong\n", k.name)
			continue
		}
		found, err := k.ask(ctx)
		if err != nil {
			failed[k.name] = true
			wrong++
			fmt.Fprintf(w.out, "✗ %s: %s\n", k.name, tokens.ReplaceAllString(advised(err).Error(), "[redacted]"))
			continue
		}
		fmt.Fprintf(w.out, "✓ %s: %s\n", k.name, found)
	}
	if wrong > 0 {
		return fmt.Errorf("%d of the checks found something wrong", wrong)
	}
	return nil
}

func (c *doctorCommand) checks(w world) []check {
	client := &http.Client{Timeout: 10 * time.Second}
	headers := http.Header{}
	api := func() *slack.Client {
		return slack.New(c.BotToken, slack.OptionHTTPClient(bot.Answers{Client: client}), slack.OptionAPIURL(c.APIURL), slack.OptionAppLevelToken(c.AppToken),
			slack.OptionOnResponseHeaders(func(_ string, h http.Header) { headers = h }))
	}
	return []check{
		{"settings", "", func(context.Context) (string, error) { return "complete", c.check(w.env) }},
		{"bot token", "settings", func(ctx context.Context) (string, error) {
			who, err := api().AuthTestContext(ctx)
			if err != nil {
				return "", withAdvice(err, "install the app again and copy its bot token")
			}
			return who.User + " in " + who.Team, clockDiffers(headers, w.now())
		}},
		{"scopes", "bot token", func(context.Context) (string, error) { return missingScopes(headers) }},
		{"app token", "settings", func(ctx context.Context) (string, error) {
			if _, _, err := api().StartSocketModeContext(ctx); err != nil {
				return "", withAdvice(err, "make an app-level token with connections:write and switch Socket Mode on")
			}
			return "Socket Mode answers", nil
		}},
		{"database", "", func(ctx context.Context) (string, error) {
			sound := func(ctx context.Context, db *storage.DB) (string, error) { return c.sound(ctx, db, w.now()) }
			return c.database(ctx, sound, c.running)
		}},
		{"outbox", "database", func(ctx context.Context) (string, error) { return c.database(ctx, c.parked, c.parkedThere) }},
		{"file", "database", c.whole},
		{"backup", "database", func(ctx context.Context) (string, error) { return backups(ctx, c.Database) }},
	}
}

// missingScopes compares what Slack says the token may do with what Pogo
// needs.
func missingScopes(headers http.Header) (string, error) {
	granted := headers.Get("X-Oauth-Scopes")
	if granted == "" {
		return "not told by this server", nil
	}
	given := strings.Split(strings.ReplaceAll(granted, " ", ""), ",")
	var needed, lacking, losses []string
	for _, s := range scopes(doNotDisturb) {
		switch {
		case slices.Contains(given, s.name):
		case s.feature == "":
			needed = append(needed, s.name)
		default:
			lacking = append(lacking, s.name)
			losses = append(losses, s.without)
		}
	}
	if len(needed) > 0 {
		return "", fmt.Errorf("missing: %s; paste the output of pogo manifest into the app's settings and install it again", strings.Join(needed, ", "))
	}
	if len(lacking) > 0 {
		return "all there but " + strings.Join(lacking, ", ") + ": " + strings.Join(slices.Compact(losses), "; "), nil
	}
	return "all there", nil
}

// clockDiffers complains of a machine whose clock is wrong by more than a
// minute: due times would be.
func clockDiffers(headers http.Header, now time.Time) error {
	theirs, err := http.ParseTime(headers.Get("Date"))
	if err != nil {
		return nil //nolint:nilerr // because a server that tells no date tells nothing about ours
	}
	if off := now.Sub(theirs).Abs(); off > time.Minute {
		return fmt.Errorf("this machine's clock is off by %s; synchronize it", off.Round(time.Second))
	}
	return nil
}

// database opens the file and asks about it, or asks otherwise if a bot has it.
func (c *doctorCommand) database(ctx context.Context, ask func(context.Context, *storage.DB) (string, error), inUse func(context.Context) (string, error)) (string, error) {
	if !isThere(ctx, c.Database) {
		err := storage.Place(ctx, c.Database)
		if errors.Is(err, storage.ErrInUse) {
			return inUse(ctx)
		}
		return storage.Name(c.Database) + " is not there yet; serve creates it", err
	}
	if err := c.untouched(ctx); err != nil {
		return "", err
	}
	db, err := storage.Open(ctx, storage.Config{Path: c.Database})
	if errors.Is(err, storage.ErrInUse) {
		return inUse(ctx)
	}
	if err != nil {
		return "", err
	}
	found, err := ask(ctx, db)
	return found, errors.Join(err, db.Close())
}

// whole looks through all of the file, also while a bot has it.
func (c *doctorCommand) whole(ctx context.Context) (string, error) {
	switch {
	case storage.IsServer(c.Database):
		return "of a server, which looks after its own", nil
	case !isThere(ctx, c.Database):
		return "not there yet", nil
	}
	if err := storage.Check(ctx, c.Database); err != nil {
		return "", err
	}
	return "every page of it makes sense", nil
}

// untouched refuses tables that opening would upgrade: bots of the older program
// may be running on them, or be started again. What else is wrong with a file is
// said by opening it.
func (c *doctorCommand) untouched(ctx context.Context) error {
	db, err := storage.OpenReadOnly(ctx, c.Database)
	switch {
	case err == nil:
		return db.Close()
	case storage.IsServer(c.Database), errors.Is(err, storage.ErrOlder):
		return err
	default:
		return nil
	}
}

func (c *doctorCommand) sound(ctx context.Context, db *storage.DB, now time.Time) (string, error) {
	engine, err := db.About(ctx, now)
	return storage.Name(c.Database) + " is sound, on " + engine, err
}

// running says how the bot is that has the database.
func (c *doctorCommand) running(ctx context.Context) (string, error) {
	if c.Listen == "" {
		return c.Database + " is in use by a running bot, which answers nowhere: set POGO_LISTEN to hear how it is", nil
	}
	said, err := askReady(ctx, c.Listen)
	if err != nil {
		return "", fmt.Errorf("%s is in use by a running bot: %w", c.Database, err)
	}
	return c.Database + " is in use by a running bot, which says " + said, nil
}
