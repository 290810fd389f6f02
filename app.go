package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"pogo/bot"
	"pogo/handlers"
	"pogo/locale"
	"pogo/metric"
	"pogo/outbox"
	"pogo/scheduler"
	"pogo/scrum"
	"pogo/storage"
)

// app is the running bot: what the packages make, connected to each other.
type app struct {
	db        *storage.DB
	handlers  *handlers.Handlers
	bot       *bot.Bot
	scheduler *scheduler.Scheduler
	log       *slog.Logger
	now       func() time.Time
}

// wiring is what differs between serving a workspace, the playground and a
// test.
type wiring struct {
	database string
	locale   string
	zone     string
	log      *slog.Logger
	now      func() time.Time // the wall clock, which a playground moves
	bot      bot.Config       // tokens, addresses, pace and the steady clock
	metrics  *metric.Set      // nil: nothing is counted
	points   points           // nil: nobody is told
}

// newApp opens the database and connects everything. Nothing runs before
// [app.run]; the caller closes the app.
func newApp(ctx context.Context, w wiring) (*app, error) {
	words, err := locale.Load()
	if err != nil {
		return nil, fmt.Errorf("load the sentences: %w", err)
	}
	m := w.metrics
	if m == nil {
		m = metric.New(w.now, version())
	}
	db, err := storage.Open(ctx, storage.Config{Path: w.database, Log: w.log, Commit: w.points.commit(m.Commit)})
	if err != nil {
		return nil, err
	}
	// What the last process left in hand Slack may still be doing, but not for long.
	if err := db.InheritDeliveries(ctx, w.bot.Steady().Add(outbox.UnderWay)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	m.Watch(db, w.database)
	a := &app{db: db, log: w.log, now: w.now}
	a.handlers = handlers.New(handlers.Config{
		Store: w.points.store(store{db}), Words: words, Log: w.log, Now: w.now, Token: rand.Text, Locale: w.locale, Zone: w.zone,
		Current: func(m scrum.MessageID) bool { return a.bot.Current(m) }, // nothing is due before the bot is there
		Asked:   func(people []string) { a.bot.Asked(people) },
	})
	a.scheduler = scheduler.New(scheduler.Config{Ledger: db, Doer: a.handlers, Now: w.now, Log: w.log, Met: m.Met, Failed: m.NotMet})
	w.bot.Metrics = w.points.metrics(m)
	w.bot.Transport = m.Counted(keepingConnections())
	w.bot.Handler, w.bot.Outbox, w.bot.Log, w.bot.Now = a.handlers, w.points.outbox(db), w.log, w.now
	if a.bot, err = bot.New(w.bot); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return a, nil
}

// keepingConnections is the usual transport, which keeps two connections to a
// host that does not speak HTTP/2, as many a proxy does not. The bot makes many
// calls at once, and each would greet Slack anew.
func keepingConnections() http.RoundTripper {
	usual, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	kept := usual.Clone()
	kept.MaxIdleConnsPerHost = 32
	return kept
}

// run works until ctx is done, or until something happens that no retry can
// cure, which it returns. Everything it started has stopped when it returns.
func (a *app) run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var running sync.WaitGroup
	for _, work := range []func(context.Context) error{a.bot.Run, a.scheduler.Run, a.tidy, a.watchDisk} {
		running.Go(func() {
			if err := work(ctx); err != nil && !errors.Is(err, context.Canceled) {
				stop(err)
			}
		})
	}
	<-ctx.Done()
	a.log.LogAttrs(ctx, slog.LevelInfo, "pogo stops")
	running.Wait()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

// watchDisk ends the program when the database can no longer be trusted: the
// supervisor restarts it, and SQLite's recovery decides what is there.
func (a *app) watchDisk(ctx context.Context) error {
	select {
	case err := <-a.db.Fatal():
		return fmt.Errorf("the database cannot be trusted any more: %w", err)
	case <-ctx.Done():
		return nil
	}
}

func (a *app) close() error { return a.db.Close() }

// tidy forgets, at the start and once a day, what nobody will ask for, and puts
// right what an older process may have counted wrong meanwhile.
func (a *app) tidy(ctx context.Context) error {
	const daily = 24 * time.Hour
	for timer := time.NewTimer(0); ; timer.Reset(daily) {
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
		if err := errors.Join(a.db.Prune(ctx, a.now()), a.db.Recount(ctx)); err != nil && ctx.Err() == nil {
			a.log.LogAttrs(ctx, slog.LevelError, "cannot tidy up", slog.String("error", err.Error()))
		}
	}
}
