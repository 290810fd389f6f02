package main

import (
	"context"
	"errors"
	"log/slog"

	"pogo/bot"
)

// serveCommand runs the bot in a real workspace.
type serveCommand struct {
	settings
	Database string `name:"database" env:"POGO_DATABASE" default:"pogo.db" help:"The database file."`
	Listen   string `name:"listen" env:"POGO_LISTEN" default:"127.0.0.1:9464" help:"Where /healthz, /readyz and /metrics answer; empty: nowhere."`
}

// Run implements subcommand.
func (c *serveCommand) Run(ctx context.Context, w world) (err error) {
	if err := c.check(w.env); err != nil {
		return err
	}
	log := c.logger(w.err)
	metrics := newMetrics()
	a, err := newApp(ctx, wiring{
		database: c.Database, locale: c.Locale, zone: c.Timezone, log: log, now: w.now,
		bot: bot.Config{BotToken: c.BotToken, AppToken: c.AppToken, APIURL: c.APIURL, Steady: w.now, Metrics: metrics},
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	closeHealth, err := serveHealth(ctx, c.Listen, a, metrics)
	if err != nil {
		return err
	}
	defer closeHealth()
	log.LogAttrs(ctx, slog.LevelInfo, "pogo starts", slog.String("version", version()), slog.String("database", c.Database))
	return a.run(ctx)
}
