package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"pogo/metric"
)

// serveHealth answers /healthz (the writer works), /readyz (and Slack greeted
// us) and /metrics at an address, "" for nowhere. The returned function stops
// it.
func serveHealth(ctx context.Context, address string, a *app, m *metric.Set) (stop func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("POGO_LISTEN: %w", err)
	}
	server := &http.Server{Handler: health(a, m), ReadHeaderTimeout: 5 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener) // ends when it is closed
	}()
	return func() { _ = server.Close(); <-done }, nil
}

func health(a *app, m *metric.Set) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", answer(func(r *http.Request) (string, error) { return "ok", a.db.Ping(r.Context()) }))
	mux.HandleFunc("GET /readyz", answer(func(r *http.Request) (string, error) { return a.connections(), a.ready(r.Context()) }))
	mux.Handle("GET /metrics", m.Handler())
	return mux
}

// ready is nil when requests can be taken: the database keeps what it is given
// and Slack has greeted a connection.
func (a *app) ready(ctx context.Context) error {
	if err := a.db.Ready(ctx, a.now()); err != nil {
		return err
	}
	if !a.bot.Ready() {
		return errors.New("no connection to Slack yet")
	}
	return nil
}

// connections says how many connections there are. Those of other processes
// are no reason to be unready: with several replicas there always are some.
func (a *app) connections() string {
	live, others := a.bot.Connections()
	if others == 0 {
		return fmt.Sprintf("ok: %s to Slack", counted(live, "connection", "connections"))
	}
	return fmt.Sprintf("ok: %s to Slack; at the last greeting Slack counted %d more, of other replicas, "+
		"of another bot with the same app token, or dead ones that it has not noticed yet", counted(live, "connection", "connections"), others)
}

func answer(ask func(*http.Request) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), probeTime)
		defer cancel()
		said, err := ask(r.WithContext(ctx))
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte(said + "\n")) // whoever asked may have left
	}
}

// probeTime bounds an answer: what takes longer is not well.
const probeTime = 5 * time.Second

// readyCommand asks a running bot.
type readyCommand struct {
	Listen string `name:"listen" env:"POGO_LISTEN" default:"127.0.0.1:9464" help:"Where the running bot answers."`
}

// Run implements subcommand.
func (c *readyCommand) Run(ctx context.Context, _ world) error {
	_, err := askReady(ctx, c.Listen)
	return err
}

// askReady asks a running bot how it is.
func askReady(ctx context.Context, listen string) (string, error) {
	if listen == "" {
		return "", errors.New("POGO_LISTEN is empty, so that the bot answers nowhere: give both the same address, such as 127.0.0.1:9464")
	}
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+listen+"/readyz", http.NoBody)
	if err != nil {
		return "", fmt.Errorf("ask whether it is ready: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if errors.Is(err, syscall.ECONNREFUSED) {
		return "", fmt.Errorf("no bot answers at %s: start it, or give both the same POGO_LISTEN", listen)
	}
	if err != nil {
		return "", fmt.Errorf("ask whether it is ready: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	const most = 1 << 10
	said, err := io.ReadAll(io.LimitReader(response.Body, most))
	if err != nil {
		return "", fmt.Errorf("ask whether it is ready: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("not ready: %s", strings.TrimSpace(string(said)))
	}
	return strings.TrimSpace(string(said)), nil
}
