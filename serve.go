package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"pogo/bot"
	"pogo/metric"
	"pogo/storage"
)

// serveCommand runs the bot in a real workspace.
type serveCommand struct {
	settings
	Database string `name:"database" env:"POGO_DATABASE" default:"pogo.db" help:"The database: a file, or postgres://… for several processes. Or POGO_DATABASE_FILE names a file in which that stands."`
	Listen   string `name:"listen" env:"POGO_LISTEN" default:"127.0.0.1:9464" help:"Where /healthz, /readyz and /metrics answer; empty: nowhere."`
	Posts    int    `name:"posts-per-minute" env:"POGO_POSTS_PER_MINUTE" default:"300" help:"How many messages a minute Slack takes from the app in the whole workspace; Slack tells no number, and asks to wait when there are more."`
}

// check returns every fault of the settings at once.
func (c *serveCommand) check(env func(string) (string, bool)) error {
	address, err := databaseAddress(c.Database, env)
	c.Database = address
	err = errors.Join(c.settings.check(env), err)
	if c.Posts < 1 {
		err = errors.Join(err, fmt.Errorf("POGO_POSTS_PER_MINUTE: %d is too few; the default is 300", c.Posts))
	}
	return err
}

// Run implements subcommand.
func (c *serveCommand) Run(ctx context.Context, w world) error {
	w.outlivesReaders()
	return lasting(ctx, c.serve(ctx, w))
}

func (c *serveCommand) serve(ctx context.Context, w world) (err error) {
	if err := c.check(w.env); err != nil {
		return err
	}
	log := c.logger(w.err)
	metrics := metric.New(w.now, version())
	wired := wiring{
		database: c.Database, locale: c.Locale, zone: c.Timezone, log: log, now: w.now, metrics: metrics,
		bot: bot.Config{BotToken: c.BotToken, AppToken: c.AppToken, APIURL: c.APIURL, Steady: w.now, PostsPerMinute: c.Posts, Replicas: storage.IsServer(c.Database)},
	}
	if w.rewire != nil {
		wired = w.rewire(wired)
	}
	a, err := newApp(ctx, wired)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	closeHealth, err := serveHealth(ctx, c.Listen, a, metrics)
	if err != nil {
		return err
	}
	defer closeHealth()
	log.LogAttrs(ctx, slog.LevelInfo, "pogo starts", slog.String("version", version()), slog.String("database", storage.Name(c.Database)))
	return a.run(ctx)
}
