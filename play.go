package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"pogo/bot"
	"pogo/handlers"
	"pogo/locale"
	"pogo/playground"
	"pogo/slacksim"
)

// playgroundCommand runs the bot in a pretend Slack with a page.
type playgroundCommand struct {
	common
	Listen   string `name:"listen" default:"127.0.0.1:8080" help:"Where the page answers; a free port is taken if this one is not."`
	Database string `name:"database" help:"Keep the data in this file; otherwise it is gone when the playground ends."`
}

// Run implements subcommand.
func (c *playgroundCommand) Run(ctx context.Context, w world) error {
	w.outlivesReaders()
	return lasting(ctx, c.play(ctx, w))
}

func (c *playgroundCommand) play(ctx context.Context, w world) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	database, remove, err := c.database()
	if err != nil {
		return err
	}
	defer remove()
	page, err := listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	p, err := newPlay(ctx, wiring{database: database, locale: c.Locale, zone: c.Timezone, log: c.logger(w.err)}, w.now, c.Database == "")
	if err != nil {
		return errors.Join(err, page.Close())
	}
	defer func() { err = errors.Join(err, p.close()) }()
	fmt.Fprintf(w.out, "The playground is open: http://%s/\nStop it with Ctrl-C.\n", page.Addr())
	return p.run(ctx, page)
}

// database is the file to use and what removes it at the end.
func (c *playgroundCommand) database() (path string, remove func(), err error) {
	if c.Database != "" {
		return c.Database, func() {}, nil
	}
	dir, err := os.MkdirTemp("", "pogo-playground-")
	if err != nil {
		return "", nil, fmt.Errorf("make a place for the data: %w", err)
	}
	return filepath.Join(dir, "pogo.db"), func() { _ = os.RemoveAll(dir) }, nil
}

// listen takes the address, or a free port of the same host if it is taken.
func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err == nil {
		return listener, nil
	}
	host, _, splitErr := net.SplitHostPort(address)
	if splitErr != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	listener, err = config.Listen(ctx, "tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return listener, nil
}

// play is a pretend Slack, the bot in it and the page in front of it.
type play struct {
	slack *slacksim.Slack
	wire  net.Listener // where the bot finds the pretend Slack
	app   *app
	page  *playground.Server
	clock *clock
}

func newPlay(ctx context.Context, w wiring, real func() time.Time, temporary bool) (*play, error) {
	words, err := locale.Load()
	if err != nil {
		return nil, fmt.Errorf("load the sentences: %w", err)
	}
	list := handlers.New(handlers.Config{Words: words})
	text, err := manifest(list.Commands(locale.English), "", doNotDisturb)
	if err != nil {
		return nil, err
	}
	p := &play{clock: &clock{real: real}}
	if p.slack, err = slacksim.New(slacksim.Config{Now: p.clock.Now, Manifest: text, Unlimited: true}); err != nil {
		return nil, fmt.Errorf("open the pretend Slack: %w", err)
	}
	playground.Furnish(p.slack)
	if p.wire, err = listen(ctx, "127.0.0.1:0"); err != nil {
		return nil, err
	}
	w.now = p.clock.Now
	w.bot = bot.Config{ //nolint:gosec // because these are the pretend Slack's own tokens
		BotToken: "xoxb-sim", AppToken: "xapp-sim", APIURL: "http://" + p.wire.Addr().String() + "/api/",
		Steady: real, LanePace: time.Millisecond, EditPause: livelyPause, CountPause: livelyPause, PostsPerMinute: 6000, EditsPerMinute: 6000, ReadsPerMinute: 6000, Connections: 1,
	}
	if p.app, err = newApp(ctx, w); err != nil {
		return nil, errors.Join(err, p.wire.Close())
	}
	p.page = playground.New(p.pageConfig(list, text, temporary))
	return p, nil
}

// livelyPause is between two edits of one message: a pretend Slack sets no
// pace, and whoever tries something wants to see it.
const livelyPause = 200 * time.Millisecond

// run serves the pretend Slack and its page until ctx is done.
func (p *play) run(ctx context.Context, page net.Listener) error {
	wire := &http.Server{Handler: p.slack.Handler(), ReadHeaderTimeout: 5 * time.Second}
	front := &http.Server{Handler: p.page, ReadHeaderTimeout: 5 * time.Second}
	done := make(chan struct{}, 2)
	go func() { _ = wire.Serve(p.wire); done <- struct{}{} }()
	go func() { _ = front.Serve(page); done <- struct{}{} }()
	err := p.app.run(ctx)
	p.page.Close()
	_ = front.Close()
	p.slack.Close()
	_ = wire.Close()
	<-done
	<-done
	return err
}

func (p *play) close() error { return p.app.close() }
