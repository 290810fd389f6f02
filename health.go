package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// serveHealth answers /healthz (the writer works), /readyz (and Slack greeted
// us) and /metrics at an address, "" for nowhere. The returned function stops
// it.
func serveHealth(ctx context.Context, address string, a *app, m *metrics) (stop func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("POGO_LISTEN: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", answer(func(r *http.Request) error { return a.db.Ping(r.Context()) }))
	mux.HandleFunc("GET /readyz", answer(func(r *http.Request) error { return a.ready(r.Context()) }))
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener) // ends when it is closed
	}()
	return func() { _ = server.Close(); <-done }, nil
}

// ready is nil when requests can be taken: the database answers and Slack has
// greeted a connection.
func (a *app) ready(ctx context.Context) error {
	if err := a.db.Ping(ctx); err != nil {
		return err
	}
	if !a.bot.Ready() {
		return errors.New("no connection to Slack yet")
	}
	return nil
}

func answer(ask func(*http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := ask(r); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("ok\n")) // whoever asked may have left
	}
}

// readyCommand asks a running bot.
type readyCommand struct {
	Listen string `name:"listen" env:"POGO_LISTEN" default:"127.0.0.1:9464" help:"Where the running bot answers."`
}

// Run implements subcommand.
func (c *readyCommand) Run(ctx context.Context, _ world) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.Listen+"/readyz", http.NoBody)
	if err != nil {
		return fmt.Errorf("ask whether it is ready: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("ask whether it is ready: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", response.Status)
	}
	return nil
}
